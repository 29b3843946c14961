/**
 * The stories of the examples. A step goes to a place in the records and says something about it;
 * `claim` is what a test holds the text to. The last step of each hands over to the reader.
 */
import { Ev, NONE, Queue } from '../../../assembly/abi/event.ts';
import { GStatus, MStatus, WaitReason } from '../../../assembly/abi/status.ts';
import type { State } from '../../records/state.ts';
import { event, followedBy, runs, share, type Step, when } from './story.ts';

const count = <T>(list: Iterable<T>, test: (item: T) => boolean): number => {
  let n = 0;
  for (const item of list) if (test(item)) n++;
  return n;
};

const running = (s: State): number => count(s.gs.values(), (g) => g.place === 'running');
const waitingFor = (s: State, reason: WaitReason): number => count(s.gs.values(),
  (g) => g.place === 'none' && g.status === GStatus.WAITING && g.reason === reason);
const idlePs = (s: State): number => count(s.ps.slice(0, s.gomaxprocs), (p) => p.m === NONE);
const queued = (s: State): number => s.ps.reduce((n, p) => n + p.ring.length, s.global.length);

const mn: Step[] = [
  {
    text: 'Two hundred requests, each a goroutine (G). Four processors (P) decide how many may run '
      + 'at the same moment, and each needs a thread (M), shown under its box. Here all four run.',
    at: when((s) => running(s) === 4 && s.gs.size > 12),
    claim: ({ after }) => running(after()) === 4 && after().gomaxprocs === 4,
  },
  {
    text: 'A goroutine that waits for the network is parked. It holds no thread: it is only an '
      + 'entry in the network poller. A dozen can wait while four threads keep computing.',
    at: when((s) => waitingFor(s, WaitReason.IO_WAIT) >= 12 && running(s) === 4),
    claim: ({ after }) => waitingFor(after(), WaitReason.IO_WAIT) >= 12 && after().ms.length <= 8,
  },
  {
    text: 'This one parks just now. Its thread does not stop for a moment: it takes the next '
      + 'goroutine from the queue of its P. Step on with "." to see it.',
    at: event(Ev.GoBlock, (r, { index }) =>
      r.detail === WaitReason.IO_WAIT && r.time > index.endNs * 0.2), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.m === NONE,
  },
  {
    text: 'Its answer has come. Whichever thread polled the network makes it runnable again, and '
      + 'it goes to a queue: it has to wait for its turn as all others.',
    at: event(Ev.GoUnblock, (r) => r.arg === 0 && r.detail !== Queue.DIRECT, 12), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNABLE,
  },
  {
    text: 'A P that runs out of work does not sit idle: it takes half of the queue of another one. '
      + 'So no queue has to be shared, and none is left behind.',
    at: event(Ev.Steal, (r, { endNs }) => r.detail === 0 && r.arg > 1 && r.time > endNs * 0.1),
    claim: ({ r, before }) => before().ps[r.obj]!.ring.length >= r.arg,
  },
  {
    text: 'Now change it: set GOMAXPROCS to 1 or to 8 and run again. The number of threads hardly '
      + 'changes with the number of goroutines; the time does with the number of Ps.',
    at: share(0.5), by: 'P',
    claim: ({ index }) => index.ms.filter(Boolean).length < 10 && index.lanes.length > 200,
  },
];

