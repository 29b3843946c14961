/**
 * Programs from the builder: what they look like, that they are well formed, and what is refused.
 */
import { expect, test } from 'vitest';
import { Op } from '../../assembly/abi/op.ts';
import { Builder } from '../../src/program/builder.ts';
import { printFunc, printProgram } from '../../src/program/print.ts';
import { validate } from '../../src/program/validate.ts';
import { everything, pingPong } from './programs.ts';

test('ping-pong is printed as expected', () => {
  const program = pingPong(2, 3);
  expect(printFunc(program, program.funcs.find((f) => f.name === 'main.ping')!)).toBe(
    [
      'func main.ping  frame 48, params 16, results 0',
      '    0  LI       %24, 0',
      '    1  JMP      -> 6',
      '    2  LI       %32, 1',
      '    3  SEND     %8, %32',
      '    4  RECV     -, %16, -',
      '    5  ADDI     %24, %24, 1',
      '    6  JLTSI    %24, 3 -> 2',
      '    7  RET',
      '',
    ].join('\n'),
  );
});

test('a program that uses every call is well formed and prints', () => {
  const program = everything();
  expect(validate(program)).toEqual([]);
  expect(printProgram(program)).toContain('SELECT');
});

test('jumps of loops and branches stay inside', () => {
  const b = new Builder();
  b.func('main', (f) => {
    f.loop(3, (i) =>
      f.if(
        i,
        () => f.break(),
        () => f.yield(),
      ),
    );
    f.forever(() => f.break());
  });
  expect(validate(b.build())).toEqual([]);
});

test('what is missing or wrong is said', () => {
  const b = new Builder();
  expect(() => b.build()).toThrow('there is no function main');
  const w = b.declare('w', ['chan']);
  b.func('main', (f) => {
    f.go(w, f.chan());
  });
  expect(() => b.build()).toThrow('function w has no body');
  b.func('w', ['chan'], () => {});
  expect(() => b.func('w', () => {})).toThrow('has a body already');
  expect(() => b.func('x', (f) => f.go(w))).toThrow('takes 1 arguments, got 0');
  expect(() => b.func('y', (f) => f.break())).toThrow('break outside of a loop');
});

test('sends come first in a select table, then receives backwards', () => {
  const b = new Builder();
  b.func('main', (f) => {
    const [x, y, z] = [f.chan(), f.chan(), f.chan()];
    f.select([{ recv: x }, { send: y, value: 1 }, { recv: z }], () => {});
  });
  const text = printProgram(b.build());
  expect(text).toMatch(/\[%24 <- %\d+; %\d+ <- %40; %\d+ <- %8; default\]/);
});

test('validation finds what is out of range', () => {
  const broken = (change: (p: ReturnType<typeof pingPong>) => void): string[] => {
    const program = pingPong(1, 1);
    change(program);
    return validate(program).map((p) => p.message);
  };
  const main = (p: ReturnType<typeof pingPong>) => p.funcs.find((f) => f.name === 'main.ping')!;
  expect(
    broken((p) => {
      main(p).code[0]!.op = 999 as Op;
    })[0],
  ).toMatch(/no opcode 999/);
  expect(
    broken((p) => {
      main(p).code[0]!.a = 4;
    })[0],
  ).toMatch(/is no slot/);
  expect(
    broken((p) => {
      main(p).code[0]!.a = 4000;
    })[0],
  ).toMatch(/is no slot/);
  expect(
    broken((p) => {
      main(p).code[1]!.i = 1600;
    })[0],
  ).toMatch(/out of the function/);
  expect(
    broken((p) => {
      main(p).code.pop();
    })[0],
  ).toMatch(/run past its last/);
  expect(
    broken((p) => {
      p.funcs[0]!.code[0]!.i = 77;
    })[0],
  ).toMatch(/func 77 does not exist/);
  expect(
    broken((p) => {
      p.funcs.length = 0;
    })[0],
  ).toMatch(/no function 0/);
  expect(
    broken((p) => {
      main(p).pointerSlots.push(100);
    })[0],
  ).toMatch(/pointer slot 100/);
  expect(
    broken((p) => {
      main(p).frameBytes = 13;
    })[0],
  ).toMatch(/frame of 13 bytes/);
});
