/**
 * Why a decision fell as it did: the rule in two sentences, the runtime's function, and the
 * candidates, which are read off the state before the record. The rules are those of
 * docs/scheduler.md; `rule` is the heading there.
 */
import { Ev, NONE, Queue } from '../../../assembly/abi/event.ts';
import { MStatus, PStatus } from '../../../assembly/abi/status.ts';
import type { RecordFields } from '../../records/cursor.ts';
import type { PState, State } from '../../records/state.ts';
import { gName, mName, pName, queueText } from './sentence.ts';
import { CORE_REASONS } from './whycores.ts';

export interface Why {
  /** What happened, as a question's subject: `G7 runs on P2`. */
  title: string;
  /** The rule, in about two sentences. */
  text: string;
  /** Function of Go's runtime that decides it. */
  func: string;
  /** What there was to choose from. */
  candidates: string[];
  /** A heading of docs/scheduler.md, or of docs/<doc>.md. */
  rule: string;
  doc?: 'cores';
}

export type Explain = (r: RecordFields, before: State) => Omit<Why, 'title'>;

const plural = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** The queues of a P in the order in which they are looked at. */
function queuesOf(before: State, pId: number): string[] {
  const p = before.ps[pId];
  if (!p) return [];
  const next = p.runnext === 0 ? 'runnext is empty' : `runnext holds G${p.runnext}`;
  const front = p.ring.at(0);
  const ring = front === undefined ? 'the local queue is empty'
    : `the local queue holds ${p.ring.length}, G${front} first`;
  const global = before.global.length === 0 ? 'the global queue is empty'
    : `the global queue holds ${before.global.length}, G${before.global.at(0)} first`;
  return [`schedtick ${Math.max(0, p.schedtick)}`, next, ring, global];
}

/** Ps other than `thief` with something to steal. */
function victims(before: State, thief: number): string[] {
  const list = before.ps.filter((p) => p.id !== thief && (p.ring.length > 0 || p.runnext !== 0));
  if (list.length === 0) return ['no other P has anything'];
  return list.slice(0, 8).map((p) => `P${p.id}: ${p.ring.length} in its queue`
    + (p.runnext === 0 ? '' : `, G${p.runnext} in runnext`));
}

const START: Partial<Record<Queue, [text: string, func: string, rule: string]>> = {
  [Queue.RUNNEXT]: ['runnext comes before the local queue: a goroutine that the running one has '
    + 'just readied runs next, on what is left of its time slice. So two goroutines that talk to '
    + 'each other stay on one P, and cannot starve the others.', 'runqget', 'local-queue'],
  [Queue.LOCAL]: ['runnext was empty, so the P takes the oldest of its own queue. The queue is '
    + 'first in, first out, and needs no lock.', 'runqget', 'local-queue'],
  [Queue.GLOBAL]: ['The P\'s own queues were empty, so it took a batch from the global queue. '
    + 'This is the first of the batch; the others are in its local queue now.',
  'globrunqget', 'global-queue'],
  [Queue.GLOBAL_TICK]: ['Every 61st round a P looks at the global queue first. Without this, two '
    + 'goroutines that keep readying each other could starve the global queue for ever.',
  'schedule', 'global-queue'],
  [Queue.STOLEN]: ['The P had nothing of its own, the global queue was empty and no connection '
    + 'was ready, so it took half of another P\'s queue. The youngest of the loot runs at once.',
  'runqsteal', 'search'],
  [Queue.STOLEN_NEXT]: ['The victim\'s queue was empty and only its runnext was left. It is taken '
    + 'only in the last of four rounds and after a pause, because its P was about to run it.',
  'runqgrab', 'search'],
  [Queue.DIRECT]: ['It was on no queue: it was handed to this thread directly, by a poll of the '
    + 'network, at the exit of a system call, or because it is locked to the thread.',
  'findRunnable', '51-schedule-and-findrunnable'],
};