const states: Step[] = [
  {
    text: 'A new goroutine is runnable, not running: "go" only puts it into a queue. Here it is '
      + 'runnext of the P that created it, and next in turn.',
    at: event(Ev.GoCreate, runs('life')), select: true, by: 'G',
    claim: ({ r, after }) => after().gs.get(r.g)!.place === 'runnext',
  },
  {
    text: 'Another P, with nothing to do, has taken it: it is running. Only now does its program '
      + 'go on, on that P and its thread.',
    at: event(Ev.GoStart, runs('life')), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNING,
  },
  {
    text: 'It receives from a channel in which there is nothing. It is waiting now, and the reason '
      + 'is "chan receive". A waiting goroutine is in no queue; somebody has to wake it.',
    at: event(Ev.GoBlock, (r) => r.detail === WaitReason.CHAN_RECEIVE && r.g !== 1), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.WAITING,
  },
  {
    text: 'main sends: the receiver gets the value and becomes runnable. From waiting the way '
      + 'never leads to running directly; it always goes through runnable.',
    at: event(Ev.GoUnblock, (r) => r.arg === 1), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNABLE && r.arg === 1,
  },
  {
    text: 'Sleeping is waiting too, for a timer. The goroutine holds no thread while it sleeps.',
    at: event(Ev.GoBlock, (r) => r.detail === WaitReason.SLEEP), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.m === NONE,
  },
  {
    text: 'In a system call it keeps its thread, because the kernel has put that thread to sleep. '
      + 'This is the one state in which a goroutine that does not compute costs a thread.',
    at: event(Ev.GoSyscallBegin), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.m === r.m,
  },
  {
    text: 'Now change it: make the sleep longer, or send before the goroutine receives, and look '
      + 'in the timeline which states it goes through then.',
    at: event(Ev.GoEnd, runs('life')), by: 'G',
    claim: ({ r, after }) => !after().gs.has(r.g),
  },
];

const queues: Step[] = [
  {
    text: 'main creates goroutines in a loop. The newest one always takes the place called '
      + 'runnext; '
      + 'the one that was there moves to the end of the local queue.',
    at: event(Ev.GoCreate, runs('main.func'), 12), select: true,
    claim: ({ r, before, after }) => after().ps[r.p]!.runnext === r.g
      && after().ps[r.p]!.ring.length === before().ps[r.p]!.ring.length + 1,
  },
  {
    text: 'The local queue is a ring of 256. Its owner uses it without a lock; that is why each P '
      + 'has its own. Click the "+" of P0 to see all that stand in it.',
    at: when((s) => s.ps[0]!.ring.length === 256),
    claim: ({ after }) => after().ps[0]!.ring.length === 256,
  },
  {
    text: 'One more does not fit: the older half, 128, and the one too many move to the global '
      + 'queue, which all Ps share. One lock for 129 goroutines.',
    at: event(Ev.RunqOverflow),
    claim: ({ r, after }) => r.arg === 129 && after().global.length === 129,
  },
  {
    text: 'main waits now, so P0 turns to its queues: runnext first, then the oldest of the local '
      + 'queue. The 129 are older, but they have to wait in the global queue.',
    at: followedBy(event(Ev.RunqOverflow), Ev.GoStart, (r) => r.detail === Queue.LOCAL),
    claim: ({ r, after }) => r.detail === Queue.LOCAL && after().global.length === 129,
  },
  {
    text: 'P1 is done with its long task. Its own queue is empty, so it takes its share of the '
      + 'global queue in one go: length / GOMAXPROCS + 1.',
    at: event(Ev.GlobalGet, (r) => r.p === 1 && r.detail === 0 && r.arg > 20),
    claim: ({ r, before }) => r.arg === Math.min(128, Math.floor(before().global.length / 2) + 1),
  },
  {
    text: 'Now change it: create 250 instead of 300, and nothing overflows. Create 5,000, and '
      + 'watch '
      + 'the global queue in the timeline.',
    at: share(1),
    claim: ({ after }) => queued(after()) === 0,
  },
];

const stealing: Step[] = [
  {
    text: 'All 48 tasks are created by main, so all of them stand at P0. Creating the first has '
      + 'already started a thread for another P: there could be work for it.',
    at: event(Ev.MCreate),
    claim: ({ r }) => r.p !== NONE && r.extra === 1,
  },
  {
    text: 'The new thread spins: it runs nothing, and looks at the queues of the other Ps in a '
      + 'random order. It costs CPU for a moment, and saves the time of waking a thread later.',
    at: event(Ev.MStart),
    claim: ({ r, after }) => after().ms[r.m]!.spinning,
  },
  {
    text: 'Found: it takes half of the queue of P0, rounded up, in one go. The last one of them '
      + 'runs at once, the others are in its own queue now.',
    at: event(Ev.Steal, (r) => r.detail === 0 && r.arg > 2),
    claim: ({ r, before }) => r.arg === Math.ceil(before().ps[r.obj]!.ring.length / 2),
  },
  {
    text: 'Whoever finds work stops spinning, and wakes the next thread first: if there was work '
      + 'for one more, there may be work for two. So the Ps come to life one after the other.',
    at: followedBy(event(Ev.Steal), Ev.MCreate),
    claim: ({ after }) => after().ms.length >= 4,
  },
  {
    text: 'After a few microseconds all four Ps run, and each has a queue of its own.',
    at: when((s) => running(s) === 4),
    claim: ({ after }) => running(after()) === 4,
  },
  {
    text: 'Near the end only leftovers are stolen: one here, one there. When nobody finds anything '
      + 'any more, threads give up their Ps and go to sleep.',
    at: event(Ev.MPark),
    claim: ({ after }) => queued(after()) <= 2,
  },
  {
    text: 'Now change it: let the tasks take 2 us instead of 60 to 220. Do the other Ps still come '
      + 'in time? A thread that wakes up costs more than such a task.',
    at: share(0.4),
    claim: ({ index }) => index.ps.length === 4,
  },
];

