/**
 * The cost model: what everything costs in virtual time, in ns (fractions down to 1/1024 ns
 * count). A plain object; each field is documented by its row in FIELDS, together with its value
 * on linux/amd64 and where that comes from. No cost is hidden in the kernel.
 *
 * Sources. [F] fitted by `npm run calibrate` on go1.26.8, linux/amd64 (AMD EPYC, 2 shared cores):
 * loops that compute or operate, with the number of loops that have this cost; docs/fidelity.md
 * has the errors. [A] go1.19 to 1.26 on a shared 2-core x86-64 virtual machine (Xeon, Linux 6): the
 * least of several runs of micro-benchmarks of the whole operation. [B] from the same runs by
 * subtraction, so less certain. [C] not measured: a guess of the right order of magnitude. What
 * goes through the operating system's scheduler is good to a factor of 2 to 5.
 */
import type { Cost } from '../../assembly/abi/abi.ts';
import type { CostPreset } from './preset.ts';

/** Fields that the kernel charges by name. */
export type CostField = Exclude<keyof typeof Cost, 'COUNT'>;
/** Classes of plain instructions; src/config/opcost.ts says which instruction is of which. */
export type InstrClass =
  | 'insMove'
  | 'insAlu'
  | 'insMul'
  | 'insDiv'
  | 'insFloat'
  | 'insFloatDiv'
  | 'insJump'
  | 'insLoad'
  | 'insStore'
  | 'insCheck'
  | 'insSlice'
  | 'insString'
  | 'insAppend'
  | 'insCall'
  | 'insReturn'
  | 'insIface'
  | 'insZero';
export type CostModel = Record<CostField | InstrClass, number>;

/** value on linux/amd64 in ns, what it is, source */
type Row = [ns: number, meaning: string, source: string];

