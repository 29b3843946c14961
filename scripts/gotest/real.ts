/** Outcomes of the real toolchain, kept in a folder of the system's temporary one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Outcome } from './outcome.ts';

const TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 16 * 2 ** 20;

export class RealGo {
  readonly version: string;
  readonly testRoot: string;
  private readonly folder: string;

  constructor() {
    const [root, version] = execFileSync('go', ['env', 'GOROOT', 'GOVERSION'], {
      encoding: 'utf8',
    }).trim().split('\n');
    this.version = version!;
    this.testRoot = join(root!, 'test');
    this.folder = join(tmpdir(), `gopark-gotest-${version}`);
    mkdirSync(this.folder, { recursive: true });
  }

  outcome(path: string): Outcome {
    const key = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 24);
    const kept = join(this.folder, `${basename(path)}.${key}.json`);
    if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Outcome;
    const outcome = this.measure(path);
    writeFileSync(kept, JSON.stringify(outcome));
    return outcome;
  }

  private measure(path: string): Outcome {
    const scratch = mkdtempSync(join(this.folder, 'build-'));
    try {
      const binary = join(scratch, 'a');
      const args = ['build', '-p', '1', '-ldflags=-w', '-o', binary, path];
      const built = this.spawn('go', args, scratch);
      if (built.exit !== 0) return { ...built, built: false };
      return this.spawn(binary, [], scratch);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  private spawn(command: string, args: string[], cwd: string): Outcome {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd, encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT,
    });
    return { built: true, stdout, stderr, exit: status ?? -1 };
  }
}