const tick61: Step[] = [
  {
    text: 'One P with a long local queue. This goroutine is polite: it calls Gosched, and '
      + 'stands in '
      + 'the global queue now, all alone.',
    at: event(Ev.GoSched), select: true,
    claim: ({ after }) => after().global.length === 1 && after().ps[0]!.ring.length > 200,
  },
  {
    text: 'The local queue comes first, so the P goes on with that. If it did so always, the '
      + 'polite '
      + 'one would wait until the local queue is empty; if that is filled again and again, '
      + 'for ever.',
    at: followedBy(event(Ev.GoSched), Ev.GoStart, (r) => r.detail === Queue.LOCAL),
    claim: ({ after }) => after().global.length === 1,
  },
  {
    text: 'Each P counts its rounds (schedtick). At every 61st it looks at the global queue first. '
      + 'That is now: the polite one runs, although 100 others stand in the local queue.',
    at: event(Ev.GoStart, (r) => r.detail === Queue.GLOBAL_TICK), select: true,
    claim: ({ r, before }) => before().ps[r.p]!.schedtick % 61 === 0
      && before().ps[r.p]!.ring.length > 100,
  },
  {
    text: 'It yields again, and waits another 61 rounds. 61 is prime, so that it does not '
      + 'fall into '
      + 'step with a program that does something every so many rounds.',
    at: event(Ev.GoStart, (r) => r.detail === Queue.GLOBAL_TICK, 2), select: true,
    claim: ({ r, before }) => before().ps[r.p]!.schedtick % 61 === 0,
  },
  {
    text: 'Now change it: choose Go 1.1, which has no such rule, and run again. How long does the '
      + 'polite goroutine wait then? Look at its lane.',
    at: event(Ev.GoEnd, runs('polite')), select: true, by: 'G',
    claim: ({ index }) => index.ps.length === 1,
  },
];

const hogRuns = (r: { g: number }, stage: Parameters<ReturnType<typeof runs>>[1]): boolean =>
  runs('main.func2')(r as never, stage);

const preemption: Step[] = [
  {
    text: 'One P, and a goroutine that computes for 60 ms without calling anything. Six short '
      + 'tasks '
      + 'stand in the queue behind it.',
    at: event(Ev.GoStart, hogRuns), select: true, by: 'G',
    claim: ({ after }) => after().ps[0]!.ring.length >= 6,
  },
  {
    text: 'sysmon, a thread without a P, looks at all Ps every 10 ms at most. This P has been '
      + 'running the same goroutine since its last look, so it asks it to stop.',
    at: event(Ev.PreemptRequest), select: true,
    claim: ({ r }) => r.time > 10e6 && r.time < 25e6,
  },
  {
    text: 'Since Go 1.14 the request is a signal to the thread. The goroutine stops between two '
      + 'instructions and goes to the back of the global queue.',
    at: event(Ev.GoSched, (r) => r.extra === 2), select: true,
    claim: ({ after }) => after().global.length === 1,
  },
  {
    text: 'At last the short tasks run, one after the other. They have waited for more than 10 ms '
      + 'for a tenth of a millisecond of work.',
    at: event(Ev.GoEnd, runs('main.func1')), select: true,
    claim: ({ r, index }) => r.time - index.gs.get(r.g)!.created > 10e6,
  },
  {
    text: 'The same with Go 1.13. sysmon asks here too, but only a function call would notice, and '
      + 'there is none: the tasks wait until the loop is done, 60 ms later.',
    settings: { go: '1.13' }, at: event(Ev.GoEnd, runs('main.func1')), select: true, by: 'G',
    claim: ({ r, index }) => r.time - index.gs.get(r.g)!.created > 55e6,
  },
  {
    text: 'Now change it: write "calls=1us" behind "cpu 60ms". A loop that calls functions can be '
      + 'stopped by Go 1.13 as well.',
    at: share(0.9), by: 'G',
    claim: ({ index }) => index.ps.length === 1,
  },
];

