/**
 * What the kernel offers its host: every export, and nothing else. Blocks are described in
 * abi/abi.ts.
 */
import { Bad, Conf, Limit, Out, ProcStat, Stop } from './abi/abi';
import { imageLoad, siteCount } from './guest/image';
import { heapBytes, heapInit } from './guest/heap';
import { stackBytes } from './guest/stack';
import { loop } from './loop';
import { NEVER, evFirst } from './machine/event';
import { memAlloc, memInit, memSetLimit, memTop } from './machine/mem';
import { randInit } from './machine/rand';
import {
  histAddress, ledgerAddress, ledgerLength, outAddress, publishCounters, setOut, statsInit
} from './machine/stats';
import { choosePolicy } from './policy/index';
import { readConfig, schedinit } from './runtime/boot';
import { coresPublish, coresStats } from './runtime/cores';
import { netpollInit } from './runtime/netpoll';
import { outputAddress, outputDrained, outputInit, outputPublish } from './runtime/output';
import { answer, requestsAddress, requestsLength } from './runtime/request';
import { runqlen } from './runtime/runq';
import { P, S, gAt, pAt } from './runtime/runtime2';
import { siteInit } from './runtime/site';
import { procUse, mcount } from './runtime/threads';
import { traceback } from './runtime/traceback';
import { ringAddress, traceDrained, traceInit, traceMask, tracePublish } from './runtime/trace';

/** Bytes behind the module's own data left to the language (assertion texts and the like). */
const LANGUAGE_BYTES: u32 = 65536;
/** Virtual ns are whole up to here. */
const FOREVER: f64 = 9007199254740992.0;

/** Hash of the contract that the module was built with. */
export function abi(): i32 {
  return ABI;
}

/** `bytes` of memory for the host's blocks, before boot; 0: no memory. */
export function reserve(bytes: i32): i32 {
  if (memTop() == 0) memInit((__heap_base as u32) + LANGUAGE_BYTES, 65535);
  return memAlloc(bytes) as i32;
}

/** Takes a config block and a program image; a Stop: PAUSED means ready. */
export function boot(conf: i32, image: i32, imageBytes: i32): i32 {
  const at = conf as usize;
  const bad = badConfig(at);
  if (bad != Bad.NONE) return refuse(Stop.BAD_CONFIG, bad);
  memSetLimit(confWord(at, Conf.MAX_MEMORY_PAGES) as u32);
  readConfig(at);
  choosePolicy(confWord(at, Conf.POLICY) as i32);
  heapInit();
  const status = imageLoad(image as usize, imageBytes, at + Conf.OP_COSTS * 8, ABI);
  if (status == Bad.MEMORY) return noMemory();
  if (status != Bad.NONE) return refuse(Stop.BAD_PROGRAM, status);
  const instructions = load<u32>(image as usize, 16);
  if (
    !statsInit(instructions + 2) || !randInit(S.seed, siteCount()) || !siteInit(instructions) ||
    !netpollInit(siteCount()) || !traceInit(confWord(at, Conf.RING_RECORDS) as u32) ||
    !outputInit(confWord(at, Conf.OUTPUT_BYTES) as u32) || !schedinit(at)
  ) return noMemory();
  publish(Stop.PAUSED);
  return Stop.PAUSED;
}

function confWord(conf: usize, i: i32): i64 {
  return load<i64>(conf + ((i as usize) << 3));
}

function powerOfTwo(v: i64): bool {
  return v > 0 && (v & (v - 1)) == 0;
}

function badConfig(conf: usize): i32 {
  const n = confWord(conf, Conf.GOMAXPROCS);
  if (n < 1 || n > confWord(conf, Conf.MAX_P)) return Bad.GOMAXPROCS;
  const ring = confWord(conf, Conf.RING_RECORDS);
  const output = confWord(conf, Conf.OUTPUT_BYTES);
  if (!powerOfTwo(ring) || ring < 4096 || !powerOfTwo(output) || output < 16384) return Bad.RING;
  if (confWord(conf, Conf.MAX_M) > 16000) return Bad.MEMORY;
  return Bad.NONE;
}

function refuse(reason: i32, detail: i32): i32 {
  S.stop = reason;
  setOut(Out.REASON, reason as f64);
  setOut(Out.DETAIL, detail as f64);
  return reason;
}

function noMemory(): i32 {
  S.stop = Stop.LIMIT;
  setOut(Out.REASON, Stop.LIMIT as f64);
  setOut(Out.LIMIT, Limit.MEMORY as f64);
  return Stop.LIMIT;
}

/** Goes on up to virtual time `until` (ns) or for `steps` events (negative: any number); a Stop. */
export function run(until: f64, steps: f64): i32 {
  const limit: i64 = until >= FOREVER ? NEVER - 1 : (until as i64);
  const reason = loop(limit, steps < 0 ? u64.MAX_VALUE : (steps as u64));
  const reached = reason == Stop.PAUSED && evFirst() > limit;
  if (reached && limit > S.now && limit < NEVER - 1) S.now = limit;
  publish(reason);
  return reason;
}

