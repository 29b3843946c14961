/**
 * What can be set for a simulation, with defaults and checks. `Settings` is what a person gives:
 * everything is optional. `resolve` makes a `Config` of it, in which every value in force stands;
 * a setting that makes no sense is a ConfigError that says which, what was found and what is
 * allowed.
 */
import { Policies } from '../../assembly/abi/abi.ts';
import { Mask } from '../../assembly/abi/event.ts';
import { type CostModel, costPreset } from './cost.ts';
import { costFields } from './costcheck.ts';
import { formatDuration, formatSize } from './duration.ts';
import {
  type BehaviourName,
  type Behaviours,
  NEWEST,
  release,
  RELEASES,
  type Startup,
} from './goversion.ts';
import { COST_PRESETS } from './preset.ts';

export interface Quota {
  quotaNs: number;
  periodNs: number;
}

export interface Settings {
  /** Ps. Default: as the release does (the CPUs; 1 up to 1.4; from the quota since 1.25). */
  gomaxprocs?: number;
  /** CPUs that the program sees. Default `cores`, or 8, whatever the machine at hand has. */
  cpus?: number;
  /**
   * Cores for all threads: turns the operating system's layer on (docs/cores.md). Default: with a
   * quota or neighbours the CPUs, else off, and every runnable thread has a core.
   */
  cores?: number;
  /** CPU quota of the container: threads are throttled, and since 1.25 GOMAXPROCS follows it. */
  quota?: Quota;
  /** Busy threads of neighbours, which compete for the cores. */
  load?: number;
  /** How long a thread keeps its core while others wait, in ns. */
  coreSlice?: number;
  /** How much of the quota a core takes at a time, in ns. */
  quotaSlice?: number;
  /** Whose decisions: Go's, or one of the experiments of assembly/policy/. */
  policy?: PolicyName;
  /** The Go release whose runtime is simulated: `1.26`. */
  go?: string;
  /** The seed of everything that Go leaves to chance: up to 64 bits. */
  seed?: number | bigint | string;
  /** A preset of the cost model, or a cost model, or changes to `linux-amd64`. */
  cost?: string | Partial<CostModel>;
  /** Which records are kept: nothing (default), the scheduling kinds, all. */
  mask?: MaskName;
  /** Keep a running hash of the scheduling records. Default true. */
  hash?: boolean;
  /** Limits; past one the run stops with reason `limit`. */
  memory?: number;
  goroutines?: number;
  threads?: number;
  procs?: number;
  stack?: number;
  stepsPerInstant?: number;
  /** Records that the ring holds: a power of two. */
  ringRecords?: number;
  /** What the host answers itself, instead of the durations in the program. */
  requests?: { syscalls?: boolean; net?: boolean };
  /** sysmon does not sleep deeply, as under GODEBUG=schedtrace. */
  schedtrace?: boolean;
  /** The program's wall clock at virtual time 0, as ns since 1970. */
  wallStart?: bigint;
  /** Single behaviours that differ from the release's. */
  behaviours?: Partial<Behaviours>;
  startup?: Partial<Startup>;
}

export type PolicyName = keyof typeof Policies;

export const POLICIES = Object.keys(Policies).filter((name) => Number.isNaN(Number(name)));

export type MaskName = keyof typeof MASKS;

export const MASKS = {
  none: Mask.NOTHING,
  sched: Mask.SCHED,
  detail: Mask.DETAIL,
  all: Mask.ALL,
} as const;

/** Every setting in force. */
export interface Config {
  gomaxprocs: number;
  cpus: number;
  /** null: the operating system's layer is off. */
  cores: number | null;
  policy: PolicyName;
  quota: Quota | null;
  load: number;
  coreSlice: number;
  quotaSlice: number;
  go: string;
  seed: bigint;
  /** The preset's name, or `custom`. */
  cost: string;
  costs: CostModel;
  mask: MaskName;
  hash: boolean;
  memory: number;
  goroutines: number;
  threads: number;
  procs: number;
  stack: number;
  stepsPerInstant: number;
  ringRecords: number;
  requests: { syscalls: boolean; net: boolean };
  schedtrace: boolean;
  wallStart: bigint;
  behaviours: Behaviours;
  startup: Startup;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(
    readonly setting: string,
    message: string,
  ) {
    super(message);
  }
}

/** A numeric setting: its default, bounds, and what it is called in messages. */
interface Range {
  base: number;
  min: number;
  max: number;
  what: string;
  /** How its value is shown. */
  bytes?: boolean;
  ns?: boolean;
}