const explainStart: Explain = (r, before) => {
  const [text, func, rule] = START[r.detail as Queue]
    ?? ['', 'schedule', '51-schedule-and-findrunnable'];
  return { text, func, rule, candidates: queuesOf(before, r.p) };
};

const PUT: Partial<Record<Queue, string>> = {
  [Queue.RUNNEXT]: 'It takes the place of runnext, because it probably uses what the running '
    + 'goroutine has just written. Whoever was there moves to the end of the local queue.',
  [Queue.LOCAL]: 'It goes to the end of the local queue of the P that readied it, so no lock is '
    + 'needed. An idle P may steal it from there.',
  [Queue.GLOBAL]: 'There was no P at hand to whose queue it could be added, or it has had its '
    + 'time: it goes to the end of the global queue, which all Ps share.',
  [Queue.GLOBAL_HEAD]: 'It goes to the front of the global queue, before all others.',
  [Queue.DIRECT]: 'A thread takes it at once, so it is put on no queue.',
};

/** Why somebody is woken, or nobody. */
function wakeText(before: State): string {
  const idle = before.ps.filter((p) => p.m === NONE && p.status === PStatus.IDLE).length;
  const spinning = before.ms.filter((m) => m?.spinning).length;
  if (idle === 0) return 'No P is idle, so nobody has to be woken.';
  if (spinning > 0) {
    return `${plural(spinning, 'thread')} looks for work already, so nobody else is woken.`;
  }
  return `${plural(idle, 'P')} is idle and no thread looks for work, so wakep wakes one.`;
}

/** A poll of the network, an exit from a system call: nobody readied it. */
const explainDirect: Explain = () => ({
  text: 'A poll of the network found it ready. The thread that polled runs it itself, so it is put '
    + 'on no queue; if there are more, they go to the queues.',
  func: 'findRunnable', candidates: [], rule: 'timers-and-network',
});

const explainUnblock: Explain = (r, before) => r.detail === Queue.DIRECT && r.extra === 0
  ? explainDirect(r, before) : ({
  text: r.extra === 1
    ? 'After its system call it found no P: its old one runs somebody else and none is idle. '
      + 'It has to queue as everybody else.'
    : `${PUT[r.detail as Queue] ?? ''} ${wakeText(before)}`,
  func: r.extra === 1 ? 'exitsyscall0' : 'ready',
  candidates: [queueText(r.detail, r.p), ...queuesOf(before, r.p).slice(1)],
  rule: r.extra === 1 ? '54-system-calls' : '5-making-gs-run',
});

const SCHED: [text: string, func: string, rule: string][] = [
  ['runtime.Gosched puts the caller at the end of the global queue, so that everything that is '
    + 'runnable now comes first.', 'goschedImpl', 'yielding-and-preemption'],
  ['It ran for 10 ms, sysmon set its stack guard, and the next function call noticed. It goes to '
    + 'the global queue: it has had its share.', 'gopreempt_m', 'yielding-and-preemption'],
  ['It ran for 10 ms without a call that could notice, so sysmon sent its thread a signal '
    + '(since Go 1.14). It stops between two instructions and goes to the global queue.',
  'asyncPreempt', 'yielding-and-preemption'],
  ['It gives way to the goroutine that it has just readied and queues behind it on its own P.',
    'goyield', 'yielding-and-preemption'],
];

const explainSched: Explain = (r, before) => {
  const [text, func, rule] = SCHED[r.extra] ?? SCHED[0]!;
  return { text, func, rule, candidates: queuesOf(before, r.p).slice(1) };
};

const explainSteal: Explain = (r, before) => ({
  text: r.detail === 1
    ? 'All other queues were empty; only the runnext of one P was left. A thief takes it in the '
      + 'last of four rounds, after giving its owner a few microseconds to run it.'
    : `The thief looked at the other Ps in a random order, four rounds at most, and this was the `
      + `first with a queue. It takes half of it, rounded up: ${r.arg} of `
      + `${before.ps[r.obj]?.ring.length ?? r.arg}.`,
  func: r.detail === 1 ? 'runqgrab' : 'runqsteal',
  candidates: victims(before, r.p), rule: 'search',
});

