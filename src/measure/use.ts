/** How Ps, and the cores of the operating system's layer, spent a run. */
import { CoreStat, ProcStat } from '../../assembly/abi/abi.ts';

export interface ProcUse {
  id: number;
  runningNs: number;
  idleNs: number;
  syscallNs: number;
  spinningNs: number;
  switches: number;
  steals: number;
}

/** The first `count` Ps of the kernel's block at `address`. */
export function readProcs(buffer: ArrayBufferLike, address: number, count: number): ProcUse[] {
  const words = new Float64Array(buffer, address, count * ProcStat.WORDS);
  const list: ProcUse[] = [];
  for (let id = 0; id < count; id++) {
    const word = (field: ProcStat) => words[id * ProcStat.WORDS + field]!;
    list.push({
      id,
      runningNs: word(ProcStat.RUNNING_NS),
      idleNs: word(ProcStat.IDLE_NS),
      syscallNs: word(ProcStat.SYSCALL_NS),
      spinningNs: word(ProcStat.SPINNING_NS),
      switches: word(ProcStat.SWITCHES),
      steals: word(ProcStat.STEALS),
    });
  }
  return list;
}

/** A core of the operating system's layer. */
export interface CoreUse {
  id: number;
  /** It ran the program; neighbours. */
  busyNs: number;
  loadNs: number;
  /** It stood for the program, for want of quota. */
  throttledNs: number;
  switches: number;
}

/** The first `count` cores of the kernel's block at `address`; none if that is 0. */
export function readCores(buffer: ArrayBufferLike, address: number, count: number): CoreUse[] {
  if (address === 0) return [];
  const words = new Float64Array(buffer, address, count * CoreStat.WORDS);
  return Array.from({ length: count }, (_, id) => {
    const word = (field: CoreStat) => words[id * CoreStat.WORDS + field]!;
    return {
      id,
      busyNs: word(CoreStat.BUSY_NS),
      loadNs: word(CoreStat.LOAD_NS),
      throttledNs: word(CoreStat.THROTTLED_NS),
      switches: word(CoreStat.SWITCHES),
    };
  });
}

/** The share of the Ps' time in which they ran goroutines: 0 to 1, 0 for an empty run. */
export function utilization(procs: readonly ProcUse[]): number {
  let running = 0;
  let all = 0;
  for (const p of procs) {
    running += p.runningNs;
    all += p.runningNs + p.idleNs + p.syscallNs + p.spinningNs;
  }
  return all === 0 ? 0 : running / all;
}
