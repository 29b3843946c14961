/** What a program learns of its own lines; the expected ones are those of Go 1.26.8. */
import { expect, test } from 'vitest';
import { create } from '../src/simulate.ts';
import { compileGo } from './support/compile.ts';

const PROGRAM = `package main

import (
	"fmt"
	"log"
	"os"
	"runtime"
)

func where() string {
	_, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(file, ":", line, " ", ok)
}

func frames() {
	var pcs [8]uintptr
	fs := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for {
		f, more := fs.Next()
		if f.Function == "runtime.main" || !more {
			return
		}
		fmt.Println(f.Function, f.Line)
	}
}

func main() {
	fmt.Println(where())
	fmt.Println(
		where())
	func() {
		frames()
	}()
	log.New(os.Stdout, "", log.Lshortfile).Println("logged")
}
`;

test('Caller, Callers, CallersFrames and log know lines', async () => {
  const sim = await create(await compileGo(PROGRAM), { kernel: 'debug' });
  expect(sim.run().reason).toBe('finished');
  expect(new TextDecoder().decode(sim.stdout())).toBe([
    'main.go:28 true', 'main.go:30 true', 'main.frames 17', 'main.main.func1 32', 'main.main 33',
    'main.go:34: logged', '',
  ].join('\n'));
});

test('a program that does not ask has no table', async () => {
  const program = await compileGo('package main\n\nfunc main() { println(1) }\n');
  expect(program.data.find('gopark: here come the lines')).toBeUndefined();
});