const explainGlobal: Explain = (r, before) => ({
  text: r.detail === 1
    ? 'It was this P\'s 61st round, in which the global queue comes first: one goroutine is taken.'
    : 'The local queue was empty. A P takes its share of the global queue: size / GOMAXPROCS + 1, '
      + 'at most half a local queue; the first runs, the others wait in its own queue.',
  func: 'globrunqget',
  candidates: [`${before.global.length} in the global queue, GOMAXPROCS ${before.gomaxprocs}`],
  rule: r.detail === 1 ? 'global-queue' : 'global-queue',
});

const HANDOFF: Record<number, string> = {
  1: 'Goroutines stand in its queue or in the global one, so a thread is started for it.',
  4: 'No thread spins and no P is idle: one has to look for work, in case some comes.',
  5: 'The world is being stopped, so the P stands still.',
  8: 'All other Ps are idle and nobody blocks in the poller: somebody has to.',
  9: 'There is nothing for it to do, so it goes to the idle list.',
};

const explainHandoff: Explain = (r, before) => ({
  text: 'A thread that blocks may not keep its P, because goroutines wait for it. '
    + (HANDOFF[r.detail] ?? ''),
  func: 'handoffp', candidates: queuesOf(before, r.p).slice(1), rule: '52-rules-of-handoffp',
});

const idleThreads = (before: State): string => {
  const idle = before.idleMs;
  return idle.length === 0 ? 'no thread sleeps: a new one is needed'
    : `${plural(idle.length, 'thread')} sleep: ${idle.slice(-6).reverse().map(mName).join(', ')}`;
};

const explainWake: Explain = (r, before) => ({
  text: r.extra === 1
    ? 'There may be work for one more P, so one more thread is started; it spins until it finds '
      + 'some. Only one such thread is started at a time: whoever finds work starts the next.'
    : 'A P has work and no thread, so a thread is started for it.',
  func: r.extra === 1 ? 'wakep' : 'startm',
  candidates: [idleThreads(before)], rule: 'threads-and-ps',
});

/** A rule that needs no look at the state. */
const fixed = (text: string, func: string, rule: string): Explain =>
  (r, before) => ({ text, func, rule, candidates: queuesOf(before, r.p) });

/** A rule without candidates. */
const plain = (text: string, func: string, rule: string): Explain =>
  () => ({ text, func, rule, candidates: [] });

