/** Options as text turned into settings; a value that is not understood names the option. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { COST_PRESETS } from '../config/preset.ts';
import { parseDuration, parseSize } from '../config/duration.ts';
import {
  MASKS, type MaskName, POLICIES, type PolicyName, type Settings,
} from '../config/config.ts';
import { parseQuota } from '../config/text.ts';
import { CliError } from './exit.ts';

/** Options of commands that simulate. */
export interface RunFlags {
  json?: boolean;
  output?: string;
  quiet?: boolean;
  gomaxprocs?: number;
  cpus?: number;
  cores?: number;
  load?: number;
  policy?: PolicyName;
  quota?: ReturnType<typeof parseQuota>;
  go?: string;
  seed?: string;
  until?: number;
  steps?: number;
  cost?: string;
  records?: string;
  mask?: MaskName;
  schedtrace?: number;
  memory?: number;
  goroutines?: boolean;
  html?: string;
  maxGoroutines?: number;
  maxThreads?: number;
  debug?: boolean;
}

function whole(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

function count(text: string): number {
  const n = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(n) || n < 0)
    throw new InvalidArgumentError('It is a whole number from 0 on.');
  return n;
}

function duration(text: string): number {
  const ns = parseDuration(text);
  if (ns === undefined) throw new InvalidArgumentError('It is a duration as 1.5ms or 2s.');
  if (ns < 0) throw new InvalidArgumentError('It cannot be negative.');
  return ns;
}

/** As Go's GODEBUG=schedtrace=1000, in ms, or a duration. */
function period(text: string): number {
  const ns = /^\d+$/.test(text) ? Number(text) * 1e6 : duration(text);
  if (ns <= 0) throw new InvalidArgumentError('It must be more than 0.');
  return ns;
}

function size(text: string): number {
  const bytes = parseSize(text);
  if (bytes === undefined) throw new InvalidArgumentError('It is a size as 512MiB or 2GiB.');
  return bytes;
}

/** Of a server; 0 lets the system choose. */
export function port(text: string): number {
  const n = count(text);
  if (n > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.');
  return n;
}

function cpus(text: string): number {
  return text === 'host' ? availableParallelism() : whole(text);
}

function quota(text: string): ReturnType<typeof parseQuota> {
  try {
    return parseQuota(text);
  } catch {
    throw new InvalidArgumentError(
      'It is CPU time in each period, as 200ms/100ms, or CPUs as 2.5.',
    );
  }
}

/** Adds the options of a simulation to a command. */
export function addRunOptions(command: Command): Command {
  return command
    .optionsGroup('The machine and the runtime:')
    .option('--gomaxprocs <n>', 'number of Ps (default: as the release does)', whole)
    .option(
      '--cpus <n>',
      'CPUs that the program sees, or "host" for those of this machine (default: 8)',
      cpus,
    )
    .option(
      '--quota <quota>',
      'CPU quota of the container, as 200ms/100ms or 2.5: threads are throttled, and GOMAXPROCS '
        + 'follows it since 1.25',
      quota,
    )
    .option(
      '--cores <n>',
      'cores on which the system runs all threads (default: each has one; with a quota the CPUs)',
      whole,
    )
    .option('--load <n>', 'busy threads of neighbours that compete for the cores', count)
    .addOption(
      new Option('--policy <name>', 'scheduling policy: go, or an experiment').choices(POLICIES),
    )
    .option('--go <release>', 'Go release to simulate, 1.1 to 1.26 (default: 1.26)')
    .option('--seed <n>', 'seed of everything that Go leaves to chance (default: 1)')
    .option(
      '--cost <model>',
      `cost model: ${COST_PRESETS.join(', ')}, or a JSON file (default: linux-amd64)`,
    )
    .optionsGroup('How far:')
    .option('--until <duration>', 'stop at this virtual time', duration)
    .option('--steps <n>', 'stop after so many steps', count)
    .option('--memory <size>', 'memory that the simulation may take (default: 1GiB)', size)
    .option('--max-goroutines <n>', 'goroutines that may be alive (default: 10000000)', whole)
    .option('--max-threads <n>', 'threads that the program may make (default: 10000)', whole)
    .optionsGroup('What to tell:')
    .option('--json', 'print one JSON document and nothing else')
    .option('-o, --output <file>', 'write the JSON document to a file')
    .option('-q, --quiet', "only the program's own output")
    .option('--goroutines', "each goroutine's life in the JSON document")
    .option('--html <file>', 'write a report with the timeline, one file that opens in a browser')
    .option('--records <file>', 'write the records of the run to a file')
    .addOption(new Option('--mask <records>', 'which records are kept').choices(Object.keys(MASKS)))
    .option(
      '--schedtrace <period>',
      "Go's own scheduler line each period (ms, or a duration)",
      period,
    )
    .addOption(new Option('--debug', 'use the kernel that checks its invariants').hideHelp());
}

/** The settings that flags give; absent ones are left out. */
export function settingsFrom(flags: RunFlags): Settings {
  const recording = flags.records !== undefined || flags.goroutines
    || flags.html !== undefined;
  const all: Settings = {
    gomaxprocs: flags.gomaxprocs,
    cpus: flags.cpus,
    policy: flags.policy,
    quota: flags.quota,
    cores: flags.cores,
    load: flags.load,
    go: flags.go,
    seed: flags.seed,
    cost: flags.cost === undefined ? undefined : costFrom(flags.cost),
    mask: flags.mask ?? (recording ? 'sched' : undefined),
    memory: flags.memory,
    goroutines: flags.maxGoroutines,
    threads: flags.maxThreads,
    schedtrace: flags.schedtrace !== undefined || undefined,
  } as Settings;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A preset's name, or the fields of a JSON file. */
function costFrom(text: string): Settings['cost'] {
  if (!text.endsWith('.json')) return text;
  try {
    return JSON.parse(readFileSync(text, 'utf8')) as Settings['cost'];
  } catch (error) {
    throw new CliError(
      `--cost ${text}: ${
        (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'not a JSON file'
      }`,
    );
  }
}