/** Everything that the host reads, into the out block. */
function publish(reason: i32): void {
  const end = S.endM;
  const now = end !== null && end.t >> 10 > S.now ? end.t >> 10 : S.now;
  setOut(Out.TIME, now as f64);
  setOut(Out.REASON, reason as f64);
  setOut(Out.EXIT_CODE, S.exitCode as f64);
  setOut(Out.LIMIT, S.limitKind as f64);
  setOut(Out.STEPS, S.steps as f64);
  setOut(Out.G_ALIVE, S.ngUser as f64);
  setOut(Out.G_PEAK, S.ngPeak as f64);
  setOut(Out.G_CREATED, S.ngCreated as f64);
  setOut(Out.M_COUNT, mcount() as f64);
  setOut(Out.GOMAXPROCS, S.gomaxprocs as f64);
  setOut(Out.MEM_BYTES, memTop() as f64);
  setOut(Out.HEAP_BYTES, heapBytes() as f64);
  setOut(Out.STACK_BYTES, stackBytes() as f64);
  setOut(Out.REQUESTS, requestsLength() as f64);
  const next = evFirst();
  setOut(Out.NEXT, next == NEVER ? -1 : (next as f64));
  coresPublish(now);
  publishCounters();
  tracePublish();
  outputPublish();
}

/** Addresses of the blocks. */
export function out(): i32 {
  return outAddress() as i32;
}

export function ring(): i32 {
  return ringAddress() as i32;
}

export function outbuf(): i32 {
  return outputAddress() as i32;
}

export function hist(): i32 {
  return histAddress() as i32;
}

export function ledger(): i32 {
  return ledgerAddress() as i32;
}

/** Entries in the ledger. */
export function ledgerCap(): i32 {
  return ledgerLength();
}

export function requests(): i32 {
  return requestsAddress() as i32;
}

/** ProcStat.WORDS f64 for each P that there ever was, in a block of its own; its address. */
export function procs(): i32 {
  const now = getTime();
  const base = memory.data(8192 * 12 * 8, 8);
  for (let id: u32 = 0; id < S.npAll && id < 8192; id++) procInto(base, pAt(id), now);
  return base as i32;
}

/** CoreStat.WORDS f64 for each core of the operating system's layer; 0 if it is off. */
export function cores(): i32 {
  return coresStats(getTime()) as i32;
}

function getTime(): i64 {
  const end = S.endM;
  return end !== null && end.t >> 10 > S.now ? end.t >> 10 : S.now;
}

function procInto(base: usize, pp: P, now: i64): void {
  if (now > pp.statSince) procUse(pp, pp.statState, now);
  const at = base + (pp.id as usize) * (ProcStat.WORDS * 8);
  store<f64>(at + ProcStat.RUNNING_NS * 8, pp.runningNs as f64);
  store<f64>(at + ProcStat.IDLE_NS * 8, pp.idleNs as f64);
  store<f64>(at + ProcStat.SYSCALL_NS * 8, pp.syscallNs as f64);
  store<f64>(at + ProcStat.SPINNING_NS * 8, pp.spinningNs as f64);
  store<f64>(at + ProcStat.SWITCHES * 8, pp.switches as f64);
  store<f64>(at + ProcStat.STEALS * 8, pp.steals as f64);
  store<f64>(at + ProcStat.SCHEDTICK * 8, pp.schedtick as f64);
  store<f64>(at + ProcStat.RUNQ * 8, runqlen(pp) as f64);
  store<f64>(at + ProcStat.STATUS * 8, pp.status as f64);
}

/** The host has taken records and output up to these totals. */
export function drained(records: f64, bytes: f64): void {
  traceDrained(records as u64);
  outputDrained(bytes as u64);
  tracePublish();
  outputPublish();
}

/** The answer to request `id`: done at virtual time `at`; an Inject. */
export function inject(kind: i32, id: i32, at: f64): i32 {
  const code = answer(id, at as i64);
  setOut(Out.REQUESTS, requestsLength() as f64);
  return code;
}

/** After memory was restored from a snapshot: nothing lives outside of it. */
export function adopt(): void {}

export function setMask(mask: i32): void {
  traceMask(mask);
}

/**
 * The numbers of a schedtrace line as f64: gomaxprocs, idleprocs, threads, spinningthreads,
 * needspinning, idlethreads, runqueue, then each P's ring length, then each P's schedtick.
 */
export function schedLine(): i32 {
  const base = memory.data((8192 * 2 + 8) * 8, 8);
  const n = S.gomaxprocs;
  store<f64>(base, n as f64);
  store<f64>(base, S.npidle as f64, 8);
  store<f64>(base, mcount() as f64, 16);
  store<f64>(base, S.nmspinning as f64, 24);
  store<f64>(base, S.needspinning as f64, 32);
  store<f64>(base, S.nmidle as f64, 40);
  store<f64>(base, S.runqsize as f64, 48);
  for (let id: u32 = 0; id < n && id < 8192; id++) {
    store<f64>(base + ((id as usize) << 3), runqlen(pAt(id)) as f64, 56);
    store<f64>(base + (((n + id) as usize) << 3), pAt(id).schedtick as f64, 56);
  }
  return base as i32;
}

/** How many goroutine structs there are: indices for `trace`. */
export function gcount(): i32 {
  return S.ngAll;
}

/** The goroutine struct that ended the program, -1 if none did. */
export function ender(): i32 {
  const mp = S.endM;
  if (mp === null) return -1;
  const gp = mp.curg;
  for (let i: u32 = 0; i < S.ngAll; i++) if (gAt(i) === gp) return i;
  return -1;
}

/** 1: Go shows the trace of that goroutine alone (panics, fatal errors of the program's own). */
export function endsAlone(): u32 {
  return S.endAlone;
}

/** Status and stack of goroutine struct i, as u32: see runtime/traceback.ts. */
export function trace(i: i32): i32 {
  return traceback(i) as i32;
}