/** What Linux has: base_slice_ns on 8 CPUs; sched_cfs_bandwidth_slice_us. */
const CORE_SLICE_NS = 3_000_000;
const QUOTA_SLICE_NS = 5_000_000;

/** The most Ps that the kernel's records can name. */
export const MAX_PROCS = 8192;
export const MAX_CORES = 1024;

export const LIMITS = {
  cpus: { base: 8, min: 1, max: MAX_PROCS, what: 'cpus (the CPUs that the program sees)' },
  load: { base: 0, min: 0, max: 1024, what: 'load (busy threads of neighbours)' },
  coreSlice: { base: CORE_SLICE_NS, min: 100_000, max: 1e9, what: 'coreSlice', ns: true },
  quotaSlice: { base: QUOTA_SLICE_NS, min: 100_000, max: 1e9, what: 'quotaSlice', ns: true },
  memory: { base: 2 ** 30, min: 2 ** 23, max: 65535 * 65536, what: 'memory', bytes: true },
  goroutines: {
    base: 10_000_000,
    min: 1,
    max: 50_000_000,
    what: 'goroutines (how many may be alive)',
  },
  threads: { base: 10_000, min: 4, max: 16_000, what: 'threads' },
  stack: {
    base: 64 * 2 ** 20,
    min: 4096,
    max: 2 ** 30,
    what: 'stack (of one goroutine)',
    bytes: true,
  },
  stepsPerInstant: { base: 10_000_000, min: 1000, max: 2 ** 40, what: 'stepsPerInstant' },
  ringRecords: { base: 65_536, min: 4096, max: 2 ** 24, what: 'ringRecords (a power of two)' },
} satisfies Record<string, Range>;

/** 2009-11-10 23:00:00 UTC. */
export const WALL_START = 1_257_894_000_000_000_000n;

export function resolve(settings: Settings = {}): Config {
  const go = release(settings.go ?? NEWEST);
  if (!go) throw bad('go', settings.go, `the releases are 1.1 to ${RELEASES.at(-1)}`);
  const quota = checkQuota(settings.quota);
  const cores = settings.cores === undefined
    ? undefined : whole('cores', settings.cores, 1, MAX_CORES);
  const cpus = integer('cpus', settings.cpus ?? cores);
  const load = integer('load', settings.load);
  const procs =
    settings.procs === undefined ? MAX_PROCS : whole('procs', settings.procs, 1, MAX_PROCS);
  const byDefault = go.defaultsToOneP
    ? 1
    : go.behaviours.containerGOMAXPROCS
      ? fromQuota(cpus, quota)
      : cpus;
  const { cost, costs } = resolveCost(settings.cost, go.behaviours.syscallWired === 1);
  return {
    gomaxprocs: whole('gomaxprocs', settings.gomaxprocs ?? Math.min(byDefault, procs), 1, procs),
    cpus,
    procs,
    quota,
    load,
    cost,
    costs,
    go: go.name,
    cores: cores ?? (quota || load > 0 ? Math.min(cpus, MAX_CORES) : null),
    coreSlice: integer('coreSlice', settings.coreSlice),
    quotaSlice: integer('quotaSlice', settings.quotaSlice),
    policy: checkPolicy(settings.policy ?? 'go'),
    seed: checkSeed(settings.seed ?? 1),
    mask: checkMask(settings.mask ?? 'none'),
    hash: settings.hash ?? true,
    memory: integer('memory', settings.memory),
    goroutines: integer('goroutines', settings.goroutines),
    threads: integer('threads', settings.threads),
    stack: integer('stack', settings.stack),
    stepsPerInstant: integer('stepsPerInstant', settings.stepsPerInstant),
    ringRecords: powerOfTwo('ringRecords', integer('ringRecords', settings.ringRecords)),
    requests: {
      syscalls: settings.requests?.syscalls ?? false,
      net: settings.requests?.net ?? false,
    },
    schedtrace: settings.schedtrace ?? false,
    wallStart: checkWall(settings.wallStart ?? WALL_START),
    behaviours: withBehaviours(go.behaviours, settings.behaviours),
    startup: withStartup(go.startup, settings.startup),
  };
}

function checkPolicy(policy: string): PolicyName {
  if (POLICIES.includes(policy)) return policy as PolicyName;
  throw bad('policy', policy, `it is one of ${POLICIES.join(', ')}`);
}

