import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binaryOp, compare, float32Value, float64Value, makeFloat, makeInt, shift, toInt, unaryOp,
} from '../../src/golang/types/constant.ts';
import { constString, quote } from '../../src/golang/types/constformat.ts';
import { literalValue } from '../../src/golang/types/literal.ts';
import { fromFloat64, toFloat64 } from '../../src/golang/types/rational.ts';
import { representable } from '../../src/golang/types/representable.ts';
import { Typ } from '../../src/golang/types/basic.ts';
import type { BasicLit } from '../../src/golang/syntax/ast.ts';
import type { ConstValue } from '../../src/golang/types/types.ts';
import { bodyErrors, check, object } from './check.ts';

const lit = (kind: BasicLit['lit'], text: string): ConstValue =>
  literalValue({ kind: 'BasicLit', pos: 1, lit: kind, text, value: '' });
const float = (text: string): ConstValue => lit('float', text);

/** The value of a constant expression, as gc prints it. */
function value(expr: string): string {
  const r = check(`package main\nconst c = ${expr}\nfunc main() {}\n`);
  if (r.errors.length > 0) return r.errors[0]!;
  const obj = object(r, 'c');
  return obj.kind === 'Const' ? constString(obj.value) : '?';
}

describe('floats', () => {
  test('a double survives the way to a fraction and back', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(toFloat64(fromFloat64(x))).toBe(x === 0 ? 0 : x);
    }));
  });

  test('decimal literals are the nearest double', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (x) => {
      expect(float64Value(float(x.toExponential(17)))).toBe(Number(x.toExponential(17)));
    }));
  });

  test.each([
    ['5e-324', 5e-324], ['2.4e-324', 0], ['2.5e-324', 5e-324],
    ['1.7976931348623157e308', Number.MAX_VALUE], ['1.797693134862315808e308', Infinity],
    ['0x1p-1074', 5e-324], ['0x1.8p1', 3], ['.5', 0.5], ['1_000.5', 1000.5],
  ])('%s', (text, want) => {
    expect(float64Value(float(text))).toBe(want);
  });

  test('float32 is rounded once, not by way of float64', () => {
    // Half way between two float32 values, plus less than a double can tell.
    expect(float32Value(float('0x1.000001000000000001p0'))).toBe(1 + 2 ** -23);
    expect(float32Value(float('16777217'))).toBe(16777216);
  });

  test('math.MaxFloat64 as package math writes it', () => {
    expect(value('0x1p1023 * (1 + (1 - 0x1p-52))')).toBe('1.79769e+308');
  });
});

describe('exact arithmetic', () => {
  test.each([
    ['0.1 + 0.2 == 0.3', 'true'],
    ['1 / 3.0 * 3 == 1', 'true'],
    ['7 / 2', '3'], ['-7 / 2', '-3'], ['-7 % 3', '-1'], ['7 / 2.0', '3.5'],
    ['1 << 100 >> 98', '4'],
    ['^0', '-1'], ['^uint8(1)', '254'], ['5 &^ 4', '1'],
    ['(1 + 2i) * (3 - 1i)', '(5 + 5i)'], ['real(1 + 2i)', '1'],
    ['len("añb")', '4'], ['"a" + "b"', '"ab"'], ["'a' + 1.0", '98'],
    ['min(3, 1.5, 2)', '1.5'], ['max("a", "b")', '"b"'],
    ['string(rune(0x4e16))', '"世"'], ['1e100 / 1e98', '100'],
    ['uint8(255) + 0', '255'],
  ])('%s = %s', (expr, want) => {
    expect(value(expr)).toBe(want);
  });

  test.each([
    ['1 << 600', 'constant shift overflow'],
    ['uint8(255) + 1', 'uint8(255) + 1 (constant 256 of type uint8) overflows uint8'],
    ['1 / 0', 'invalid operation: division by zero'],
    ['int8(300)', 'constant 300 overflows int8'],
    ['1 << 5000', 'invalid operation: invalid shift count 5000 (untyped int constant)'],
    ['1 << -1', 'invalid operation: negative shift count -1 (untyped int constant)'],
    ['int(1.5)', 'cannot convert 1.5 (untyped float constant) to type int'],
    ['-uint(1)', '-uint(1) (constant -1 of type uint) overflows uint'],
  ])('%s is an error', (expr, want) => {
    expect(value(expr)).toContain(want);
  });

  test('absurd sizes end quickly', () => {
    const start = performance.now();
    expect(value('1e90000 * 1e90000 * 1e90000')).toContain('not representable');
    expect(value('1e99999999999999999999')).toContain('malformed constant');
    expect(value('1e-99999999999999999999 == 0')).toBe('true');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('integers obey the laws of integers', () => {
    fc.assert(fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (a, b) => {
      const [x, y] = [makeInt(a), makeInt(b)];
      const q = binaryOp(x, '/', y, true);
      const r = binaryOp(x, '%', y, true);
      const back = binaryOp(binaryOp(q, '*', y, true), '+', r, true);
      expect(compare(back, '==', x)).toBe(true);
    }));
  });

  test('small things', () => {
    expect(toInt(makeFloat({ num: 3n, den: 1n }))).toEqual(makeInt(3));
    expect(toInt(float('1.5')).kind).toBe('unknown');
    expect(shift(makeInt(-5), '>>', 1)).toEqual(makeInt(-3));
    expect(unaryOp('^', makeInt(1), 16)).toEqual(makeInt(65534));
    expect(representable(makeInt(128), Typ.int8)).toBeUndefined();
    expect(representable(makeInt(-128), Typ.int8)).toEqual(makeInt(-128));
    expect(lit('int', '0b1_01')).toEqual(makeInt(5));
    expect(lit('int', '017')).toEqual(makeInt(15));
    expect(constString(lit('imag', '0123i'))).toBe('(0 + 123i)');
    expect(quote('a"\n\x00é'.replace('é', '\xc3\xa9'))).toBe('"a\\"\\n\\x00é"');
  });
});

describe('constants in their place', () => {
  test.each([
    ['var x uint8 = 300; _ = x',
      'cannot use 300 (untyped int constant) as uint8 value in variable declaration (overflows)'],
    ['var b byte; b = 256',
      'cannot use 256 (untyped int constant) as byte value in assignment (overflows)'],
    ['var i int = 1.5; _ = i',
      'cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)'],
    ['var s uint = 3; var f float64 = 1 << s; _ = f',
      'invalid operation: shifted operand 1 (type float64) must be integer'],
    ['x := 5; _ = x / 0', 'invalid operation: division by zero'],
    ['_ = [3]int{}[5]', 'invalid argument: index 5 out of bounds [0:3]'],
    ['_ = "abc"[-1]', 'invalid argument: index -1 (constant of type int) must not be negative'],
  ])('%s', (body, want) => {
    expect(bodyErrors(body)).toContain(want);
  });
});
