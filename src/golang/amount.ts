/**
 * Amounts in directives: durations, numbers of bytes, plain numbers, the function's parameters, and
 * sums and products of them; or one draw from a distribution, the arguments of which are amounts.
 *
 *     amount = draw | sum
 *     draw   = name "(" sum { "," sum } ")"
 *     sum    = term { ("+" | "-") term }
 *     term   = factor { ("*" | "/") factor }
 *     factor = number [ unit ] | parameter | "len" "(" parameter ")" | "(" sum ")"
 *
 * Everything is a whole number (of nanoseconds, of bytes, of things), at most 2^53, except the
 * shape of a distribution, which is a plain decimal.
 */
import { DirectiveReader } from './directive-reader.ts';
import {
  amountUnit, DRAWS, type DrawKind, type Unit, type UnitOfParameter,
} from './amount-unit.ts';
import { knownWords } from './suggest.ts';
import type { Pos } from './syntax/ast.ts';

/** `value`: nanoseconds, bytes or things, a whole number; for a distribution's shape any number. */
export interface NumAmount { kind: 'num'; value: number; unit: Unit; pos: Pos }
export interface ParamAmount { kind: 'param'; name: string; pos: Pos }
export interface LenAmount { kind: 'len'; name: string; pos: Pos }
/** `pos` is the operator's. */
export interface BinAmount {
  kind: 'bin'; op: '+' | '-' | '*' | '/'; x: Amount; y: Amount; pos: Pos;
}
export interface DrawAmount { kind: 'draw'; draw: DrawKind; args: Amount[]; pos: Pos }
export type Amount = NumAmount | ParamAmount | LenAmount | BinAmount | DrawAmount;

/** What an amount may refer to. */
export interface AmountScope {
  /** The names of the function's parameters. */
  params: readonly string[];
  unitOf: UnitOfParameter;
}

/** Units, and how many nanoseconds or bytes one is. */
const UNITS: Record<string, { unit: Unit; factor: bigint }> = {
  ns: { unit: 'ns', factor: 1n },
  us: { unit: 'ns', factor: 1_000n },
  '\u00b5s': { unit: 'ns', factor: 1_000n },
  '\u03bcs': { unit: 'ns', factor: 1_000n },
  ms: { unit: 'ns', factor: 1_000_000n },
  s: { unit: 'ns', factor: 1_000_000_000n },
  m: { unit: 'ns', factor: 60_000_000_000n },
  h: { unit: 'ns', factor: 3_600_000_000_000n },
  B: { unit: 'bytes', factor: 1n },
  kB: { unit: 'bytes', factor: 1_000n },
  MB: { unit: 'bytes', factor: 1_000_000n },
  GB: { unit: 'bytes', factor: 1_000_000_000n },
  KiB: { unit: 'bytes', factor: 1n << 10n },
  MiB: { unit: 'bytes', factor: 1n << 20n },
  GiB: { unit: 'bytes', factor: 1n << 30n },
};
const PLAIN: { unit: Unit; factor: bigint } = { unit: 'plain', factor: 1n };
const UNIT_NAMES = Object.keys(UNITS).filter((u) => !/[^\x00-\x7f]/.test(u));

/** Virtual time ends at 2^53 ns. */
const MAX = 2 ** 53;
/** More operators or parentheses than that are a mistake, and would cost stack. */
const MAX_TERMS = 500;

/** Reads an amount that must be a duration (`ns`), a number of bytes, or a plain number. */
export function readAmount(
  r: DirectiveReader, scope: AmountScope, want: Unit, options: { draws: boolean },
): Amount {
  const amount = new AmountReader(r, scope).amount(want, options.draws);
  const whole = constant(amount);
  if (whole !== undefined && whole < 0) r.fail(startOf(amount), 'an amount cannot be negative');
  return amount;
}

/** A duration without draws or parameters, in nanoseconds. */
export function readDuration(r: DirectiveReader): number {
  const amount = readAmount(r, { params: [], unitOf: () => undefined }, 'ns', { draws: false });
  return constant(amount) ?? 0;
}

class AmountReader {
  private terms = 0;
  private readonly r: DirectiveReader;
  private readonly scope: AmountScope;

  constructor(r: DirectiveReader, scope: AmountScope) {
    this.r = r;
    this.scope = scope;
  }

