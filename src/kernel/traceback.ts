/**
 * The goroutine traces with which Go ends a failed program, composed of what the kernel tells of
 * each goroutine (assembly/runtime/traceback.ts) and of the program's names and lines.
 */
import { FuncFlag } from '../../assembly/abi/frame.ts';
import { GStatus } from '../../assembly/abi/status.ts';
import type { Symbols } from '../program/symbols.ts';
import { reasonText } from '../records/spec.ts';

/** One goroutine as the kernel tells it. */
export interface GoroutineTrace {
  index: number;
  goid: number;
  status: number;
  waitReason: number;
  system: boolean;
  waitNs: number;
  locked: boolean;
  /** Instruction indices (from 0), innermost first; of a deep stack 100 of each end. */
  pcs: number[];
  /** Frames between these ends. */
  hidden: number;
  /** The goroutine whose `go` made it, and that instruction's index; 0 and -1: the runtime did. */
  creator: number;
  createdAt: number;
}

const MINUTE_NS = 60e9;

/** The text of all `goroutines`, that of `current` (an index, or -1) first and as running. */
export function tracesText(
  goroutines: readonly GoroutineTrace[], current: number, symbols: Symbols,
): string {
  const shown = goroutines.filter((g) => g.goid !== 0 && !g.system && g.status !== GStatus.DEAD);
  const first = shown.filter((g) => g.index === current);
  const others = shown.filter((g) => g.index !== current);
  return [...first, ...others].map((g) => {
    const state = stateText(g, g.index === current);
    const own = g.pcs.flatMap((pc) => frameText(pc, symbols, false));
    // What the compiler made is shown if there is nothing else: `go close(c)`.
    const all = own.length > 0 ? own : g.pcs.flatMap((pc) => frameText(pc, symbols, true));
    const lines = elided(all, g.hidden);
    return `goroutine ${g.goid} [${state}]:\n${lines.join('')}${createdText(g, symbols)}`;
  }).join('\n');
}

/** Frames that Go shows of each end of a deep stack. */
const SHOWN = 50;

/** The lines that Go shows of a stack of which `hidden` more frames lie in the middle. */
function elided(lines: readonly string[], hidden: number): readonly string[] {
  const more = lines.length + hidden - 2 * SHOWN;
  if (more <= 0) return lines;
  return [...lines.slice(0, SHOWN), `...${more} frames elided...\n`, ...lines.slice(-SHOWN)];
}

function stateText(g: GoroutineTrace, current: boolean): string {
  const locked = g.locked ? ', locked to thread' : '';
  if (current) return `running${locked}`;
  const names: Record<number, string> = {
    [GStatus.RUNNABLE]: 'runnable',
    [GStatus.RUNNING]: 'running',
    [GStatus.SYSCALL]: 'syscall',
    [GStatus.WAITING]: reasonText(g.waitReason),
  };
  const minutes = Math.floor(g.waitNs / MINUTE_NS);
  return (names[g.status] ?? '???') + (minutes >= 1 ? `, ${minutes} minutes` : '') + locked;
}

/** Who made a goroutine. The only function of the runtime that Go shows here is that of timers. */
function createdText(g: GoroutineTrace, symbols: Symbols): string {
  if (g.creator === 0) return g.goid === 1 ? '' : 'created by time.goFunc\n';
  const func = symbols.func(g.createdAt);
  if (!func || func.name.startsWith('runtime.')) return '';
  return `created by ${func.name} in goroutine ${g.creator}\n${lineText(g.createdAt, symbols)}`;
}

function lineText(pc: number, symbols: Symbols): string {
  const place = symbols.place(pc);
  return place ? `\t${place.file}:${place.line}\n` : '';
}

/** A function and its line; nothing for the runtime's own, nor for what the compiler made. */
function frameText(pc: number, symbols: Symbols, wrappers: boolean): string[] {
  const func = symbols.func(pc);
  if (!func || func.name.startsWith('runtime.')) return [];
  if ((func.flags & FuncFlag.WRAPPER) !== 0 && !wrappers) return [];
  const args = func.name === 'main.main' ? '' : '...';
  return [`${func.name}(${args})\n${lineText(pc, symbols)}`];
}
