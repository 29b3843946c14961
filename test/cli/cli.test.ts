/**
 * The command as people use it: output, documents, exit codes, bad input. Runs the built command.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { link } from '../../src/program/encode.ts';
import { writeProgram } from '../../src/program/file.ts';
import { parseSchedtrace } from '../../src/formats/schedtrace.ts';
import { readRecordFile } from '../../src/records/file.ts';
import { pingPong } from '../program/programs.ts';
import { schemaErrors } from '../support/schema.ts';

const dir = mkdtempSync(join(tmpdir(), 'gopark-cli-'));
const COMMAND = 'build/cli/main.js';

beforeAll(() => build(['kernel', 'lib', 'objects', 'host', 'warm']), 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function gopark(...args: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  return { code: status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const hello = file(
  'hello.go',
  `package main

import "fmt"

func main() {
	ch := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { ch <- i }()
	}
	sum := 0
	for i := 0; i < 3; i++ {
		sum += <-ch
	}
	fmt.Println("sum", sum)
}
`,
);
const endless = file(
  'endless.go',
  'package main\n\nfunc main() {\n\tfor n := 0; ; n++ {\n\t}\n}\n',
);
const pair = file('pair.gpk', writeProgram(link(pingPong(2, 50))));

const program = (name: string, body: string): string =>
  file(name, `package main\n\nimport "os"\n\nfunc main() {\n${body}\n\tos.Exit(0)\n}\n`);

describe('run', () => {
  test('prints the output first, then a summary', () => {
    const { code, stdout } = gopark('run', hello);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sum 3\n\ngopark 0\.\d/);
    for (const label of [
      'time',
      'cpu',
      'goroutines',
      'scheduler',
      'run delay',
      'waiting',
      'records',
    ]) {
      expect(stdout).toContain(`\n${label}`);
    }
    expect(stdout.split('\n').length).toBeLessThan(32);
    expect(stdout).not.toContain('\x1b');
  });

  test('--quiet leaves only the output', () => {
    expect(gopark('run', '--quiet', hello)).toEqual({ code: 0, stdout: 'sum 3\n', stderr: '' });
  });

  test('--json is one document that the schema accepts, the same twice', () => {
    const docs = [1, 1, 2].map((seed) => {
      const { code, stdout, stderr } = gopark('run', hello, '--json', '--seed', String(seed));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as Record<string, never>;
    });
    expect(schemaErrors(docs[0])).toEqual([]);
    expect(docs[0]).toMatchObject({
      model: 'go1.26',
      program: { reason: 'finished', exitCode: 0, stdout: 'sum 3\n', stderr: '' },
      config: { gomaxprocs: 8, seed: '1' },
    });
    expect(docs[1]!['records']).toEqual(docs[0]!['records']);
    expect(docs[2]!['config']).toMatchObject({ seed: '2' });
  });

  test('-o writes the document beside the summary', () => {
    const out = join(dir, 'out.json');
    const { code, stdout } = gopark('run', hello, '-o', out, '--goroutines');
    expect(code).toBe(0);
    expect(stdout).toContain('gopark');
    const doc = JSON.parse(readFileSync(out, 'utf8')) as {
      goroutines: { list: { spent: object }[] };
    };
    expect(schemaErrors(doc)).toEqual([]);
    expect(doc.goroutines.list.length).toBeGreaterThanOrEqual(4);
  });

  test('--quota, --cores and --load: what they do is in the document and the summary', () => {
    const burn = file('burn.go', `//gopark:config quota=20ms/100ms cpus=2 gomaxprocs=2
package main

//gopark:cpu 50ms
func burn() {}

func main() {
	done := make(chan bool)
	go func() { burn(); done <- true }()
	burn()
	<-done
}
`);
    const doc = JSON.parse(gopark('run', burn, '--json').stdout) as {
      counters: Record<string, number>; cores: Record<string, number>[]; waits: { cause: string }[];
    };
    expect(schemaErrors(doc)).toEqual([]);
    expect(doc).toMatchObject({ config: { cores: 2, load: 0 } });
    expect(doc.cores).toHaveLength(2);
    expect(doc.counters['quotaThrottled']).toBeGreaterThanOrEqual(4);
    const stood = doc.cores.reduce((ns, core) => ns + core['throttledNs']!, 0);
    expect(stood).toBe(doc.counters['throttledNs']);
    expect(doc.cores.reduce((ns, core) => ns + core['busyNs']!, 0)).toBe(doc.counters['coreNs']);
    expect(doc.waits[0]).toMatchObject({ cause: 'quota' });
    const { stdout } = gopark('run', burn);
    expect(stdout).toMatch(/2 cores, quota 20ms\/100ms/);
    expect(stdout).toMatch(/quota used up in \d+ of \d+ periods: cores stood/);
    expect(stdout).toMatch(/look at +The quota was used up .*: try --gomaxprocs 1\./);
    const shared = gopark('run', burn, '--cores', '1', '--quota', '10', '--load', '1').stdout;
    expect(shared).toMatch(/1 core, load 1/);
    expect(shared).toMatch(/\d+ % for neighbours; \d+ times a thread had to leave/);
    expect(shared).toMatch(/Goroutines that ran waited .* for a core: 2 Ps share 1 core\./);
    const bad = gopark('run', burn, '--cores', '0');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('cores cannot be 0: it is a whole number from 1 to 1024');
  });

  test('a program file gives the same as its source', () => {
    const emitted = join(dir, 'hello.gpk');
    expect(gopark('check', hello, '--emit', emitted).code).toBe(0);
    const hash = (path: string): unknown => {
      const doc = JSON.parse(gopark('run', path, '--json', '--gomaxprocs', '2').stdout) as {
        records: unknown;
      };
      return doc.records;
    };
    expect(hash(emitted)).toEqual(hash(hello));
  });

  test('--records writes a file that reads back', () => {
    const out = join(dir, 'run.gpr');
    expect(gopark('run', pair, '--records', out, '--quiet').code).toBe(0);
    const { header, log } = readRecordFile(readFileSync(out));
    expect(header).toMatchObject({ model: 'go1.26', program: { name: pair } });
    expect(log.length).toBeGreaterThan(100);
  });

  test("--schedtrace prints lines of Go's grammar", () => {
    for (const release of ['1.3', '1.19', '1.24', '1.26']) {
      const { stderr } = gopark(
        'run',
        endless,
        '--until',
        '35ms',
        '--schedtrace',
        '10',
        '--go',
        release,
        '--quiet',
      );
      const lines = stderr.trimEnd().split('\n');
      expect(lines).toHaveLength(4);
      for (const line of lines) expect(parseSchedtrace(line), line).toBeDefined();
    }
  });

  test('an endless program meets --until and --steps', () => {
    const timed = gopark('run', endless, '--until', '20ms', '--json');
    expect(timed.code).toBe(0);
    expect(JSON.parse(timed.stdout)).toMatchObject({
      program: { reason: 'until' },
      time: { simulatedNs: 20_000_000 },
    });
    const empty = file('empty.go', 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n');
    expect(gopark('run', empty, '--until', '20ms', '--quiet').code).toBe(0);
    const stepped = gopark('run', endless, '--steps', '50', '--json');
    expect(JSON.parse(stepped.stdout)).toMatchObject({ program: { reason: 'steps' } });
    const free = gopark('run', endless, '--cost', 'zero', '--until', '1us', '--json');
    expect(free.code).toBe(0);
  });
});

describe('exit codes', () => {
  test.each([
    ['os.Exit(3)', '\tos.Exit(3)', 1, 'exit', 3],
    ['panic', '\tpanic("oh")', 1, 'panic', 2],
    ['deadlock', '\tch := make(chan int)\n\t<-ch', 1, 'deadlock', 2],
    ['os.Exit(0)', '', 0, 'exit', 0],
  ])('%s', (name, body, code, reason, own) => {
    const ended = gopark('run', program(`${name.replace(/\W/g, '')}.go`, body), '--json');
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ program: { reason, exitCode: own } });
  });

  test('a limit is 3, and says how to raise it', () => {
    const source = file(
      'many.go',
      'package main\n\nfunc main() {\n\tfor {\n\t\tgo func() { select {} }()\n\t}\n}\n',
    );
    const { code, stdout } = gopark('run', source, '--json', '--max-goroutines', '50');
    expect(code).toBe(3);
    const doc = JSON.parse(stdout) as { program: { reason: string; message: string } };
    expect(doc.program.reason).toBe('limit');
    expect(doc.program.message).toContain('--max-goroutines');
  });

  test('SIGINT leaves a valid document with reason interrupted', async () => {
    const child = spawn(process.execPath, [COMMAND, 'run', endless, '--json']);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    // The line of progress shows that the run is on its way.
    child.stderr.on('data', (text) => {
      if (stderr === '') child.kill('SIGINT');
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    const doc = JSON.parse(stdout) as { program: { reason: string } };
    expect(doc.program.reason).toBe('interrupted');
    expect(schemaErrors(doc)).toEqual([]);
    expect(stderr).toMatch(/gopark: .* simulated in/);
  }, 20_000);
});

describe('bad input', () => {
  const binary = file('binary.go', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]));
  const syntax = file('syntax.go', 'package main\n\nfunc main() {\n\tx := = 1\n}\n');
  const types = file('types.go', 'package main\n\nfunc main() {\n\tvar x int = "a"\n\t_ = x\n}\n');
  const unmodelled = file(
    'net.go',
    'package main\n\nimport "net/http"\n\nfunc main() { http.Get("") }\n',
  );
  const damaged = file('damaged.gpk', writeProgram(link(pingPong(1, 1))).subarray(0, 200));
  mkdirSync(join(dir, 'empty'));

  test.each<[string, string[], RegExp]>([
    [
      'a missing file',
      ['run', 'no/such.go'],
      /^gopark: no\/such\.go: no such file or directory\n$/,
    ],
    [
      'an empty directory',
      ['run', join(dir, 'empty')],
      /there are no Go files in this directory\n$/,
    ],
    ['a binary file', ['run', binary], /this is a binary file/],
    ['a damaged program file', ['run', damaged], /program file is damaged/],
    ['a syntax error', ['run', syntax], /syntax\.go:4:\d+: .*\n {4}\tx := = 1\n {4}\t +\^/],
    ['a type error', ['check', types], /types\.go:4:14: /],
    ['a package without a model', ['run', unmodelled], /net\.go:3:8: [^]*help: /],
    ['GOMAXPROCS 0', ['run', hello, '--gomaxprocs', '0'], /^gopark: gomaxprocs cannot be 0/],
    [
      'GOMAXPROCS too large',
      ['run', hello, '--gomaxprocs', '100000'],
      /gomaxprocs cannot be 100000/,
    ],
    ['a negative duration', ['run', hello, '--until=-5ms'], /--until.*negative/],
    ['no duration', ['run', hello, '--until', 'soon'], /--until.*is a duration/],
    ['an unknown release', ['run', hello, '--go', '1.99'], /go cannot be "1.99"/],
    ['an unknown cost model', ['run', hello, '--cost', 'free'], /presets are linux-amd64 and zero/],
    ['an unknown option', ['run', hello, '--gomaxproc', '2'], /Did you mean --gomaxprocs/],
    ['an unknown command', ['rum', hello], /unknown command/],
    ['no file', ['run'], /missing required argument/],
    [
      'a record file that cannot be written',
      ['run', hello, '--records', '/nonexistent/x.gpr'],
      /cannot be written/,
    ],
    ['an unknown example', ['demo', 'nothing'], /there is no example nothing/],
  ])('%s', (_, args, message) => {
    const { code, stdout, stderr } = gopark(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });
});

describe('the other commands', () => {
  test('check tells what is modelled how', () => {
    const source = file(
      'declared.go',
      `package main

//gopark:cpu 5ms
func work() {}

//gopark:syscall exp(200us)
func read() {}

func main() {
	work()
	read()
}
`,
    );
    const { code, stdout } = gopark('check', source);
    expect(code).toBe(0);
    expect(stdout).toMatch(/main\.work +declared .* cpu/);
    expect(stdout).toMatch(/main\.read +declared .* syscall/);
    expect(stdout).toMatch(/main\.main +simulated/);
    expect(JSON.parse(gopark('check', source, '--json').stdout)).toMatchObject({ file: source });
    expect(gopark('check', source, '--print').stdout).toContain('func main.main');
  });

  test('help has examples, doctor says what there is', () => {
    const help = gopark('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('gopark run main.go');
    expect(gopark('run', '--help').stdout).toContain('--schedtrace');
    expect(gopark('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const doctor = gopark('doctor');
    expect(doctor.stdout).toContain('works (release and debug kernels agree)');
    expect(doctor.stdout).toContain(process.version);
    expect(JSON.parse(gopark('doctor', '--json').stdout)).toMatchObject({ node: process.version });
    expect(gopark('doctor', '--costs').stdout).toMatch(/schedule +[\d.]+ ns/);
    expect(gopark('demo').stdout).toContain('worker-pool');
  });

  test('a reader that goes away is no error', async () => {
    const child = spawn(process.execPath, [COMMAND, 'doctor', '--costs']);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('the code cache', () => {
  /** Says of every script that has a cache whether V8 takes it. */
  const told = file('told.cjs', `const vm = require('node:vm');
const { Script } = vm;
vm.Script = class extends Script {
  constructor(text, options) {
    super(text, options);
    if (options.cachedData) console.error(this.cachedDataRejected ? 'refused' : 'taken');
  }
};
`);

  test('is made under the flags that the command runs with', () => {
    const { stderr } = spawnSync(process.execPath, ['-r', told, COMMAND, 'run', '-q', hello], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('taken\n');
  });
});