  amount(want: Unit, draws: boolean): Amount {
    const x = this.sum(draws ? want : undefined);
    if (x.kind === 'draw') return x;
    this.check(x, want);
    return x;
  }

  private check(x: Amount, want: Unit): void {
    const fail = (pos: Pos, message: string, help?: string) => this.r.fail(pos, message, help);
    amountUnit(x, want, this.scope.unitOf, fail);
  }

  /** `drawUnit`: a draw may stand here, and must have this unit. */
  private sum(drawUnit?: Unit): Amount {
    let x = this.term(drawUnit);
    for (;;) {
      const pos = this.r.pos();
      const op = this.operator('+', '-');
      if (!op) return x;
      this.onlyDraw(x);
      x = this.bin(op, x, this.term(), pos);
    }
  }

  private term(drawUnit?: Unit): Amount {
    let x = this.factor(drawUnit);
    for (;;) {
      const pos = this.r.pos();
      const op = this.operator('*', '/');
      if (!op) return x;
      this.onlyDraw(x);
      x = this.bin(op, x, this.factor(), pos);
    }
  }

  private operator<Op extends string>(...ops: Op[]): Op | undefined {
    // What looks like a comment is none, and is better called unexpected than a division.
    return this.r.sees('//') ? undefined : ops.find((op) => this.r.got(op));
  }

  private bin(op: BinAmount['op'], x: Amount, y: Amount, pos: Pos): Amount {
    this.count(pos);
    if (op === '/' && constant(y) === 0) this.r.fail(pos, 'division by zero');
    return { kind: 'bin', op, x, y, pos };
  }

  private count(pos: Pos): void {
    if (++this.terms > MAX_TERMS) this.r.fail(pos, `more than ${MAX_TERMS} operators in an amount`);
  }

  private onlyDraw(x: Amount): void {
    if (x.kind !== 'draw') return;
    this.r.fail(x.pos, 'a draw must stand alone', 'put the calculation into its arguments');
  }

  private factor(drawUnit?: Unit): Amount {
    const pos = this.r.pos();
    const c = this.r.peek();
    if (c >= '0' && c <= '9') return this.number(pos);
    if (c === '-') this.r.fail(pos, 'an amount cannot be negative');
    if (this.r.got('(')) {
      this.count(pos);
      const x = this.sum();
      this.r.want(')', 'after an amount');
      return x;
    }
    const name = this.r.word();
    if (!name) {
      this.r.fail(pos, `expected an amount, found ${this.r.found()}`,
        'an amount is for example 5ms, 4KiB, n*40ns or exp(2ms)');
    }
    if (this.r.peek() !== '(') return this.parameter('param', name, pos);
    return name === 'len' ? this.len(pos) : this.draw(name, pos, drawUnit);
  }

  private parameter(kind: 'param' | 'len', name: string, pos: Pos): Amount {
    const { params } = this.scope;
    if (params.includes(name)) return { kind, name, pos };
    const help = params.length > 0 ? knownWords(name, params, 'the parameters are')
      : 'only the parameters of the function can be used, and it has none';
    return this.r.fail(pos, `unknown parameter ${name}`, help);
  }

  private len(pos: Pos): Amount {
    this.r.want('(', 'after len');
    const at = this.r.pos();
    const name = this.r.word();
    if (!name) this.r.fail(at, `expected a parameter in len(), found ${this.r.found()}`);
    const { kind } = this.parameter('len', name, at);
    this.r.want(')', 'after a parameter');
    return { kind: kind as 'len', name, pos };
  }

  // ---- numbers ----------------------------------------------------------------------------------

  private number(pos: Pos): NumAmount {
    const digits = this.digits(pos);
    const unitPos = this.r.pos();
    const suffix = unitPos === pos + digits.length ? this.r.suffix() : '';
    const { unit, factor } = suffix ? this.unit(suffix, unitPos, digits) : PLAIN;
    const value = scaled(digits, factor);
    if (value === undefined) {
      const of = { ns: ' of nanoseconds', bytes: ' of bytes', plain: '' }[unit];
      this.r.fail(pos, `${digits}${suffix} is not a whole number${of}`);
    }
    if (value > MAX) {
      const help = unit === 'ns' ? 'virtual time ends at 2^53 ns, about 104 days' : undefined;
      this.r.fail(pos, `${digits}${suffix} is too large`, help);
    }
    return { kind: 'num', value, unit, pos };
  }

