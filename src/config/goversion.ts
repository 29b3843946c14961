/**
 * Go releases as values of named behaviours. The kernel asks a behaviour, never a release; a new
 * release is a row here. The table lists changes: each row says what a release changed, and a
 * release has everything up to its own row.
 *
 * Start-up: goroutines of the runtime that still wait in the local queue, and P0's schedtick,
 * when main.main starts at GOMAXPROCS=1; the id of the first goroutine of the program. Seen with
 * 1.19, 1.21, 1.23, 1.25 and 1.26 for programs that import package os (whose files have
 * finalizers); others are taken over from the nearest release.
 */
import type { Behaviour } from '../../assembly/abi/abi.ts';

export type BehaviourName = Exclude<keyof typeof Behaviour, 'COUNT'>;
export type Behaviours = Record<BehaviourName, number>;

/** The state in which the runtime hands over to main.main. */
export interface Startup {
  residue: number;
  schedtick: number;
  firstGoid: number;
}

export interface Release {
  /** As `1.26`. */
  name: string;
  behaviours: Behaviours;
  startup: Startup;
  /** GOMAXPROCS defaults to 1 (up to 1.4) instead of the number of CPUs. */
  defaultsToOneP: boolean;
}

/** One release's changes: behaviours, start-up, and what the release notes or issues say. */
interface Change {
  set?: Partial<Behaviours>;
  startup?: Partial<Startup>;
  why: string;
}

const FIRST: Behaviours = {
  runnext: 0,
  fairnessTick: 0,
  preemption: 0,
  timers: 0,
  timerAddWakes: 0,
  wakepOnYield: 0,
  injectEndsWithWakep: 0,
  needspinning: 0,
  recheckGlobalAfterDrop: 0,
  wakepTestsIdleFirst: 0,
  stealBackoffNs: 0,
  backoffOnlyIfRunning: 0,
  netpollNonblockExclusive: 0,
  mutexStarvation: 0,
  syscallWired: 0,
  stwPreemptToRunnext: 0,
  pmAffinityAcrossSTW: 0,
  preassignGCWorkers: 0,
  initialIdlePOrder: 0,
  containerGOMAXPROCS: 0,
  autoUpdateGOMAXPROCS: 0,
  stealIncrementFromQuotient: 0,
  epollMillis: 1,
  syncWaitReasons: 0,
};

const CHANGES: Record<string, Change> = {
  '1.1': {
    why: 'the scheduler with Ps (release notes; design document "Scalable Go Scheduler"); ' +
      'simplified: timers as in 1.14, no timer goroutine; victims as in 1.7',
  },
  '1.2': {
    set: { preemption: 1, fairnessTick: 61 },
    why: 'preemption at function entry (release notes)',
  },
  '1.3': { why: 'lock-free ring of 256' },
  '1.4': { why: 'the runtime in Go' },
  '1.5': {
    set: { runnext: 1, stealBackoffNs: 100_000 },
    why: 'runnext; GOMAXPROCS is the number of CPUs (release notes)',
  },
  '1.6': { why: 'nothing that matters here' },
  '1.7': { set: { stealBackoffNs: 3000 }, why: 'steal order by coprimes, shorter back-off' },
  '1.8': { why: 'nothing that matters here' },
  '1.9': { set: { mutexStarvation: 1 }, why: 'starvation mode of sync.Mutex (issue 13086)' },
  '1.10': {
    set: { backoffOnlyIfRunning: 1 },
    why: 'no back-off from a P that does not run; simplified: the 64 timer goroutines, as above',
  },
  '1.11': { why: 'nothing that matters here' },
  '1.12': { why: 'nothing that matters here' },
  '1.13': { why: 'sysmon preempts endless short system calls' },
  '1.14': {
    set: { preemption: 2, timers: 1, timerAddWakes: 1, mutexStarvation: 2 },
    why: 'preemption by signal (issue 24543), timers per P (27707), hand-offs that yield (33747)',
  },
  '1.15': { set: { wakepTestsIdleFirst: 1 }, why: 'wakep looks for an idle P first' },
  '1.16': { why: 'masks of idle Ps and of timers' },
  '1.17': { why: 'stealWork on its own' },
  '1.18': { why: "the collector's pacer" },
  '1.19': {
    set: { stealIncrementFromQuotient: 1 },
    startup: { residue: 1, schedtick: 4, firstGoid: 6 },
    why: 'schedule merged into findRunnable',
  },
  '1.20': {
    set: { needspinning: 1, wakepTestsIdleFirst: 0, syncWaitReasons: 1 },
    why: 'needspinning (issue 43997), wait reasons of package sync',
  },
  '1.21': { why: 'extra Ms stay bound' },
  '1.22': {
    set: { wakepOnYield: 1, recheckGlobalAfterDrop: 1 },
    why: 'Gosched wakes another P; recheck of the global queue',
  },
  '1.23': {
    set: { timers: 2, timerAddWakes: 0, injectEndsWithWakep: 1 },
    why: 'timers that can be collected, unbuffered timer channels (release notes)',
  },
  '1.24': { set: { syncWaitReasons: 2 }, why: 'wait reason of WaitGroup' },
  '1.25': {
    set: { containerGOMAXPROCS: 1, autoUpdateGOMAXPROCS: 1, netpollNonblockExclusive: 1 },
    startup: { residue: 2, schedtick: 4, firstGoid: 7 },
    why: 'GOMAXPROCS follows the quota (issue 73193), one P at a time polls',
  },
  '1.26': {
    set: {
      syscallWired: 1,
      backoffOnlyIfRunning: 2,
      pmAffinityAcrossSTW: 1,
      preassignGCWorkers: 1,
      stwPreemptToRunnext: 1,
      initialIdlePOrder: 1,
    },
    why: 'Ps stay wired in system calls (release notes), and keep their Ms over stops (65694)',
  },
};

/** Releases that can be simulated, oldest first. */
export const RELEASES: readonly string[] = Object.keys(CHANGES);
export const NEWEST = RELEASES.at(-1)!;

/** What a release changed, in words. */
export function changesOf(name: string): string {
  return CHANGES[name]?.why ?? '';
}

/** A release by name (`1.13`, `go1.13`, `1.13.4`); undefined if there is none. */
export function release(name: string): Release | undefined {
  const match = /^(?:go)?(1\.\d+)(?:\.\d+)?$/.exec(name.trim());
  const index = match ? RELEASES.indexOf(match[1]!) : -1;
  if (index < 0) return undefined;
  const behaviours = { ...FIRST };
  const startup: Startup = { residue: 1, schedtick: 4, firstGoid: 6 };
  for (const earlier of RELEASES.slice(0, index + 1)) {
    Object.assign(behaviours, CHANGES[earlier]!.set);
    Object.assign(startup, CHANGES[earlier]!.startup);
  }
  return {
    name: RELEASES[index]!,
    behaviours,
    startup,
    defaultsToOneP: index < RELEASES.indexOf('1.5'),
  };
}
