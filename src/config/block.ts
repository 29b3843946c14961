/** The config as the kernel reads it: assembly/abi/abi.ts, Conf. */
import { Behaviour, Conf, Cost, Policies } from '../../assembly/abi/abi.ts';
import { type Config, MASKS } from './config.ts';
import type { CostField } from './cost.ts';
import type { BehaviourName } from './goversion.ts';
import { opCosts } from './opcost.ts';

/** The buffer for the program's output; the kernel makes it larger when it has to. */
const OUTPUT_BYTES = 1 << 18;
const PAGE = 65536;

/** Units of the kernel (1/1024 ns) of a cost in ns. */
const units = (ns: number): bigint => BigInt(Math.round(ns * 1024));

export function configBlock(config: Config): BigInt64Array {
  const block = new BigInt64Array(Conf.WORDS);
  const put = (word: number, value: number | bigint | boolean): void => {
    block[word] = BigInt.asIntN(64, BigInt(value));
  };
  put(Conf.GOMAXPROCS, config.gomaxprocs);
  put(Conf.NCPU, config.cpus);
  put(Conf.SEED, config.seed);
  put(Conf.RECORD_MASK, MASKS[config.mask]);
  put(Conf.RING_RECORDS, config.ringRecords);
  put(Conf.OUTPUT_BYTES, OUTPUT_BYTES);
  put(Conf.MAX_MEMORY_PAGES, Math.floor(config.memory / PAGE));
  put(Conf.MAX_G, config.goroutines);
  put(Conf.MAX_M, config.threads);
  put(Conf.MAX_P, config.procs);
  put(Conf.MAX_STEPS_PER_INSTANT, config.stepsPerInstant);
  put(Conf.HASH, config.hash);
  put(Conf.CORES, config.cores ?? 0);
  put(Conf.LOAD, config.load);
  put(Conf.CORE_SLICE_NS, config.coreSlice);
  put(Conf.QUOTA_SLICE_NS, config.quotaSlice);
  put(Conf.POLICY, Policies[config.policy]);
  put(Conf.QUOTA_NS, config.quota?.quotaNs ?? 0);
  put(Conf.QUOTA_PERIOD_NS, config.quota?.periodNs ?? 0);
  put(Conf.REQUEST_MASK, (config.requests.syscalls ? 1 : 0) | (config.requests.net ? 2 : 0));
  put(Conf.STARTUP_RESIDUE, config.startup.residue);
  put(Conf.STARTUP_SCHEDTICK, config.startup.schedtick);
  put(Conf.STARTUP_FIRST_GOID, config.startup.firstGoid);
  put(Conf.WALL_START, config.wallStart);
  put(Conf.SCHEDTRACE, config.schedtrace);
  put(Conf.MAX_STACK, config.stack);
  for (let i = 0; i < Behaviour.COUNT; i++) {
    put(Conf.BEHAVIOURS + i, config.behaviours[Behaviour[i] as BehaviourName]);
  }
  for (let i = 0; i < Cost.COUNT; i++)
    put(Conf.COSTS + i, units(config.costs[Cost[i] as CostField]));
  block[Conf.COSTS + Cost.backEdge] = block[Conf.COSTS + Cost.backEdge]! || 1n;
  opCosts(config.costs).forEach((cost, op) => put(Conf.OP_COSTS + op, cost));
  return block;
}

/** A config as JSON (seed and wall clock as strings), in the order of its fields. */
export function configJson(config: Config): Record<string, unknown> {
  const { costs, ...rest } = config;
  const shown = config.cost === 'custom' ? { costs } : {};
  return { ...rest, seed: String(config.seed), wallStart: String(config.wallStart), ...shown };
}
