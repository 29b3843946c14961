/**
 * Random programs, before they are built or written as Go source. A plan is a few functions over
 * shared channels and locks; functions start only those behind them, so the number of goroutines is
 * bounded. Each plan leaves some features out (a swarm): rare combinations get their turn.
 */
import { Random } from './random.ts';

export type Stmt =
  | { op: 'cpu' | 'sleep' | 'cgo' | 'net' | 'spin'; ns: number }
  | { op: 'syscall'; ns: number; how: 'ordinary' | 'blocking' | 'raw' }
  | { op: 'draw'; mean: number }
  | { op: 'yield' | 'gc' | 'every' }
  | { op: 'send' | 'recv' | 'close'; ch: number }
  | { op: 'select'; cases: { send: boolean; ch: number }[]; otherwise: boolean; timeoutNs: number }
  | { op: 'lock'; lock: number; body: Stmt[] }
  | { op: 'pin'; body: Stmt[]; unpin: boolean }
  | { op: 'loop'; count: number; body: Stmt[] }
  | { op: 'go'; fn: number }
  | { op: 'procs'; n: number };

export interface Plan {
  seed: number;
  /** Buffer size of each channel. */
  channels: number[];
  locks: number;
  /** Function 0 is main. */
  functions: Stmt[][];
  /** Time that main waits at its end. */
  tailNs: number;
}

export type Kind = Stmt['op'];

const common: readonly Kind[] = [
  'cpu', 'cpu', 'sleep', 'yield', 'send', 'recv', 'send', 'recv', 'select', 'lock', 'loop', 'go',
  'go', 'syscall', 'net', 'cgo', 'draw', 'spin', 'pin',
];
const stops: readonly Kind[] = ['procs', 'gc'];
/** What only Go source has. */
const sourceOnly: readonly Kind[] = ['every'];
const rare: readonly Kind[] = ['close'];

/** Whatever else is left out, a plan has these: they need nothing that could be left out. */
const always: readonly Kind[] = ['go', 'cpu', 'loop', 'yield'];

/**
 * The plan of a seed. `source`: with what only the Go front end can say. `only`: nothing but these
 * kinds and the simplest.
 */
export function makePlan(seed: number, source: boolean, only?: readonly Kind[]): Plan {
  const random = new Random(seed);
  const list = [...common, ...stops, ...(source ? sourceOnly : []), ...rare];
  const all = [...new Set(list)];
  const kept = new Set(all.filter((kind) => random.chance(rare.includes(kind) ? 0.1 : 0.7)));
  kept.add('go').add('cpu');
  const allowed = new Set(only ? [...always, ...only] : all);
  const weights = list.filter((kind) => kept.has(kind) && allowed.has(kind));
  const plan: Plan = {
    seed, locks: random.int(1, 3), functions: [], tailNs: random.scale(100_000, 30_000_000),
    channels: Array.from({ length: random.int(1, 4) }, () => random.pick([0, 0, 1, 3, 16])),
  };
  const functions = random.int(2, 5);
  for (let fn = 0; fn < functions; fn++) {
    const maker = new Maker(random, weights, allowed, plan, fn, functions);
    plan.functions.push(fn === 0 ? maker.main() : maker.block(random.int(2, 7), 0));
  }
  return plan;
}

const DEEPEST = 2;

class Maker {
  private readonly random: Random;
  private readonly weights: readonly Kind[];
  private readonly allowed: ReadonlySet<Kind>;
  private readonly plan: Plan;
  private readonly fn: number;
  private readonly functions: number;

  constructor(
    random: Random, weights: readonly Kind[], allowed: ReadonlySet<Kind>, plan: Plan, fn: number,
    functions: number,
  ) {
    this.random = random;
    this.weights = weights;
    this.allowed = allowed;
    this.plan = plan;
    this.fn = fn;
    this.functions = functions;
  }

  /**
   * main starts the others, many of some, and does not wait for ever itself: most programs come to
   * their end.
   */
  main(): Stmt[] {
    const { random } = this;
    return Array.from({ length: random.int(3, 9) }, () => {
      if (random.chance(0.3)) return this.go();
      if (random.chance(0.5)) {
        const count = random.pick([3, 10, 50, 300]);
        const ns = random.scale(100, 50_000);
        const pauses = random.chance(0.2) && this.allowed.has('sleep');
        const pause: Stmt[] = pauses ? [{ op: 'sleep', ns }] : [];
        return { op: 'loop', count, body: [this.go(), ...pause] };
      }
      const stmt = this.stmt(DEEPEST);
      const blocks = stmt.op === 'send' || stmt.op === 'recv';
      return blocks || stmt.op === 'select' ? { ...this.select(), otherwise: true } : stmt;
    });
  }

  block(length: number, depth: number): Stmt[] {
    return Array.from({ length }, () => this.stmt(depth));
  }

  private channel(): number {
    return this.random.int(0, this.plan.channels.length - 1);
  }

  private stmt(depth: number): Stmt {
    const { random } = this;
    const kind = random.pick(this.weights);
    const nested = kind === 'loop' || kind === 'lock' || kind === 'pin';
    if (nested && depth >= DEEPEST) return { op: 'yield' };
    switch (kind) {
      case 'cpu': case 'net': case 'cgo': return { op: kind, ns: random.scale(10, 20_000_000) };
      case 'sleep': return { op: 'sleep', ns: random.scale(1, 2_000_000) };
      case 'spin': return { op: 'spin', ns: random.int(1, 2000) };
      case 'draw': return { op: 'draw', mean: random.scale(10, 100_000) };
      case 'syscall': return {
        op: 'syscall', ns: random.scale(10, 30_000_000),
        how: random.pick(['ordinary', 'ordinary', 'blocking', 'raw'] as const),
      };
      case 'yield': case 'gc': case 'every': return { op: kind };
      case 'send': case 'recv': case 'close': return { op: kind, ch: this.channel() };
      case 'select': return this.select();
      case 'procs': return { op: 'procs', n: random.int(1, 9) };
      case 'go': return this.go();
      case 'lock': return {
        op: 'lock', lock: random.int(0, this.plan.locks - 1), body: this.inside(depth),
      };
      case 'pin': return { op: 'pin', body: this.inside(depth), unpin: random.chance(0.8) };
      case 'loop': return {
        op: 'loop', count: random.pick([2, 3, 8, 20]), body: this.inside(depth),
      };
    }
  }

  private inside(depth: number): Stmt[] {
    return this.block(this.random.int(1, 3), depth + 1);
  }

  private go(): Stmt {
    if (this.fn + 1 >= this.functions) return { op: 'yield' };
    return { op: 'go', fn: this.random.int(this.fn + 1, this.functions - 1) };
  }

  private select(): Stmt & { op: 'select' } {
    const { random } = this;
    const cases = Array.from({ length: random.int(1, 3) }, () => (
      { send: random.chance(0.5), ch: this.channel() }));
    return {
      op: 'select', cases, otherwise: random.chance(0.4),
      timeoutNs: random.chance(0.4) ? random.scale(10, 1_000_000) : 0,
    };
  }
}
