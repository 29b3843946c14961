/**
 * Outcomes under the real toolchain. Many programs are built by one `go build`, and run by one
 * shell: starting processes one by one would take most of the time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, outcomeOf, outcomeText } from './outcome.ts';

/** Seconds after which a run is ended: programs of the oracle need milliseconds. */
const PATIENCE = 10;

export interface Real {
  /** What `go build` said of a program that it refused. */
  refused: string;
  /** Outcomes that occurred, each once, and how often. */
  outcomes: { outcome: Outcome; count: number }[];
}

/** The version of the toolchain; undefined if there is none. */
export function goVersion(): string | undefined {
  const { stdout, status } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Programs that are built together; `close` removes them. The collector is off and one P is all
 * there is, as in the simulation. No optimisation is switched off: only symbols are left out.
 */
export class RealPrograms {
  private readonly folder = mkdtempSync(join(tmpdir(), 'gopark-oracle-'));
  private readonly count: number;
  private refused: string[] = [];

  constructor(sources: readonly string[]) {
    this.count = sources.length;
    writeFileSync(join(this.folder, 'go.mod'), 'module oracle\n\ngo 1.26\n');
    sources.forEach((text, i) => {
      mkdirSync(join(this.folder, `p${i}`));
      writeFileSync(join(this.folder, `p${i}`, 'main.go'), text);
    });
  }

  /** Compiles and links all of them. */
  async build(): Promise<void> {
    const go = spawn('go', ['build', '-p=1', '-ldflags=-s -w', '-o=bin/', './...'], {
      cwd: this.folder, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    go.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    await once(go, 'close');
    this.refused = Array.from({ length: this.count }, (_, i) => (
      existsSync(join(this.folder, 'bin', `p${i}`)) ? '' : refusal(stderr, i)));
  }

  /** Runs each program of `which` so many times. */
  run(which: readonly number[], times: number): Real[] {
    const names = which.filter((i) => this.refused[i] === '').map((i) => `p${i}`);
    const { GODEBUG: _d, GOTRACEBACK: _t, ...env } = process.env;
    const { status, signal, error } = spawnSync('sh', ['-c', script(names, times)], {
      cwd: this.folder, env: { ...env, GOMAXPROCS: '1', GOGC: 'off' }, stdio: 'ignore',
    });
    if (error || status !== 0) {
      throw new Error(`oracle: the shell that runs programs ended with ${signal ?? status}`
        + (error ? `: ${error.message}` : ''));
    }
    return which.map((i) => ({
      refused: this.refused[i]!,
      outcomes: this.refused[i] ? [] : distinct(
        Array.from({ length: times }, (_, k) => this.result(`p${i}.${k}`))),
    }));
  }

  private result(name: string): Outcome {
    const text = readFileSync(join(this.folder, name), 'latin1');
    const at = text.lastIndexOf('exit ');
    const output = Buffer.from(text.slice(0, at), 'latin1').toString('utf8');
    return outcomeOf(output, Number(text.slice(at + 5)));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** The output goes through a pipe, which holds all of it: writing never waits for the reader. */
function script(names: readonly string[], times: number): string {
  return `for p in ${names.join(' ')}; do k=0; while [ $k -lt ${times} ]; do
    { timeout ${PATIENCE} bin/$p 2>&1; echo "exit $?"; } | cat > $p.$k
    k=$((k+1))
  done; done`;
}

function refusal(stderr: string, index: number): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith(`p${index}/`));
  return lines.join('\n') || stderr.slice(0, 500) || 'no binary was made';
}

function distinct(all: readonly Outcome[]): Real['outcomes'] {
  const seen = new Map<string, { outcome: Outcome; count: number }>();
  for (const outcome of all) {
    const key = outcomeText(outcome);
    const entry = seen.get(key) ?? { outcome, count: 0 };
    entry.count++;
    seen.set(key, entry);
  }
  return [...seen.values()].sort((a, b) => b.count - a.count);
}
