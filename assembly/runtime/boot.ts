/**
 * The state with which a program begins: Ps, the main thread, sysmon, the main goroutine, and what
 * the runtime's own start-up leaves behind (goroutines of the runtime still in the queue, ticks,
 * ids).
 */
import { Behaviour, Conf, Cost, ProcStat } from '../abi/abi';
import { Ev, Queue } from '../abi/event';
import { Cause, GFlag, GStatus, MStatus } from '../abi/status';
import { evReserve } from '../machine/event';
import { memAlloc } from '../machine/mem';
import { outsideInit } from '../machine/outside';
import { coresInit } from './cores';
import { record, traceMask } from './trace';
import { malg, newproc1, startG } from './newproc';
import { causesInit } from './proc';
import { runqputtail } from './runq';
import { COST_TABLE, M, P, S, Sched, cost } from './runtime2';
import { allocPs, procresize } from './stw';
import { sysmonStart } from './sysmon';
import { allocm } from './threads';
import { Step, yieldAt } from './turn';

/** The config into the state block. `conf`: i64 words. */
export function readConfig(conf: usize): void {
  S.numcpu = word(conf, Conf.NCPU) as u32;
  S.seed = word(conf, Conf.SEED) as u64;
  traceMask(word(conf, Conf.RECORD_MASK) as u32);
  S.hashOn = word(conf, Conf.HASH) as u32;
  S.maxG = word(conf, Conf.MAX_G) as u32;
  S.maxM = word(conf, Conf.MAX_M) as u32;
  S.maxmcount = 10000;
  S.maxP = word(conf, Conf.MAX_P) as u32;
  S.maxStepsPerInstant = word(conf, Conf.MAX_STEPS_PER_INSTANT) as u32;
  S.requestMask = word(conf, Conf.REQUEST_MASK) as u32;
  S.startupResidue = word(conf, Conf.STARTUP_RESIDUE) as u32;
  S.wallStart = word(conf, Conf.WALL_START);
  S.schedtrace = word(conf, Conf.SCHEDTRACE) as u32;
  S.maxStack = word(conf, Conf.MAX_STACK) as u32;
  for (let i = 0; i < <i32>Cost.COUNT; i++) {
    store<i64>(COST_TABLE + ((i as usize) << 3), word(conf, Conf.COSTS + i));
  }
  readBehaviours(conf);
  S.cores = word(conf, Conf.CORES) as u32;
  S.lookahead = S.cores != 0 ? 0 : word(conf, Conf.COSTS + Cost.signalLatency);
}

function word(conf: usize, i: i32): i64 {
  return load<i64>(conf + ((i as usize) << 3));
}

function behaviour(conf: usize, b: i32): u32 {
  return word(conf, Conf.BEHAVIOURS + b) as u32;
}

const BEHAVIOURS: usize = offsetof<Sched>('runnext');

function readBehaviours(conf: usize): void {
  const last = BEHAVIOURS + (((Behaviour.COUNT as usize) - 1) << 2);
  if (last != offsetof<Sched>('syncWaitReasons')) ERROR('behaviours: not those of the contract');
  for (let b = 0; b < <i32>Behaviour.COUNT; b++) {
    store<u32>(changetype<usize>(S) + BEHAVIOURS + ((b as usize) << 2), behaviour(conf, b));
  }
  if (S.fairnessTick != 0) S.fairnessUnit = u64.MAX_VALUE / (S.fairnessTick as u64) + 1;
}

/** A scheduling round costs at least one unit, or as much as a back-edge: time goes on. */
function roundCost(): i64 {
  const edge = cost(Cost.backEdge);
  const least: i64 = edge > 0 ? edge : 1;
  const round = cost(Cost.schedule);
  return round > least ? round : least;
}

/** Ps, M0 with P0, sysmon, the main goroutine. False: memory limit. */
export function schedinit(conf: usize): bool {
  causesInit();
  S.roundCost = roundCost();
  S.allp = memAlloc(S.maxP * 4);
  S.allm = memAlloc(S.maxM * 4);
  S.maskWords = (S.maxP + 31) / 32;
  S.idlepMask = memAlloc(S.maskWords * 4);
  S.timerpMask = memAlloc(S.maskWords * 4);
  if (S.allp == 0 || S.allm == 0 || S.timerpMask == 0 || !evReserve(4)) return false;
  const n = word(conf, Conf.GOMAXPROCS) as u32;
  const m0 = allocm();
  const m1 = allocm();
  if (m0 === null || m1 === null || !allocPs(n)) return false;
  S.lastpoll = 1;
  outsideInit();
  m0.status = MStatus.SCHEDULING;
  procresize(m0, n);
  const p0 = m0.p!;
  p0.statState = ProcStat.RUNNING_NS;
  if (!start(conf, m0, p0)) return false;
  m1.status = MStatus.SCHEDULING;
  sysmonStart(m1);
  yieldAt(m0, Step.SCHEDULE);
  m0.t = 0;
  S.mainStarted = 1;
  return S.cores == 0 || coresInit(
    word(conf, Conf.LOAD) as u32, word(conf, Conf.CORE_SLICE_NS), word(conf, Conf.QUOTA_NS),
    word(conf, Conf.QUOTA_PERIOD_NS), word(conf, Conf.QUOTA_SLICE_NS)
  );
}

function start(conf: usize, m0: M, p0: P): bool {
  p0.schedtick = word(conf, Conf.STARTUP_SCHEDTICK) as u32;
  p0.goidcache = 1;
  p0.goidcacheend = 17;
  S.goidgen = 16;
  m0.t = 0;
  const main = newproc1(m0, 0, 0, 0, 0);
  if (main === null) return false;
  startG(m0, main, 0, 0, 0);
  for (let i: u32 = 0; i < S.startupResidue; i++) {
    const gp = malg();
    if (gp === null) return false;
    gp.goid = p0.goidcache;
    p0.goidcache++;
    gp.atomicstatus = GStatus.RUNNABLE as u8;
    gp.flags = GFlag.SYSTEM as u8;
    gp.cause = Cause.LOCAL_QUEUE as u8;
    record(Ev.GoCreate, Queue.LOCAL, 0, m0.id, p0.id, gp.goid, 0, 0, 0);
    runqputtail(m0, p0, gp);
  }
  p0.goidcache = word(conf, Conf.STARTUP_FIRST_GOID) as u32;
  if (p0.goidcache >= 17) p0.goidcache = p0.goidcacheend;
  m0.t = 0;
  return true;
}