const syscall: Step[] = [
  {
    text: 'A goroutine enters a system call that will take 1 ms. Its thread goes into the kernel '
      + 'with it. The P stays with the thread for now: most calls are short.',
    at: event(Ev.GoSyscallBegin), select: true,
    claim: ({ r, after }) => after().ms[r.m]!.status === MStatus.SYSCALL
      && after().ps[r.p]!.m === r.m,
  },
  {
    text: 'sysmon has seen the same call twice, and somebody stands in the queue. It takes the P '
      + 'away from the thread.',
    at: event(Ev.ProcSteal), select: true,
    claim: ({ r, after }) => after().ps[r.p]!.m === NONE,
  },
  {
    text: 'The P has work, so it needs a thread: there is none to spare, and a new one is '
      + 'made. Two '
      + 'threads now, for one P: one blocks, one computes.',
    at: event(Ev.MCreate), by: 'M',
    claim: ({ after }) => after().gomaxprocs === 1 && after().ms.length === 3,
  },
  {
    text: 'This call takes 4 us. Nobody notices: the goroutine comes back, finds its P where it '
      + 'was, and goes on at no further cost.',
    at: event(Ev.GoSyscallEnd, (r) => r.detail === 0), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNING,
  },
  {
    text: 'The long call is over, but the only P is taken. The goroutine goes to the global queue, '
      + 'and its thread, which may run nothing without a P, to sleep.',
    at: event(Ev.GoUnblock, (r) => r.extra === 1), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.place === 'global',
  },
  {
    text: 'Now change it: give it GOMAXPROCS 2, or write "blocking" behind "syscall 1ms": then the '
      + 'P is handed off at once, and sysmon is not needed.',
    at: share(1), by: 'M',
    claim: ({ index }) => index.ms.filter(Boolean).length <= 4,
  },
];

const netpoll: Step[] = [
  {
    text: 'A goroutine for each of ten thousand connections. Each waits for its data at once: it '
      + 'parks, and the network poller (epoll) remembers it.',
    at: event(Ev.GoBlock, (r) => r.detail === WaitReason.IO_WAIT), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.place === 'none',
  },
  {
    text: 'Thousands wait now, on a handful of threads. In a language in which each connection '
      + 'holds a thread, there would be as many threads as there are goroutines here.',
    at: when((s) => waitingFor(s, WaitReason.IO_WAIT) > 4000, 500),
    claim: ({ after }) => waitingFor(after(), WaitReason.IO_WAIT) > 4000 && after().ms.length < 12,
  },
  {
    text: 'A thread that finds no goroutine in any queue asks the poller whether something has '
      + 'come. This look does not block.',
    at: event(Ev.NetpollBegin, (r) => r.detail === 0, 200),
    claim: ({ r }) => r.detail === 0,
  },
  {
    text: 'One that finds nothing at all gives its P up and blocks in the poller, until the '
      + 'network '
      + 'or a timer wakes it. Only one thread does that; the others sleep.',
    at: event(Ev.NetpollBegin, (r) => r.detail === 1, 5),
    claim: ({ after }) => count(after().ms, (m) => m?.status === MStatus.POLLING) === 1,
  },
  {
    text: 'Data has come: the goroutine is runnable again, and so is everybody whose data came '
      + 'meanwhile. A poll returns them all at once.',
    at: followedBy(event(Ev.NetpollBegin, (r) => r.detail === 1, 5), Ev.GoUnblock), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNABLE,
  },
  {
    text: 'Now change it: write "syscall exp(20ms)" for "net exp(20ms)", for 500 connections. Then '
      + 'every one of them holds a thread. Look at the number of threads below the timeline.',
    at: share(0.5),
    claim: ({ index }) => index.ms.filter(Boolean).length < 12,
  },
];