function bad(setting: string, found: unknown, allowed: string): ConfigError {
  return new ConfigError(setting, `${setting} cannot be ${show(found)}: ${allowed}`);
}

function show(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'string'
    ? JSON.stringify(value)
    : (JSON.stringify(value) ?? String(value));
}

function integer(setting: keyof typeof LIMITS, value: number | undefined): number {
  const { base, min, max, ...unit }: Range = LIMITS[setting];
  if (value === undefined) return base;
  return whole(setting, value, min, max, unit);
}

function whole(
  setting: string, value: number, min: number, max: number, unit: Partial<Range> = {},
): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const [from, to] = [showIn(unit, min), showIn(unit, max)];
  const what = unit.ns ? 'a whole number of ns' : 'a whole number';
  throw bad(setting, value, `it is ${what} from ${from} to ${to}`);
}

/** A value of a setting in its unit. */
export function showIn(unit: Partial<Range>, n: number): string {
  return unit.bytes ? formatSize(n) : unit.ns ? formatDuration(n) : String(n);
}

function powerOfTwo(setting: string, value: number): number {
  if ((value & (value - 1)) !== 0) throw bad(setting, value, 'it is a power of two');
  return value;
}

/**
 * GOMAXPROCS under a CPU quota, as Go does since 1.25: rounded up, at least 2, at most the CPUs.
 */
function fromQuota(cpus: number, quota: Quota | null): number {
  return quota ? Math.min(cpus, Math.max(2, Math.ceil(quota.quotaNs / quota.periodNs))) : cpus;
}

function checkQuota(quota: Quota | undefined): Quota | null {
  if (!quota) return null;
  const { quotaNs, periodNs } = quota;
  if (!Number.isInteger(quotaNs) || quotaNs < 1_000_000) {
    throw bad('quota', quotaNs, 'the quota is at least 1ms (in ns)');
  }
  if (!Number.isInteger(periodNs) || periodNs < 1_000_000 || periodNs > 1_000_000_000) {
    throw bad('quota', periodNs, 'the period is from 1ms to 1s (in ns)');
  }
  return { quotaNs, periodNs };
}

function checkSeed(seed: number | bigint | string): bigint {
  try {
    if (typeof seed === 'number' && !Number.isSafeInteger(seed)) throw bad('seed', seed, SEED_RULE);
    const value = BigInt(seed);
    if (value >= 0n && value < 1n << 64n && String(seed).trim() !== '') return value;
  } catch {
    // reported below
  }
  throw bad('seed', seed, SEED_RULE);
}
const SEED_RULE = 'it is a whole number from 0 to 18446744073709551615';

function checkMask(mask: string): MaskName {
  if (!Object.hasOwn(MASKS, mask))
    throw bad('mask', mask, `it is one of ${Object.keys(MASKS).join(', ')}`);
  return mask as MaskName;
}

function checkWall(ns: bigint): bigint {
  if (typeof ns !== 'bigint' || ns < 0n || ns >= 1n << 62n)
    throw bad('wallStart', ns, 'it is ns since 1970');
  return ns;
}

/**
 * The costs in force. Up to Go 1.25 entering and leaving a system call took half as much again,
 * which a preset follows; a model given by hand is taken as it is.
 */
function resolveCost(
  cost: string | Partial<CostModel> = 'linux-amd64',
  wired = true,
): {
  cost: string;
  costs: CostModel;
} {
  if (typeof cost !== 'string') {
    return { cost: 'custom', costs: { ...costPreset('linux-amd64')!, ...costFields(cost) } };
  }
  const costs = costPreset(cost);
  if (!costs) throw bad('cost', cost, `the presets are ${COST_PRESETS.join(' and ')}`);
  if (!wired) {
    costs.syscallEnter *= 1.5;
    costs.syscallExit *= 1.5;
  }
  return { cost, costs };
}

function withBehaviours(base: Behaviours, changes: Partial<Behaviours> = {}): Behaviours {
  const out = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(base, name)) {
      throw bad('behaviours', name, `the behaviours are ${Object.keys(base).join(', ')}`);
    }
    out[name as BehaviourName] = whole(name, Number(value), 0, 1e9);
  }
  return out;
}

function withStartup(base: Startup, changes: Partial<Startup> = {}): Startup {
  const out = { ...base, ...changes };
  whole('startup.residue', out.residue, 0, 200);
  whole('startup.schedtick', out.schedtick, 0, 1e6);
  whole('startup.firstGoid', out.firstGoid, 2, 1e6);
  return out;
}
