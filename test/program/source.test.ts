/** The builder and the Go front end say the same in the same instructions: equal runs. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Op } from '../../assembly/abi/op.ts';
import { compile } from '../../src/golang/compile.ts';
import { libraryOf } from '../../src/kernel/lib.ts';
import type { Program } from '../../src/program/program.ts';
import { create } from '../../src/simulate.ts';
import { pingPong } from './programs.ts';

const lib = libraryOf(JSON.parse(readFileSync('build/lib.json', 'utf8')) as Record<string, string>);

const source = (pairs: number, rounds: number): Program => {
  const text = `package main

func ping(out, back chan int) {
	for i := 0; i < ${rounds}; i++ {
		out <- 1
		<-back
	}
}

func pong(out, back, done chan int) {
	for i := 0; i < ${rounds}; i++ {
		<-out
		back <- 1
	}
	done <- 1
}

func main() {
	done := make(chan int, ${pairs})
	for i := 0; i < ${pairs}; i++ {
		out := make(chan int)
		back := make(chan int)
		go ping(out, back)
		go pong(out, back, done)
	}
	for i := 0; i < ${pairs}; i++ {
		<-done
	}
}
`;
  const { program, diagnostics } = compile([{ path: 'pingpong.go', text }], { lib });
  expect(diagnostics).toEqual([]);
  return program!;
};

const operations = (program: Program, name: string): string[] =>
  program.funcs.find((f) => f.name === name)!.code.map(({ op }) => Op[op]!);

test('ping-pong from the builder and from source gives the same hash', async () => {
  const [built, compiled] = [pingPong(20, 30), source(20, 30)];
  for (const name of ['main.ping', 'main.pong', 'main.main']) {
    expect(operations(built, name)).toEqual(operations(compiled, name));
  }
  for (const gomaxprocs of [1, 8]) {
    const hashes = [];
    for (const program of [built, compiled]) {
      const sim = await create(program, { gomaxprocs });
      expect(sim.run().reason).toBe('finished');
      hashes.push(`${sim.stats().records.hash} ${sim.timeNs}`);
    }
    expect(hashes[0]).toBe(hashes[1]);
  }
});