  private digits(pos: Pos): string {
    const digits = this.r.digits();
    if (!/^[0-9]+(\.[0-9]+)?$/.test(digits)) this.r.fail(pos, `malformed number ${digits}`);
    if (digits.length > 40) this.r.fail(pos, 'number with more than 40 digits');
    return digits;
  }

  private unit(suffix: string, pos: Pos, digits: string): { unit: Unit; factor: bigint } {
    if (Object.hasOwn(UNITS, suffix)) return UNITS[suffix]!;
    // `1m30s`, as Go writes durations.
    const parts = /^(m|h|s|ms)([0-9].*)$/.exec(suffix);
    const help = parts ? `write ${digits}${parts[1]} + ${parts[2]}`
      : knownWords(suffix, UNIT_NAMES, 'the units are');
    return this.r.fail(pos, `unknown unit ${suffix}`, help);
  }

  // ---- draws ------------------------------------------------------------------------------------

  private draw(name: string, pos: Pos, unit: Unit | undefined): Amount {
    if (!Object.hasOwn(DRAWS, name)) {
      const known = Object.keys(DRAWS);
      this.r.fail(pos, `unknown draw ${name}`, knownWords(name, known, 'the draws are'));
    }
    if (!unit) {
      this.r.fail(pos, 'a draw must stand alone', 'put the calculation into its arguments');
    }
    const draw = name as DrawKind;
    const args = this.drawArgs(draw, unit, pos);
    if (draw === 'uniform') this.checkUniform(args);
    return { kind: 'draw', draw, args, pos };
  }

  private drawArgs(draw: DrawKind, unit: Unit, pos: Pos): Amount[] {
    const wanted = DRAWS[draw];
    const usage = `${draw}(${wanted.join(', ')})`;
    this.r.want('(', `after ${draw}`);
    const args: Amount[] = [];
    while (this.r.peek() !== ')') {
      const name = wanted[args.length];
      if (args.length > 0) this.r.want(',', `between the arguments of ${draw}`);
      if (!name) {
        this.r.fail(this.r.pos(), `too many arguments for ${draw}`, `it is ${usage}`);
      }
      args.push(name === 'sigma' || name === 'alpha' ? this.shape(name) : this.amount(unit, false));
    }
    this.r.got(')');
    if (args.length < wanted.length) {
      const missing = wanted.slice(args.length).join(' and ');
      this.r.fail(pos, `not enough arguments for ${draw}: ${missing} missing`, `it is ${usage}`);
    }
    return args;
  }

  /** The shape of a distribution: a plain decimal. */
  private shape(name: string): Amount {
    const pos = this.r.pos();
    const c = this.r.peek();
    if (c === '-') this.r.fail(pos, `${name} cannot be negative`);
    if (c < '0' || c > '9') {
      this.r.fail(pos, `${name} is a plain number, found ${this.r.found()}`, 'for example 0.8');
    }
    const value = Number(this.digits(pos));
    const unitPos = this.r.pos();
    const unit = this.r.suffix();
    if (unit) this.r.fail(unitPos, `${name} is a plain number, without the unit ${unit}`);
    if (value === 0 && name === 'alpha') this.r.fail(pos, 'alpha must be more than 0');
    return { kind: 'num', value, unit: 'plain', pos };
  }

  private checkUniform([a, b]: Amount[]): void {
    const from = constant(a!);
    const to = constant(b!);
    if (from === undefined || to === undefined || from <= to) return;
    this.r.fail(startOf(b!), 'the second argument of uniform is less than the first');
  }
}

/** A decimal times a factor, if that is whole: exactly, not in floating point. */
function scaled(digits: string, factor: bigint): number | undefined {
  const [whole, fraction = ''] = digits.split('.');
  const numerator = BigInt(whole + fraction) * factor;
  const denominator = 10n ** BigInt(fraction.length);
  return numerator % denominator === 0n ? Number(numerator / denominator) : undefined;
}

/** The value of an amount that does not depend on the call. */
export function constant(a: Amount): number | undefined {
  if (a.kind === 'num') return a.value;
  if (a.kind !== 'bin') return undefined;
  const x = constant(a.x);
  const y = constant(a.y);
  if (x === undefined || y === undefined) return undefined;
  switch (a.op) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    case '/': return Math.trunc(x / y);
  }
}

/** Where the text of an amount starts. */
export function startOf(a: Amount): Pos {
  while (a.kind === 'bin') a = a.x;
  return a.pos;
}