const EXPLAIN: Partial<Record<number, Explain>> = {
  [Ev.GoCreate]: (r, before) => ({
    text: `${PUT[r.detail as Queue] ?? ''} ${wakeText(before)}`,
    func: 'newproc', candidates: queuesOf(before, r.p).slice(1), rule: '5-making-gs-run',
  }),
  [Ev.GoStart]: explainStart,
  [Ev.GoUnblock]: explainUnblock,
  [Ev.GoSched]: explainSched,
  [Ev.Steal]: explainSteal,
  [Ev.GlobalGet]: explainGlobal,
  [Ev.Handoff]: explainHandoff,
  [Ev.MWake]: explainWake,
  [Ev.MCreate]: explainWake,
  [Ev.GoBlock]: fixed('What it waits for is not there, so it gives its thread and its P back. They '
    + 'go on with the next goroutine: only the goroutine waits, no thread does.', 'gopark',
  '2-states'),
  [Ev.GoEnd]: fixed('It has returned from its function. Its thread goes on to the next goroutine.',
    'goexit0', '2-states'),
  [Ev.GoSyscallBegin]: (r) => ({
    text: r.detail === 1
      ? 'This call is known to block, so the P is handed off before it.'
      : 'The thread stays in the system call with its goroutine, and keeps the P for now. If it '
        + 'takes longer than a tick of sysmon (20 us or more), sysmon may take the P away.',
    func: r.detail === 1 ? 'entersyscallblock' : 'entersyscall', candidates: [],
    rule: '54-system-calls',
  }),
  [Ev.GoSyscallEnd]: (r) => ({
    text: ['Nobody took the P meanwhile, so it simply goes on.',
      'Its P was taken, but another one was idle: it goes on with that.',
      'Its P was taken and none is idle: the goroutine queues, its thread goes to sleep.',
    ][r.detail] ?? '',
    func: 'exitsyscall', candidates: [], rule: '54-system-calls',
  }),
  [Ev.ProcSteal]: fixed('Its thread has been in a system call for longer than a tick of sysmon '
    + 'while there was something to run (or for 10 ms). The P is needed; the thread is not.',
  'retake', '53-sysmon'),
  [Ev.ProcStart]: plain('A thread runs Go code only while it holds a P. There are GOMAXPROCS of '
    + 'them, and so at most as many goroutines run at a time.', 'acquirep', '2-states'),
  [Ev.ProcStop]: fixed('The thread found nothing to run and gives the P to the idle list. It then '
    + 'looks at all queues once more, because something may have come meanwhile.', 'releasep',
  '51-schedule-and-findrunnable'),
  [Ev.MPark]: (_r, before) => ({
    text: 'It has no P, so there is nothing that it could do. It sleeps on a futex until somebody '
      + 'needs a thread; the one that slept last is woken first.',
    func: 'stopm', candidates: [idleThreads(before)], rule: 'threads-and-ps',
  }),
  [Ev.SpinBegin]: (r, before) => ({
    text: 'Its own queues, the global queue and the poller had nothing. It may look at other Ps '
      + 'as long as at most half of the busy Ps have a spinning thread.',
    func: 'findRunnable', candidates: victims(before, r.p), rule: '51-schedule-and-findrunnable',
  }),
  [Ev.SpinEnd]: plain('A thread that finds work stops spinning; if it was the last that spun, it '
    + 'wakes another one first, so that no work is overlooked.', 'resetspinning',
  '51-schedule-and-findrunnable'),
  [Ev.RunqOverflow]: plain('A local queue holds 256. When it is full its older half, with the '
    + 'newcomer, moves to the global queue in one go.', 'runqputslow', 'local-queue'),
  [Ev.BatchOverflow]: plain('A batch was larger than the room in the local queue; the rest goes to '
    + 'the global queue.', 'runqputbatch', 'local-queue'),
  [Ev.PreemptRequest]: (r) => ({
    text: 'It has been running for 10 ms or more while sysmon watched. '
      + (r.extra === 1 ? 'Its stack guard is set and its thread gets a signal (since Go 1.14).'
        : 'Its stack guard is set: the next function call will notice.'),
    func: 'preemptone', candidates: [], rule: '53-sysmon',
  }),
  [Ev.PreemptSignal]: plain('The signal handler looks where the goroutine is. At a safe point it '
    + 'makes it call asyncPreempt; elsewhere nothing happens, and sysmon tries again.',
  'doSigPreempt', 'yielding-and-preemption'),
  [Ev.NetpollBegin]: plain('A thread that finds no work looks whether a connection is ready. The '
    + 'last one that would go to sleep blocks in the poller, until then or until the next timer.',
  'netpoll', 'timers-and-network'),
  [Ev.NetpollEnd]: plain('All goroutines whose connection is ready become runnable at once. One '
    + 'runs here, the others go to the queues.', 'netpoll', 'timers-and-network'),
  [Ev.NetpollBreak]: plain('A timer that is earlier than the poller\'s deadline was started, or '
    + 'somebody needs the thread.', 'netpollBreak', 'timers-and-network'),
  [Ev.TimerFire]: plain('Timers belong to Ps and are run by them in the scheduler; an idle P\'s '
    + 'timers are run by whoever looks for work.', 'checkTimers', '56-timers'),
  [Ev.STWBegin]: plain('Every P has to stop: idle ones are taken, running ones are asked to stop '
    + 'at the next safe point.', 'stopTheWorldWithSema', '55-stopping-the-world'),
  [Ev.STWStopped]: plain('All Ps stand still.', 'stopTheWorldWithSema', '55-stopping-the-world'),
  [Ev.STWEnd]: plain('Ps with work get a thread, the others go to the idle list.',
    'startTheWorldWithSema', '55-stopping-the-world'),
  [Ev.ProcResize]: plain('The number of Ps is set at the start, and by runtime.GOMAXPROCS with the '
    + 'world stopped.', 'procresize', '55-stopping-the-world'),
  [Ev.MStart]: plain('A new thread begins in the scheduler; it takes the P that it was made for.',
    'mstart', 'threads-and-ps'),
  [Ev.MLockedPark]: plain('Its goroutine has called LockOSThread, so this thread runs nothing '
    + 'else. It sleeps and gives its P away.', 'stoplockedm', 'system-calls-wired-goroutines'),
  [Ev.MExit]: plain('Its goroutine ended while locked to the thread, so the thread ends too.',
    'mexit', 'system-calls-wired-goroutines'),
  [Ev.ChanOp]: plain('It could be done at once: there was a value, room, or a partner that waits. '
    + 'Otherwise the goroutine would have parked.', 'chanrecv', '57-channels-select-semaphores'),
  [Ev.SemaOp]: plain('A lock that is contended rests on a semaphore with a queue of those that '
    + 'wait.', 'semacquire1', '57-channels-select-semaphores'),
  [Ev.TimerSet]: plain('A timer lies in the heap of the P that started it.', 'addtimer',
    '56-timers'),
  [Ev.StealFail]: (r, before) => ({
    text: 'It went over all Ps in random orders, and took timers and runnext into account in the '
      + 'last round. Next it looks at everything once more, then the thread sleeps.',
    func: 'stealWork', candidates: victims(before, r.p), rule: 'search',
  }),
  [Ev.Sysmon]: plain('A thread without a P that looks for Ps in long system calls, for goroutines '
    + 'that run too long and for a network that nobody polls. With nothing to do it looks less '
    + 'and less often, every 10 ms in the end.', 'sysmon', '53-sysmon'),
  [Ev.NetReady]: plain('The next poll of the network finds it: that of a P with nothing to do, of '
    + 'the thread that blocks in the poller, or of sysmon.', 'netpoll', 'timers-and-network'),
  [Ev.Output]: plain('The program\'s output, in the order in which it is written.', 'write',
    '2-states'),
};