describe('output', () => {
  test('to a reader that goes away ends the command, without a word', () => {
    const loop = file('loop.go', `package main

import "fmt"

func main() {
	for i := 0; i < 200000; i++ {
		fmt.Println("line", i)
	}
}
`);
    const line = `"${process.execPath}" ${COMMAND} run -q "${loop}" | head -1; echo "$PIPESTATUS"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], {
      encoding: 'utf8', timeout: 60_000,
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'line 0\n0\n', stderr: '' });
  });

  test('waits for a reader whose pipe is full and does not block', () => {
    const many = file('many.go', `package main

import "fmt"

func main() {
	for i := 0; i < 20000; i++ {
		fmt.Println("line", i, "of twenty thousand")
	}
}
`);
    const fifo = join(dir, 'fifo');
    spawnSync('mkfifo', [fifo]);
    // Who writes has a description of the pipe that does not block.
    const reader = file('reader.cjs', `const { spawn } = require('node:child_process');
const { constants, openSync, readSync } = require('node:fs');
const pipe = openSync('${fifo}', constants.O_RDWR | constants.O_NONBLOCK);
const own = openSync('${fifo}', constants.O_RDONLY | constants.O_NONBLOCK);
const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', pipe, 2] });
const part = Buffer.alloc(100_000);
let bytes = 0;
function read() {
  try {
    for (;;) bytes += readSync(own, part);
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
  }
}
const timer = setInterval(read, 100);
child.on('close', (code) => {
  clearInterval(timer);
  read();
  console.log(code, bytes);
});
`);
    const { stdout, stderr } = spawnSync(
      process.execPath, [reader, COMMAND, 'run', '-q', many], { encoding: 'utf8', timeout: 60_000 },
    );
    const bytes = Array.from({ length: 20_000 }, (_, i) => `line ${i} of twenty thousand\n`)
      .join('').length;
    expect({ stdout, stderr }).toEqual({ stdout: `0 ${bytes}\n`, stderr: '' });
  });
});
