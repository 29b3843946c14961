/**
 * Other simulators on the three workloads that they can express: hold, ping-pong, and many
 * processes on eight servers (our `yield`). Their programs are in this folder, one folder each;
 * README.md says what is installed how. Whatever is missing takes no part.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { childCpu } from '../child.ts';
import type { Contestant, Entry, Sample } from '../contestant.ts';
import { ROOT, SCRATCH } from '../kernel.ts';
import { spread } from '../table.ts';
import { MissingTool, need } from '../twin/twin.ts';
import type { Sizes } from '../workload.ts';

const HERE = join(ROOT, 'bench/peers');
const ONLY = ['hold', 'pingpong', 'yield'];

/** They are slower: a tenth of the work is long enough to be timed, and is compared by unit. */
const SMALLER: Readonly<Record<string, Sizes>> = {
  hold: { rounds: 100 },
  pingpong: { rounds: 50 },
  yield: { rounds: 100 },
};

/** A peer that is a program: `command hold|pingpong|yield N ROUNDS`. */
function peer(name: string, about: string, command: readonly string[]): Contestant {
  return {
    name,
    about,
    only: ONLY,
    sizes: SMALLER,
    prepare: (w, sizes) => {
      const { n, pairs, rounds } = { ...DEFAULTS[w.name], ...sizes };
      const [program, ...args] = [...command, w.name];
      const cpu = (...size: number[]): number =>
        childCpu(program!, [...args, ...size.map(String)]).cpu;
      // Starting an interpreter is not what is compared.
      const start = spread([1, 1, 1].map((one) => cpu(one, one))).median;
      const run = (): Sample => ({ cpu: Math.max(0, cpu(n ?? pairs!, rounds!) - start) });
      return Promise.resolve(() => Promise.resolve(run()));
    },
  };
}

/** How many there are unless somebody says otherwise: as in the Go programs. */
const DEFAULTS: Readonly<Record<string, Sizes>> = {
  hold: { n: 1000 },
  pingpong: { pairs: 1000 },
  yield: { n: 1000 },
};

/** Python with SimPy: the one of build/bench/venv if there is one. */
function simpy(): Promise<Contestant> {
  const own = join(SCRATCH, 'venv/bin/python');
  const python = existsSync(own) ? own : 'python3';
  const ask = 'import simpy, platform; print(simpy.__version__, platform.python_version())';
  const [version, language] = attempt('simpy', () => need(python, 'python3', ['-c', ask]))
    .trim()
    .split(' ');
  const about = `SimPy ${version}, CPython ${language}`;
  return Promise.resolve(peer('simpy', about, [python, join(HERE, 'simpy/main.py')]));
}

function simgrid(): Promise<Contestant> {
  mkdirSync(join(SCRATCH, 'simgrid'), { recursive: true });
  const exe = join(SCRATCH, 'simgrid/peer');
  const args = ['-O2', '-o', exe, join(HERE, 'simgrid/main.cpp'), '-lsimgrid'];
  attempt('simgrid', () => need('g++', 'g++', args));
  const version = /SIMGRID_VERSION_MINOR\s+(\d+)/.exec(
    need('grep', 'grep', ['-h', 'SIMGRID_VERSION_MINOR', '/usr/include/simgrid/version.h']),
  )?.[1];
  return Promise.resolve(peer('simgrid', `SimGrid 3.${version}, actors of s4u, g++ -O2`, [exe]));
}

function nexosim(): Promise<Contestant> {
  const target = join(SCRATCH, 'nexosim');
  const args = ['build', '--release', '--quiet', '--target-dir', target];
  const manifest = ['--manifest-path', join(HERE, 'nexosim/Cargo.toml')];
  attempt('nexosim', () => need('cargo', 'cargo', [...args, ...manifest]));
  const exe = join(target, 'release/gopark-peer');
  return Promise.resolve(peer('nexosim', 'NeXosim 1.0.0 (Rust), one thread, release build', [exe]));
}

function simjs(): Promise<Contestant> {
  const directory = join(SCRATCH, 'npm');
  if (!existsSync(join(directory, 'node_modules/simjs'))) missing('simjs');
  const program = [process.execPath, join(HERE, 'simjs/main.cjs'), directory];
  const name = `simjs 2.0.3 (npm), Node ${process.versions.node}`;
  return Promise.resolve(peer('simjs', name, program));
}

function missing(name: string): never {
  throw new MissingTool(`${name} is not installed; see bench/peers/README.md`);
}

function attempt(name: string, work: () => string): string {
  try {
    return work();
  } catch {
    return missing(name);
  }
}

export const PEERS: readonly Entry[] = [
  { name: 'simpy', make: simpy },
  { name: 'simgrid', make: simgrid },
  { name: 'nexosim', make: nexosim },
  { name: 'simjs', make: simjs },
];