const channels: Step[] = [
  {
    text: 'main receives first, and there is nothing: it parks in the queue of the channel, '
      + 'and its '
      + 'P goes on with the producer.',
    at: event(Ev.GoBlock, (r) => r.g === 1 && r.detail === WaitReason.CHAN_RECEIVE), select: true,
    claim: ({ after }) => after().gs.get(1)!.reason === WaitReason.CHAN_RECEIVE,
  },
  {
    text: 'The producer sends. A receiver waits, so the value does not go through a buffer: it is '
      + 'copied to where main wants it, and main becomes runnable.',
    at: event(Ev.GoUnblock, (r) => r.g === 1 && r.arg !== 0), select: true,
    claim: ({ r, after }) => r.arg !== 0 && after().gs.get(1)!.status === GStatus.RUNNABLE,
  },
  {
    text: 'It is put in runnext of the P that sent, and not in the queue: what was just sent is '
      + 'still in that CPU\'s cache. If the producer parked now, main would run at once.',
    at: event(Ev.GoUnblock, (r) => r.g === 1 && r.arg !== 0),
    claim: ({ r, after }) => after().ps[r.p]!.runnext === 1,
  },
  {
    text: 'But the producer goes on, and the other P is idle. A woken thread takes main out of '
      + 'runnext: only as a last resort, and after waiting some 50 us for its owner to run it.',
    at: event(Ev.Steal, (r) => r.detail === 1 && r.g === 1), select: true,
    claim: ({ r, before }) => before().ps[r.obj]!.runnext === 1,
  },
  {
    text: 'The producer has closed the channel, and ends. main takes the last value, then '
      + 'finds the '
      + 'channel closed and empty, and its loop ends without waiting again.',
    at: event(Ev.GoEnd, runs('producer')), select: true,
    claim: ({ after }) => after().gs.get(1)!.status !== GStatus.WAITING,
  },
  {
    text: 'Now change it: set GOMAXPROCS to 1. No thread is woken, nothing is stolen, and the two '
      + 'take turns on what is left of one time slice. Or give the channel a buffer of 4.',
    at: share(0.5), by: 'G',
    claim: ({ index }) => index.ps.length === 2,
  },
];

const modest = runs('modest');

const mutex: Step[] = [
  {
    text: 'The modest goroutine wants the lock. It is taken, and spinning a little did not '
      + 'help, so '
      + 'it parks in the queue of the lock.',
    at: event(Ev.GoBlock, (r, s) => modest(r, s) && r.detail === WaitReason.SYNC_MUTEX_LOCK),
    select: true, by: 'G',
    claim: ({ after, r }) => after().gs.get(r.g)!.status === GStatus.WAITING,
  },
  {
    text: 'The greedy one unlocks and wakes it. But the lock is free for whoever comes first, and '
      + 'the greedy one is there already: it locks again before the other has started to run.',
    at: event(Ev.GoUnblock, (r, s) => modest(r, s)), select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.RUNNABLE,
  },
  {
    text: 'So it was woken for nothing: it runs, finds the lock taken, and parks again. This '
      + 'goes on '
      + 'several times.',
    at: event(Ev.GoBlock, (r, s) => modest(r, s) && r.detail === WaitReason.SYNC_MUTEX_LOCK, 4),
    select: true,
    claim: ({ r, after }) => after().gs.get(r.g)!.status === GStatus.WAITING,
  },
  {
    text: 'When it has waited for 1 ms it says so in the lock: starvation mode. From now on Unlock '
      + 'hands the lock over directly, and nobody can overtake. It is done soon after.',
    at: event(Ev.GoEnd, modest), select: true,
    claim: ({ r, index, after }) => r.time - index.gs.get(r.g)!.created < 2e6
      && after().gs.size > 3,
  },
  {
    text: 'The same with Go 1.8, which has no starvation mode: it is woken for nothing three times '
      + 'as often, and gets the lock only when chance lets it come in time.',
    settings: { go: '1.8' }, at: event(Ev.GoEnd, modest), select: true, by: 'G',
    claim: ({ r, index }) => r.time - index.gs.get(r.g)!.created > 2.5e6,
  },
  {
    text: 'Now change it: let the greedy one do something between Unlock and Lock, a gopark:cpu of '
      + '20us. How much does the modest one wait then?',
    at: share(0.5), by: 'G',
    claim: ({ index }) => index.lanes.length > 4,
  },
];

