/**
 * The line that Go's runtime prints for GODEBUG=schedtrace (`schedtrace` in proc.go), in the three
 * forms that it had:
 *
 *     to 1.3      gomaxprocs idleprocs threads idlethreads runqueue [5 4]
 *     1.4 - 1.19  and spinningthreads
 *     1.20 - 1.24 and needspinning
 *     from 1.25   blanks inside the brackets, and schedticks
 */

/** What a line tells; the kernel gives it as a block of numbers in this order. */
export interface SchedState {
  gomaxprocs: number;
  idleprocs: number;
  threads: number;
  spinningthreads: number;
  needspinning: number;
  idlethreads: number;
  /** Length of the global queue. */
  runqueue: number;
  /** For each P the length of its ring; runnext is not counted. */
  runqs: number[];
  schedticks: number[];
}

const fields = [
  'gomaxprocs', 'idleprocs', 'threads', 'spinningthreads', 'needspinning', 'idlethreads',
  'runqueue',
] as const;

/** The first release, as minor version of Go 1, whose line has a field. */
const since: Partial<Record<(typeof fields)[number], number>> = {
  spinningthreads: 4, needspinning: 20,
};
const SPACED = 25;

/** The minor version of a release such as `1.26` or `go1.26.3`. */
function minorOf(release: string): number {
  const match = /^(?:go)?1\.(\d+)/.exec(release);
  if (!match) throw new RangeError(`schedtrace: ${release} is not a release of Go 1`);
  return Number(match[1]);
}

/** The kernel's block: `fields`, then the ring length of each P, then the schedtick of each. */
export function schedStateOf(block: ArrayLike<number>): SchedState {
  const procs = block[0]!;
  const state = { runqs: [] as number[], schedticks: [] as number[] } as unknown as SchedState;
  for (const [i, field] of fields.entries()) state[field] = block[i]!;
  for (let id = 0; id < procs; id++) {
    state.runqs.push(block[fields.length + id]!);
    state.schedticks.push(block[fields.length + procs + id]!);
  }
  return state;
}

/** The line without its end, `ms` milliseconds after the first one. */
export function schedtraceLine(ms: number, state: SchedState, release: string): string {
  const minor = minorOf(release);
  const shown = fields.filter((field) => minor >= (since[field] ?? 0));
  const head = shown.map((field) => ` ${field}=${state[field]}`).join('');
  const runqs = state.runqs.join(' ');
  const line = `SCHED ${Math.floor(ms)}ms:${head}`;
  if (minor < SPACED) return `${line} [${runqs}]`;
  const ticks = state.schedticks.map((tick) => `${tick} `).join('');
  return `${line} [ ${runqs} ] schedticks=[ ${ticks}]`;
}

const numbers = (text: string) => text.trim().split(/\s+/).filter((s) => s !== '').map(Number);

/** Reads a line of any form, also one that a real program printed; undefined when it is none. */
export function parseSchedtrace(line: string): { ms: number; state: SchedState } | undefined {
  const match =
    /^SCHED (\d+)ms: ((?:[a-z]+=\d+ )+)\[([\d ]*)\](?: schedticks=\[([\d ]*)\])?\s*$/.exec(line);
  if (!match) return undefined;
  const state = {
    runqs: numbers(match[3]!), schedticks: numbers(match[4] ?? ''),
  } as unknown as SchedState;
  for (const field of fields) state[field] = 0;
  for (const pair of match[2]!.trim().split(' ')) {
    const [name, value] = pair.split('=') as [string, string];
    const field = fields.find((known) => known === name);
    if (!field) return undefined;
    state[field] = Number(value);
  }
  return { ms: Number(match[1]), state };
}
