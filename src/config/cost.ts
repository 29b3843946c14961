/**
 * The cost model: what everything costs in virtual time, in ns (fractions down to 1/1024 ns
 * count). A plain object; each field is documented by its row in FIELDS, together with its value
 * on linux/amd64 and where that comes from. No cost is hidden in the kernel.
 *
 * Sources. [A] go1.19 to 1.26 on a shared 2-core x86-64 virtual machine (Xeon, Linux 6): the
 * least of several runs of micro-benchmarks of the whole operation; where an operation is made of
 * several fields they add up to the measured sum. [B] from the same runs by subtraction, so less
 * certain. [C] not measured: a guess of the right order of magnitude. CPU-only values are good to
 * about 30 %, those that go through the operating system's scheduler to a factor of 2 to 5.
 */
import type { Cost } from '../../assembly/abi/abi.ts';

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
  goCreate: [60, '`go`: a goroutine whose G is reused', '[A] 55'],
  goCreateNew: [
    1000,
    '`go`: a goroutine with a new G and stack, in place of goCreate',
    '[A] 925-980',
  ],
  goExit: [20, 'end of a goroutine', '[B] create, run, exit 120 in all'],
  schedule: [40, 'one scheduling round that ends in running a goroutine', '[B] of Gosched 55'],
  gopark: [15, 'parking the running goroutine', '[B] switch through a channel 120'],
  goready: [20, 'making a parked goroutine runnable', '[B] as gopark'],
  gosched: [10, 'runtime.Gosched, without the round behind it', '[B] Gosched 55'],
  chanSend: [17, 'a channel send, without parking', '[A] buffered send and receive 35'],
  chanRecv: [17, 'a channel receive, without parking', '[A] as chanSend'],
  chanClose: [25, 'close of a channel, without the waiters', '[C]'],
  chanDirect: [11, 'copying to or from a goroutine that waits', '[B] switch through a channel 120'],
  chanLen: [1, 'len or cap of a channel', '[C]'],
  makeChan: [50, 'make of a channel, its buffer excepted', '[C]'],
  selectBase: [20, 'a select', '[A] 2 cases, 1 ready 40; 2 cases and default 38'],
  selectCase: [10, 'each case of a select', '[A] as selectBase'],
  selectPark: [10, 'each case on which a select waits and which it leaves again', '[C]'],
  mutexLock: [4.25, 'sync.Mutex.Lock that does not wait', '[A] Lock and Unlock 12 with calls'],
  mutexUnlock: [4.25, 'sync.Mutex.Unlock that wakes nobody', '[A] as mutexLock'],
  rwmutexRLock: [4.25, 'RWMutex.RLock that does not wait', '[A] RLock and RUnlock 12'],
  rwmutexRUnlock: [4.25, 'RWMutex.RUnlock', '[A] as rwmutexRLock'],
  rwmutexLock: [5, 'RWMutex.Lock that does not wait, without its Mutex', '[A] Lock and Unlock 21'],
  rwmutexUnlock: [4, 'RWMutex.Unlock, without its Mutex', '[A] as rwmutexLock'],
  waitGroupAdd: [4.25, 'WaitGroup.Add', '[A] Add and Done 12'],
  waitGroupDone: [4.25, 'WaitGroup.Done', '[A] as waitGroupAdd'],
  waitGroupWait: [6, 'WaitGroup.Wait that does not wait', '[C]'],
  onceDo: [1, 'Once.Do that was done before', '[C]'],
  condOp: [15, 'Cond.Signal, Cond.Broadcast', '[C]'],
  atomicOp: [4, 'one atomic operation, on top of nativeCall', '[B] half a Lock'],
  semacquire: [
    40,
    'semaphore: the slow path of waiting, without parking',
    '[B] Mutex park and wake 160',
  ],
  semrelease: [40, 'semaphore: the slow path of waking, without readying', '[B] as semacquire'],
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
  timerAdd: [60, 'starting a timer', '[A] AfterFunc and Stop 94-164'],
  timerStop: [40, 'stopping a timer', '[A] as timerAdd'],
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
  nanotime: [40, 'a read of the clock', '[A] 36'],
  print: [400, 'the write of print and println', '[C]'],
  printByte: [0.25, 'each byte of it', '[C]'],
  write: [400, 'a write to stdout or stderr', '[C]'],
  writeByte: [0.25, 'each byte of it', '[C]'],
  alloc: [20, 'an allocation', '[C]'],
  allocByte: [0.1, 'each byte of it', '[C]'],
  mapGet: [15, 'reading a map', '[C]'],
  mapSet: [30, 'writing a map, deleting from it', '[C]'],
  mapNext: [10, 'one step of ranging over a map', '[C]'],
  stringOpByte: [0.1, 'each byte that is copied or compared', '[C]'],
  ifaceAssert: [0.75, 'a type assertion', '[C]'],
  closureCall: [1, 'a call through a closure or an interface, over insCall', '[C]'],
  stackGrow: [300, 'a stack is copied to a larger one', '[C]'],
  globalQueue: [5, 'an operation on the global queue', '[B] of Gosched 55'],
  backEdge: [
    0.3,
    'a scheduling round at least (never less than 1/1024 ns)',
    '[C]',
  ],
  panicBase: [200, 'raising a panic', '[C]'],
  deferCall: [2, 'a deferred call', '[C]'],
  nativeCall: [1, 'a call from lib/ into the kernel', '[C]'],
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
  insMove: [0.1, 'moves and constants', '[C] mostly free in registers'],
  insAlu: [0.25, 'integer arithmetic and comparison', '[C] one cycle at 4 GHz'],
  insMul: [0.75, 'integer multiplication', '[C] three cycles'],
  insDiv: [5, 'integer division', '[C] 18-26 cycles'],
  insFloat: [1, 'float arithmetic', '[C] four cycles'],
  insFloatDiv: [3.5, 'float division, square root', '[C]'],
  insJump: [0.25, 'jumps', '[C] predicted'],
  insLoad: [0.5, 'loads', '[C] first-level cache, half hidden'],
  insStore: [0.3, 'stores', '[C]'],
  insCheck: [0.25, 'checks of bounds and nil', '[C]'],
  insSlice: [0.75, 'slicing, and loads and stores of elements', '[C] with the check'],
  insString: [2, 'strings: comparison, conversion, without the bytes', '[C]'],
  insAppend: [2, 'append and copy, without growth and bytes', '[C]'],
  insCall: [1, 'a call', '[C]'],
  insReturn: [0.75, 'a return', '[C]'],
  insIface: [0.75, 'making and opening interfaces', '[C]'],
  insZero: [0.5, 'zeroing and copying values of several words', '[C]'],
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

const PRESETS: Record<string, { describe: string; make: () => CostModel }> = {
  'linux-amd64': { describe: 'measured on linux/amd64, go1.19 to 1.26', make: fromTable },
  zero: { describe: "only the program's own durations count", make: zero },
};

export const COST_PRESETS = Object.keys(PRESETS);

export function describePreset(name: string): string {
  return PRESETS[name]?.describe ?? '';
}

/** A fresh copy of a preset; undefined if there is none of that name. */
export function costPreset(name: string): CostModel | undefined {
  return Object.hasOwn(PRESETS, name) ? PRESETS[name]!.make() : undefined;
}