export const FIELDS: Record<CostField | InstrClass, Row> = {
  goCreate: [105, '`go`: a goroutine whose G is reused', '[F] 2 loops'],
  goCreateNew: [
    1000,
    '`go`: a goroutine with a new G and stack, in place of goCreate',
    '[A] 925-980',
  ],
  goExit: [26.9, 'end of a goroutine', '[F] 2 loops'],
  schedule: [62.1, 'one scheduling round that ends in running a goroutine', '[F] 10 loops'],
  gopark: [21.2, 'parking the running goroutine', '[F] 8 loops'],
  goready: [30.3, 'making a parked goroutine runnable', '[F] 8 loops'],
  gosched: [9.17, 'runtime.Gosched, without the round behind it', '[F] 3 loops'],
  chanSend: [20, 'a channel send, without parking', '[F] 6 loops'],
  chanRecv: [12.7, 'a channel receive, without parking', '[F] 4 loops'],
  chanClose: [18.6, 'close of a channel, without the waiters', '[F] 1 loop'],
  chanDirect: [12.5, 'copying to or from a goroutine that waits', '[F] 4 loops'],
  chanLen: [2.31, 'len or cap of a channel', '[F] 1 loop'],
  chanTry: [3.77, 'a send or receive with a default, when it would have to wait', '[F] 1 loop'],
  makeChan: [18.3, 'make of a channel, its buffer excepted', '[F] 1 loop'],
  selectBase: [24.9, 'a select', '[F] 3 loops'],
  selectCase: [12.4, 'each case of a select', '[F] 3 loops'],
  selectPark: [13, 'each case on which a select waits and which it leaves again', '[F] 1 loop'],
  mutexLock: [1.47, 'sync.Mutex.Lock that does not wait', '[F] 4 loops'],
  mutexUnlock: [1.47, 'sync.Mutex.Unlock that wakes nobody', '[F] 4 loops'],
  rwmutexRLock: [1.48, 'RWMutex.RLock that does not wait', '[F] 1 loop'],
  rwmutexRUnlock: [1.48, 'RWMutex.RUnlock', '[F] 1 loop'],
  rwmutexLock: [3.03, 'RWMutex.Lock that does not wait, without its Mutex', '[F] 1 loop'],
  rwmutexUnlock: [2.83, 'RWMutex.Unlock, without its Mutex', '[F] 1 loop'],
  waitGroupAdd: [3.2, 'WaitGroup.Add', '[F] 3 loops'],
  waitGroupDone: [3.42, 'WaitGroup.Done', '[F] 3 loops'],
  waitGroupWait: [2.47, 'WaitGroup.Wait that does not wait', '[F] 3 loops'],
  onceDo: [0.01, 'Once.Do that was done before', '[F] 1 loop'],
  condOp: [2.53, 'Cond.Signal, Cond.Broadcast', '[F] 2 loops'],
  atomicOp: [1.16, 'one atomic operation, on top of nativeCall', '[F] 5 loops'],
  semacquire: [
    35.3,
    'semaphore: the slow path of waiting, without parking',
    '[F] 3 loops',
  ],
  semrelease: [35.3, 'semaphore: the slow path of waking, without readying', '[F] 3 loops'],
  procyield: [200, 'one round of active spinning: 30 PAUSE instructions', '[C]'],
  stealVictim: [30, 'looking at one P in search of work', '[B] 20-50 when cached'],
  stealRound: [15, 'the draw and the set-up of one round over all Ps', '[C]'],
  stealTake: [40, 'taking goroutines from another P', '[C]'],
  usleepSlack: [
    56_000,
    'a short sleep of the runtime takes so much longer than asked for: timer slack, wake-up',
    '[A] 3 us take 60 us, 20 us take 75 us',
  ],
  osyield: [180, 'sched_yield', '[A] 178'],
  futexWake: [1000, 'waking another thread, for the waker', '[B] M-to-M hand-off 3000'],
  futexWakeLatency: [
    2000,
    'from the wake-up until the woken thread runs',
    '[B] M-to-M hand-off 3000',
  ],
  futexSleep: [300, 'a thread goes to sleep', '[B] wake and switch on one CPU 660'],
  threadCreate: [6000, 'clone, for the creator', '[A] creation and exit 8500-9100'],
  threadStartLatency: [3000, 'from clone until the new thread runs', '[A] as threadCreate'],
  lockedHandoff: [
    200,
    'giving the P to the thread of a locked goroutine, without the wake-up',
    '[B] 1100 a switch in all',
  ],
  syscallEnter: [20, 'entry of a system call', '[A] entry and exit 30 since 1.26, 45 before'],
  syscallExit: [10, 'exit of a system call that kept its P', '[A] as syscallEnter'],
  syscallExitSlow: [150, 'exit of a system call that lost its P', '[C]'],
  cgoEnter: [25, 'entry of a C call', '[C]'],
  cgoExit: [15, 'exit of a C call', '[C]'],
  rawSyscall: [0, 'added to the time of a raw system call, which contains everything', ''],
  handoffp: [100, 'giving a P away', '[C]'],
  acquirep: [15, 'taking a P', '[C]'],
  netpollEmpty: [90, 'a look at the network poller that finds nothing', '[A] 88'],
  netpollEvent: [60, 'each ready descriptor of a poll', '[B] message through a pipe 920-1090'],
  netpollBreak: [400, 'interrupting a blocked poll', '[C]'],
  epollWakeLatency: [
    2000,
    'from readiness until the thread that polls runs',
    '[B] as futexWakeLatency',
  ],
  netpollArm: [30, 'arming a descriptor and its deadline', '[C]'],
  timerAdd: [40, 'starting a timer', '[F] 1 loop'],
  timerStop: [32.7, 'stopping a timer', '[F] 1 loop'],
  timerFire: [60, 'running an expired timer', '[C]'],
  timerCheck: [4, 'the look at the own timers in a scheduling round', '[C]'],
  sysmonRound: [400, 'one round of sysmon', '[C] it has no P; only its own thread pays'],
  sysmonPerP: [20, 'the look of sysmon at one P', '[C]'],
  signalSend: [500, 'sending the preemption signal', '[B] signal to self and handler 900'],
  signalLatency: [
    3000,
    'until the signal stops another thread',
    '[B] stop the world of a tight loop 3800 at least',
  ],
  signalHandle: [500, 'the signal handler', '[B] signal to self and handler 900'],
  stwBase: [640, 'stopping and starting the world', '[A] P=1 640-830'],
  stwPerP: [100, 'each P of a stopped world', '[C]'],
  gcStop: [200, 'a thread stops because the world is being stopped', '[C]'],
  gcPause: [
    700_000,
    'how long runtime.GC stops the world: a whole collection of an empty heap',
    '[A] 640-1080 us',
  ],
  procresize: [1300, 'a change of GOMAXPROCS, without the stop', '[A] 1270-1430'],
  nanotime: [48.9, 'a read of the clock', '[F] 4 loops'],
  print: [400, 'the write of print and println', '[C]'],
  printByte: [0.25, 'each byte of it', '[C]'],
  write: [400, 'a write to stdout or stderr', '[C]'],
  writeByte: [0.25, 'each byte of it', '[C]'],
  alloc: [10.5, 'an allocation', '[F] 10 loops'],
  allocByte: [0.0946, 'each byte of it', '[F] 11 loops'],
  mapGet: [9.1, 'reading a map', '[F] 4 loops'],
  mapSet: [7.1, 'writing a map, deleting from it', '[F] 2 loops'],
  mapNext: [8.19, 'one step of ranging over a map', '[F] 1 loop'],
  stringOpByte: [0.0869, 'each byte that is copied or compared', '[F] 3 loops'],
  ifaceAssert: [0.202, 'a type assertion', '[F] 2 loops'],
  closureCall: [0.553, 'a call through a closure or an interface, over insCall', '[F] 6 loops'],
  stackGrow: [300, 'a stack is copied to a larger one', '[C]'],
  globalQueue: [5.09, 'an operation on the global queue', '[F] 3 loops'],
  backEdge: [
    0.3,
    'a scheduling round at least (never less than 1/1024 ns)',
    '[C]',
  ],
  panicBase: [220, 'raising a panic', '[F] 1 loop'],
  deferCall: [0.01, 'a deferred call', '[F] 1 loop'],
  nativeCall: [0.01, 'a call from lib/ into the kernel', '[F] 3 loops'],
  fmtOp: [30, 'formatting one operand', '[C]'],
  contextSwitch: [
    1000,
    "another thread on a core (with the operating system's layer): direct cost of the switch",
    '[A] two threads that yield to each other on one CPU, without the calls: 990',
  ],
  coreMigration: [
    2500,
    'a thread on another core than before: the caches that it fills again',
    '[A] a walk over 256 KiB takes 2600 longer',
  ],
  insMove: [0.0379, 'moves and constants', '[F] 47 loops'],
  insAlu: [0.103, 'integer arithmetic and comparison', '[F] 66 loops'],
  insMul: [0.251, 'integer multiplication', '[F] 16 loops'],
  insDiv: [1.57, 'integer division', '[F] 9 loops'],
  insFloat: [0.289, 'float arithmetic', '[F] 8 loops'],
  insFloatDiv: [3.97, 'float division, square root', '[F] 3 loops'],
  insJump: [0.0753, 'jumps', '[F] 66 loops'],
  insLoad: [0.192, 'loads', '[F] 33 loops'],
  insStore: [0.01, 'stores', '[F] 15 loops'],
  insCheck: [0.01, 'checks of bounds and nil', '[F] 7 loops'],
  insSlice: [0.192, 'slicing, and loads and stores of elements', '[F] 26 loops'],
  insString: [0.632, 'strings: comparison, conversion, without the bytes', '[F] 6 loops'],
  insAppend: [1.85, 'append and copy, without growth and bytes', '[F] 6 loops'],
  insCall: [0.751, 'a call', '[F] 23 loops'],
  insReturn: [0.01, 'a return', '[F] 23 loops'],
  insIface: [0.346, 'making and opening interfaces', '[F] 3 loops'],
  insZero: [0.147, 'zeroing and copying values of several words', '[F] 5 loops'],
};

/** The fields' names. */
export const COST_FIELDS = Object.keys(FIELDS) as (CostField | InstrClass)[];

function fromTable(): CostModel {
  return Object.fromEntries(COST_FIELDS.map((name) => [name, FIELDS[name][0]])) as CostModel;
}

/**
 * Nothing costs anything but what the program declares, and one unit a back-edge and scheduling
 * round.
 */
function zero(): CostModel {
  const model = Object.fromEntries(COST_FIELDS.map((name) => [name, 0])) as CostModel;
  model.backEdge = 1 / 1024;
  return model;
}

const PRESETS: Record<CostPreset, { describe: string; make: () => CostModel }> = {
  'linux-amd64': { describe: 'measured on linux/amd64, go1.19 to 1.26', make: fromTable },
  zero: { describe: "only the program's own durations count", make: zero },
};

const isPreset = (name: string): name is CostPreset => Object.hasOwn(PRESETS, name);

export function describePreset(name: string): string {
  return isPreset(name) ? PRESETS[name].describe : '';
}

/** A fresh copy of a preset; undefined if there is none of that name. */
export function costPreset(name: string): CostModel | undefined {
  return isPreset(name) ? PRESETS[name].make() : undefined;
}