/** The explanation of a record; `before` is the state just before it. */
export function whyOf(r: RecordFields, before: State, title: string): Why | undefined {
  const explain = EXPLAIN[r.kind] ?? CORE_REASONS[r.kind];
  return explain && { title, ...explain(r, before) };
}

/** Why a P runs nothing at this moment. */
export function whyIdle(state: State, p: PState): Why {
  const others = victims(state, p.id);
  const queued = state.ps.reduce((n, q) => n + q.ring.length + (q.runnext === 0 ? 0 : 1), 0)
    + state.global.length;
  const looking = state.ms.filter((m) => m && (m.spinning || m.status === MStatus.SPINNING));
  return {
    title: `P${p.id} is idle`,
    text: queued === 0
      ? 'Nothing is runnable: every goroutine runs, waits, or is in a system call. The last thread '
        + 'that held this P searched everywhere, found nothing, and went to sleep.'
      : `${plural(queued, 'goroutine')} could run, but nobody has been woken for this P yet. `
        + `${plural(looking.length, 'thread')} looks for work; whoever finds some wakes the next.`,
    func: 'findRunnable', candidates: others, rule: '51-schedule-and-findrunnable',
  };
}

/** Why a goroutine is where it is: the record that put it there explains it. */
export function subjectOf(r: RecordFields): string {
  return r.g !== 0 ? gName(r.g) : r.p !== NONE ? pName(r.p) : mName(r.m);
}