const quota: Step[] = [
  {
    text: 'The machine has eight CPUs, but the container may use 200 ms of CPU time in each '
      + '100 ms: '
      + 'two CPUs\' worth. Since Go 1.25 the runtime reads this, and makes two Ps.',
    at: event(Ev.ProcResize),
    claim: ({ r }) => r.arg === 2,
  },
  {
    text: 'So two requests run at a time and the others stand in line. This is the most that the '
      + 'quota lets through anyway; and nobody is stopped in the middle of something.',
    at: when((s) => running(s) === 2 && queued(s) > 20),
    claim: ({ after }) => running(after()) === 2,
  },
  {
    text: 'Up to Go 1.24 GOMAXPROCS was the number of CPUs of the machine, whatever the container '
      + 'was allowed: eight Ps.',
    settings: { go: '1.24' }, at: event(Ev.ProcResize),
    claim: ({ r }) => r.arg === 8,
  },
  {
    text: 'Eight requests run at once, each on a core of its own: more than the quota of two CPUs '
      + 'can last.',
    settings: { go: '1.24' }, at: when((s) => running(s) === 8),
    claim: ({ after }) => running(after()) === 8,
  },
  {
    text: 'After a quarter of the period its quota is used up. The system stops every core: eight '
      + 'requests stand still, half done, until the next period. No P is free meanwhile, and '
      + 'nothing in Go\'s scheduler knows.',
    settings: { go: '1.24' },
    at: when((s) => s.throttled === 8 && s.cores.every((c) => c.m === NONE)),
    claim: ({ r }) => r.time > 20_000_000 && r.time < 40_000_000,
  },
  {
    text: 'Now change it: set the quota to 50ms/100ms, half a CPU. Go makes two Ps all the '
      + 'same: it '
      + 'rounds up, and never goes below two, so that something can run beside the collector.',
    at: share(0.5),
    claim: ({ index }) => index.ps.length === 2,
  },
];

const timers: Step[] = [
  {
    text: 'Each sleeper puts a timer into the heap of the P on which it runs, and parks.',
    at: event(Ev.GoBlock, (r) => r.detail === WaitReason.SLEEP, 3), select: true,
    claim: ({ after }) => waitingFor(after(), WaitReason.SLEEP) === 3,
  },
  {
    text: 'All of them sleep. There is no thread for timers: the last thread that finds nothing to '
      + 'do blocks in the network poller, with the earliest timer as its deadline.',
    at: event(Ev.NetpollBegin, (r) => r.detail === 1),
    claim: ({ after }) => count(after().ms, (m) => m?.status === MStatus.POLLING) === 1,
  },
  {
    text: 'Both Ps are idle. On a machine in this state nothing runs at all.',
    at: when((s) => s.records > 20 && idlePs(s) === 2),
    claim: ({ after }) => idlePs(after()) === 2,
  },
  {
    text: 'The deadline has passed. The thread takes a P, looks for work, and finds a timer '
      + 'that is '
      + 'due, perhaps of another P: whoever looks for work runs the timers of idle Ps too.',
    at: event(Ev.TimerFire), select: true,
    claim: ({ r }) => r.g !== 0 && r.time >= 1e6,
  },
  {
    text: 'The sleeper is runnable, and a second thread is woken, for there may be more. If '
      + 'there is '
      + 'none, it goes back to sleep at once.',
    at: followedBy(event(Ev.TimerFire), Ev.MWake),
    claim: ({ r }) => r.extra === 1,
  },
  {
    text: 'Now change it: choose Go 1.13. Up to then one goroutine of the runtime kept all timers, '
      + 'and had to be woken and scheduled before it could wake anybody.',
    at: share(0.5), by: 'G',
    claim: ({ index }) => index.lanes.length >= 6,
  },
];

export const STORIES: Record<string, readonly Step[]> = {
  mn, states, queues, stealing, tick61, preemption, syscall, netpoll, channels, mutex, quota,
  timers,
};
