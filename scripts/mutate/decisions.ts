/**
 * Decisions of the scheduler, each as a small change of assembly/runtime that takes it otherwise.
 * `npm run mutate` makes one at a time and asks the tests: one that nobody notices is a decision
 * that nothing judges. `text` stands exactly once in its file (`nth` chooses one of several).
 */

export interface Decision {
  /** Short and unique. */
  name: string;
  /** Below assembly/. */
  file: string;
  text: string;
  instead: string;
  /** Which of several places, from 0; only needed if there are several. */
  nth?: number;
  /** The statement of docs/scheduler.md that it breaks. */
  breaks: string;
  /** Why no test can notice it, where that is so. */
  unseen?: string;
}

const runq = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/runq.ts' });
const proc = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/proc.ts' });
const threads = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/threads.ts' });
const steal = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/steal.ts' });
const sysmon = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/sysmon.ts' });
const syscall = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/syscall.ts' });
const time = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/time.ts' });
const chan = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/chan.ts' });
const sema = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/sema.ts' });
const stw = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/stw.ts' });
const netpoll = (d: Omit<Decision, 'file'>): Decision => ({ ...d, file: 'runtime/netpoll.ts' });

export const DECISIONS: readonly Decision[] = [
  // ---- queues ------------------------------------------------------------------------------
  runq({
    name: 'a new goroutine goes to the tail', breaks: 'C-01',
    text: 'if (next && S.useNext != 0) {', instead: 'if (false) {',
  }),
  runq({
    name: 'the displaced one stays, and the new one goes to the tail', breaks: 'C-02',
    text: 'if (old === null) return;\n    gp = old;',
    instead: 'if (old === null) return;\n    pp.runnext = old;',
  }),
  runq({
    name: 'an overflow moves a quarter', breaks: 'C-04',
    text: 'const n = RUNQ_SIZE / 2;', instead: 'const n = RUNQ_SIZE / 4;',
  }),
  runq({
    name: 'who does not fit goes before the half of the ring', breaks: 'C-04',
    text: '  for (let i: u32 = 0; i < n; i++) {\n    globrunqput(ringLoad(pp, pp.runqhead + i), ' +
      'S.now);\n  }\n  pp.runqhead += n;\n  globrunqput(gp, S.now);',
    instead: '  globrunqput(gp, S.now);\n  for (let i: u32 = 0; i < n; i++) {\n    ' +
      'globrunqput(ringLoad(pp, pp.runqhead + i), S.now);\n  }\n  pp.runqhead += n;',
  }),
  runq({
    name: 'the ring comes before runnext', breaks: 'C-06',
    text: 'if (next !== null) {\n    pp.runnext = null;\n    S.ret',
    instead: 'if (next !== null && pp.runqhead == pp.runqtail) {\n    pp.runnext = null;\n' +
      '    S.ret',
  }),
  runq({
    name: 'runnext alone counts as empty', breaks: 'C-08',
    text: 'return pp.runqtail == pp.runqhead && pp.runnext === null;',
    instead: 'return pp.runqtail == pp.runqhead;',
  }),
  runq({
    name: 'the global queue is a stack', breaks: 'C-12',
    text: '  account(gp, Cause.GLOBAL_QUEUE, now);\n  gp.schedlink = null;\n',
    instead: '  if (S.runqhead !== null) { globrunqputhead(gp, now); return; }\n' +
      '  account(gp, Cause.GLOBAL_QUEUE, now);\n  gp.schedlink = null;\n',
  }),
  runq({
    name: 'a batch is not divided by GOMAXPROCS', breaks: 'C-13',
    text: 'S.runqsize / S.gomaxprocs + 1', instead: 'S.runqsize + 1',
  }),
  runq({
    name: 'a batch may be as large as a ring', breaks: 'C-13',
    text: 'if (n > RUNQ_SIZE / 2) n = RUNQ_SIZE / 2;', instead: 'if (n > RUNQ_SIZE) n = RUNQ_SIZE;',
  }),
  runq({
    name: 'a thief runs the oldest', breaks: 'C-48',
    text: 'for (let i: u32 = 0; i < n - 1; i++) {\n    const next = ringLoad(victim, ' +
      'victim.runqhead + i);',
    instead: 'for (let i: u32 = 0; i < n - 1; i++) {\n    const next = ringLoad(victim, ' +
      'victim.runqhead + i + 1);',
  }),
  // ---- a round -----------------------------------------------------------------------------
  proc({
    name: 'the tick is not looked at', breaks: 'C-15',
    text: 'S.runqsize > 0 && policy().globalTurn(pp.schedtick)', instead: 'false',
  }),
  proc({
    name: 'schedtick grows with runnext too', breaks: 'C-20',
    text: 'if (!inherit) pp.schedtick++;', instead: 'pp.schedtick++;\n  if (!inherit) {}',
  }),
  proc({
    name: 'a request survives a new start', breaks: 'C-21',
    text: '  gp.preempt = 0;\n  mp.status = MStatus.RUNNING;',
    instead: '  mp.status = MStatus.RUNNING;',
  }),
  proc({
    name: 'who found work wakes nobody', breaks: 'C-22',
    text: '  spinEnd(mp, 1);\n  wakep(mp);', instead: '  spinEnd(mp, 1);',
  }),
  proc({
    name: 'a stop of the world is not looked at in a round', breaks: 'C-27',
    text: '  if (S.gcwaiting != 0) {\n    if (mp.spinning == 0)',
    instead: '  if (false) {\n    if (mp.spinning == 0)',
  }),
  proc({
    name: 'own timers run only when nothing else is found', breaks: 'C-28',
    text: '(pp.timersMin | pp.timersModMin) == 0 ?', instead: '!runqempty(pp) ?',
  }),
  proc({
    name: 'the network is looked at while an M is blocked there', breaks: 'C-32',
    text: 'netpollAny() && S.lastpoll != 0', instead: 'netpollAny()',
  }),
  proc({
    name: 'the last goroutine of a poll runs first', breaks: 'C-34',
    text: '  list.schedlink = null;\n  injectglist(mp, rest);\n  makeDirect(mp, list);\n  S.ret',
    instead: '  list.schedlink = null;\n  makeDirect(mp, list);\n  injectglist(mp, rest);\n  S.ret',
  }),
  proc({
    name: 'an M that spins already has to ask again', breaks: 'C-36',
    text: 'mp.spinning != 0 || policy().spins(', instead: 'policy().spins(',
  }),
  proc({
    name: 'the global queue is not looked at before the P is given up', breaks: 'C-37',
    text: '  if (S.runqsize > 0) {\n    found(mp, globrunqgetbatch(mp, pp));\n    return;\n' +
      '  }\n  if (S.useNeedspinning',
    instead: '  if (S.useNeedspinning',
  }),
  proc({
    name: 'needspinning is not looked at', breaks: 'C-38',
    text: 'S.useNeedspinning != 0 && mp.spinning == 0', instead: 'false && mp.spinning == 0',
  }),
  proc({
    name: 'the global queue is not looked at without a P', breaks: 'C-39',
    text: 'S.recheckGlobalAfterDrop != 0 && S.runqsize > 0', instead: 'false',
  }),
  proc({
    name: 'local queues are not looked at without a P', breaks: 'C-39',
    text: '    if (runqempty(pAt(id))) continue;', instead: '    if (id < 9999) continue;',
  }),
  proc({
    name: 'timers are not looked at without a P', breaks: 'C-39',
    text: '      wakeBy(mp, wakeTime(pAt(id)));', instead: '      wakeBy(mp, 0);',
  }),
  proc({
    name: 'the blocked M is not woken for an earlier timer', breaks: 'C-43',
    text: 'if (S.pollUntil == 0 || S.pollUntil > mp.pollUntil) netpollBreak(mp);', instead: '{}',
  }),
  proc({
    name: 'injectglist gives all to the local queue', breaks: 'C-62',
    text: 'pp === null ? u32.MAX_VALUE : S.npidle', instead: 'pp === null ? u32.MAX_VALUE : 0',
  }),
  proc({
    name: 'injectglist does not end with wakep', breaks: 'C-64',
    text: 'if (S.injectEndsWithWakep != 0) wakep(mp);', instead: '{}',
  }),
  proc({
    name: 'Gosched wakes nobody', breaks: 'C-72',
    text: 'if (S.wakepOnYield != 0) wakep(mp);', instead: '{}',
  }),
  proc({
    name: 'goyield goes to runnext', breaks: 'C-71',
    text: '  runqput(mp, mp.p!, gp, false);\n', instead: '  runqput(mp, mp.p!, gp, true);\n',
  }),
  proc({
    name: 'locks of the runtime do not hold off signals', breaks: 'C-78',
    text: 'gp.preempt != 0 && mp.locks == 0;', instead: 'gp.preempt != 0;',
  }),
  proc({
    name: 'preempted for a stop, it goes to the global queue', breaks: 'C-80',
    text: 'how != 0 && S.gcwaiting != 0 && S.stwPreemptToRunnext != 0', instead: 'false',
  }),
  // ---- search ------------------------------------------------------------------------------
  steal({
    name: 'a search has three rounds', breaks: 'C-45',
    text: 'while (mp.round < 4) {', instead: 'while (mp.round < 3) {',
  }),
  steal({
    name: 'steps are not coprime', breaks: 'C-46',
    text: 'mp.inc = load<u32>(S.coprimes + (((q % S.coprimeCount) as usize) << 2));',
    instead: 'mp.inc = 2;',
  }),
  steal({
    name: 'every search begins at P 0', breaks: 'C-46',
    text: 'mp.pos = r % n;', instead: 'mp.pos = 0;',
  }),
  steal({
    name: 'runnext is taken in every round', breaks: 'C-49',
    text: 'if (!last || victim.runnext === null)', instead: 'if (victim.runnext === null)',
  }),
  steal({
    name: 'runnext is taken without a sleep', breaks: 'C-50',
    text: 'if (backsOff(victim)) {', instead: 'if (false) {',
  }),
  steal({
    name: 'runnext is taken though it has changed', breaks: 'C-51',
    text: 'next !== null && (changetype<usize>(next) as u32) == mp.victimNext',
    instead: 'next !== null',
  }),
  steal({
    name: 'timers of others do not run', breaks: 'C-52',
    text: 'if (last && timerp(victim.id)) {', instead: 'if (false) {',
  }),
  steal({
    name: 'timers of idle Ps do not run', breaks: 'C-54',
    text: 'if (last && timerp(victim.id)) {',
    instead: 'if (last && timerp(victim.id) && !idlep(victim.id)) {',
  }),
  steal({
    name: 'after timers the search does not begin again', breaks: 'C-55',
    text: 'mp.ranTimer = 1;', instead: 'mp.ranTimer = 0;',
  }),
  {
    name: 'a thief takes the smaller half', file: 'runtime/policy.ts', breaks: 'C-47',
    text: 'return len - len / 2;', instead: 'return len == 1 ? 1 : len / 2;',
  },
  {
    name: 'half of the busy Ps may spin', file: 'runtime/policy.ts', breaks: 'C-35',
    text: '2 * (spinning as i32) < (busy as i32)',
    instead: '2 * (spinning as i32) <= (busy as i32)',
  },
  // ---- threads and Ps ----------------------------------------------------------------------
  threads({
    name: 'wakep does not mind who spins', breaks: 'C-56',
    text: '  if (S.nmspinning != 0) return;\n', instead: '',
  }),
  threads({
    name: 'no idle P leaves no trace', breaks: 'C-38',
    text: 'if (pp === null) S.needspinning = 1;', instead: '{}',
  }),
  threads({
    name: 'handoffp does not see the global queue', breaks: 'C-65',
    text: '!runqempty(pp) || S.runqsize != 0', instead: '!runqempty(pp)',
  }),
  threads({
    name: 'handoffp starts nobody when all Ps are busy', breaks: 'C-66',
    text: 'if (S.nmspinning + S.npidle == 0) return 4;', instead: '{}',
  }),
  threads({
    name: 'handoffp starts nobody when all other Ps are idle', breaks: 'C-67',
    text: 'if (S.npidle == S.gomaxprocs - 1 && S.lastpoll != 0) return 8;', instead: '{}',
  }),
  threads({
    name: 'the timers of a P handed off are not told', breaks: 'C-68',
    text: 'if (when != 0) wakeNetPoller(mp, when);', instead: '{}',
    unseen: 'a timer that is added wakes the poller itself: Go looks again for safety',
  }),
  threads({
    name: 'a new thread though one is idle', breaks: 'C-59',
    text: 'const idle = mget();', instead: 'const idle: M | null = S.nmidle > 1 ? mget() : null;',
  }),
  threads({
    name: 'the first idle P is used, not the last', breaks: 'C-58',
    text: '  pp.link = S.pidle;\n  S.pidle = pp;\n',
    instead: '  let end: P | null = S.pidle;\n' +
      '  while (end !== null && end.link !== null) end = end.link;\n  pp.link = null;\n' +
      '  if (end === null) S.pidle = pp;\n  else end.link = pp;\n',
  }),
  {
    name: 'before main Ms are woken', file: 'runtime/newproc.ts', breaks: 'C-69',
    text: 'if (S.mainStarted != 0) wakep(mp);', instead: 'wakep(mp);',
  },
  threads({
    name: 'any number of threads', breaks: 'C-70',
    text: 'if (id - S.nmfreed >= S.maxmcount) {', instead: 'if (false) {',
  }),
  threads({
    name: 'a timer does not prevent a deadlock', breaks: 'C-141',
    text: 'if (pAt(id).timersLen > 0) return;', instead: 'if (pAt(id).timersLen > 99) return;',
    unseen: 'an M waits in the poller for the earliest timer, and counts as running: Go asks ' +
      'because it had timers before it had a poller that waits for them',
  }),
  // ---- sysmon ------------------------------------------------------------------------------
  sysmon({
    name: 'a slice is 5 ms', breaks: 'C-73',
    text: 'const FORCE_PREEMPT_NS: i64 = 10 *', instead: 'const FORCE_PREEMPT_NS: i64 = 5 *',
  }),
  sysmon({
    name: 'sysmon slows down at once', breaks: 'C-81',
    text: 'S.sysmonIdle > 50', instead: 'S.sysmonIdle > 5',
  }),
  sysmon({
    name: 'a preemption makes sysmon quick', breaks: 'C-82',
    text: '      preemptone(mp, pp, 0);\n',
    instead: '      preemptone(mp, pp, 0);\n      taken++;\n',
  }),
  sysmon({
    name: 'sysmon never sleeps deeply', breaks: 'C-83',
    text: 'if (deepSleep(mp)) return;', instead: '{}',
  }),
  sysmon({
    name: 'sysmon does not poll the network', breaks: 'C-84',
    text: 'S.lastpoll + NETPOLL_NS < now', instead: 'false',
  }),
  sysmon({
    name: 'a P is taken at the first look', breaks: 'C-91',
    text: 'pp.smSyscalltick = pp.syscalltick;\n    pp.smSyscallwhen = now;\n    return false;',
    instead: 'pp.smSyscalltick = pp.syscalltick;\n    pp.smSyscallwhen = now;',
  }),
  sysmon({
    name: 'a P is taken though there is nothing to do', breaks: 'C-92',
    text: 'pp.smSyscallwhen + SYSCALL_NS > now', instead: 'false',
  }),
  sysmon({
    name: 'a P in the hands of sysmon does not count', breaks: 'C-98',
    text: '  incidlelocked(mp, -1);\n  stealP', instead: '  stealP',
  }),
  // ---- system calls, wired goroutines ------------------------------------------------------
  syscall({
    name: 'a P that is back is not looked for among the idle ones', breaks: 'C-90',
    text: 'const pp = pidleget();\n  if (pp !== null && S.sysmonwait',
    instead: 'const pp: P | null = null;\n  if (pp !== null && S.sysmonwait',
  }),
  syscall({
    name: 'a blocking call keeps its P', breaks: 'C-93',
    text: 'if (kind == SysKind.BLOCKING) {', instead: 'if (false) {',
  }),
  {
    name: 'LockOSThread does not nest', file: 'runtime/locked.ts', breaks: 'C-96',
    text: 'mp.lockedExt++;', instead: 'mp.lockedExt = 1;',
  },
  {
    name: 'a wired end keeps its thread', file: 'runtime/newproc.ts', breaks: 'C-97',
    text: 'if (wasLocked) mexit(mp);', instead: 'if (false) mexit(mp);',
  },
  // ---- timers, network ---------------------------------------------------------------------
  time({
    name: 'equal times pass their parents', breaks: 'C-100',
    text: 'if (when >= whenAt(pp, parent)) break;',
    instead: 'if (when > whenAt(pp, parent)) break;',
  }),
  time({
    name: 'the last of equal children goes up', breaks: 'C-100',
    text: 'if (w < least) {', instead: 'if (w <= least) {',
  }),
  time({
    name: 'a periodic timer makes up for what it missed', breaks: 'C-101',
    text: 't.when + t.period * (1 + delay / t.period)', instead: 't.when + t.period',
  }),
  time({
    name: 'stopped timers are cleaned only when they are due', breaks: 'C-102',
    text: 'if (own && victim.timersZombies > victim.timersLen / 4) adjust(victim, now, true);',
    instead: '{}',
  }),
  time({
    name: 'any new timer wakes the poller', breaks: 'C-104',
    text: 'S.timerAddWakes != 0 || first == 0 || t.when < first', instead: 'true',
  }),
  time({
    name: 'old values stay after Stop and Reset', breaks: 'C-106',
    text: 'if (t.kind == TimerKind.CHAN && S.timers == 2 && chandrain(t.arg)) pending = true;\n' +
      '  return pending;',
    instead: 'return pending;',
  }),
  netpoll({
    name: 'a poll takes 64 events', breaks: 'C-108',
    text: 'const BATCH: u32 = 128;', instead: 'const BATCH: u32 = 64;',
  }),
  netpoll({
    name: 'the poller sleeps exactly', breaks: 'C-109',
    text: 'if (S.epollMillis != 0) delay', instead: 'if (false) delay',
  }),
  // ---- channels, select, sync --------------------------------------------------------------
  chan({
    name: 'the last waiter is served first', breaks: 'C-113',
    text: 'const sg = send ? c.sendqFirst : c.recvqFirst;\n    if (sg === null) return null;',
    instead: 'const sg = send ? c.sendqLast : c.recvqLast;\n    if (sg === null) return null;',
  }),
  chan({
    name: 'close wakes in order', breaks: 'C-114',
    text: '      sg.next = stack;\n      stack = sg;\n',
    instead: '      wakeWaiter(mp, sg, false);\n',
  }),
  chan({
    name: 'a decided select is served again', breaks: 'C-118',
    text: 'if (gp.selectDone != 0) continue;', instead: '{}',
  }),
  {
    name: 'select takes the first case that is ready', file: 'runtime/select.ts', breaks: 'C-117',
    text: 'if (!plain) {\n      j', instead: 'j = live;\n    if (false) {\n      j',
  },
  sema({
    name: 'who lost goes to the back', breaks: 'C-120',
    text: 'if (lifo) {', instead: 'if (false) {',
  }),
  sema({
    name: 'a hand-off does not yield', breaks: 'C-124',
    text: 'return goyield(mp, gp);', instead: 'return Ret.NEXT;',
  }),
  sema({
    name: 'a Mutex spins though something is queued', breaks: 'C-127',
    text: 'busy && runqempty(mp.p!) ?', instead: 'busy ?',
  }),
  sema({
    name: 'a Mutex spins eight times', breaks: 'C-127',
    text: 'const ACTIVE_SPIN: i64 = 4;', instead: 'const ACTIVE_SPIN: i64 = 8;',
  }),
  // ---- stopping the world ------------------------------------------------------------------
  stw({
    name: 'the request is not repeated', breaks: 'C-133',
    text: '  if (S.stopwait > 0) {\n    preemptall(mp);\n    wait(mp);',
    instead: '  if (S.stopwait > 0) {\n    wait(mp);',
  }),
  stw({
    name: 'nobody is woken when the world goes on', breaks: 'C-134',
    text: '  wakep(mp);\n  gp.atomicstatus', instead: '  gp.atomicstatus',
  }),
  stw({
    name: 'Ps get any thread after a stop', breaks: 'C-134',
    text: 'S.pmAffinityAcrossSTW != 0 && owner !== null ? mgetSpecific(owner) : null',
    instead: 'S.pmAffinityAcrossSTW > 9 && owner !== null ? mgetSpecific(owner) : null',
  }),
  stw({
    name: 'timers of a P that goes away stay there', breaks: 'C-110',
    text: '  moveTimers(mp, pp);\n', instead: '',
  }),
];
