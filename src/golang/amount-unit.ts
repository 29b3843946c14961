/**
 * What amounts measure: time, memory, or nothing. Checked twice: while directives are read, when
 * the types of parameters are known only where they are plain to see, and again with all types
 * known.
 */
import type { Amount, BinAmount } from './amount.ts';
import type { Expr, Pos } from './syntax/ast.ts';

export type Unit = 'ns' | 'bytes' | 'plain';

/** The draws, and what their arguments are. `sigma` and `alpha` are plain decimals. */
export const DRAWS = {
  uniform: ['a', 'b'],
  exp: ['mean'],
  normal: ['mean', 'sd'],
  lognormal: ['median', 'sigma'],
  pareto: ['min', 'alpha'],
} as const;
export type DrawKind = keyof typeof DRAWS;

/** What a parameter measures; undefined if that is not known. */
export type UnitOfParameter = (name: string) => Unit | undefined;

/** Told of a mistake. */
export type UnitErrorHandler = (pos: Pos, message: string, help?: string) => void;

const NAMES: Record<Unit, string> = {
  ns: 'a duration', bytes: 'a number of bytes', plain: 'a plain number',
};

const INTEGERS = new Set([
  'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64',
  'uintptr', 'byte', 'rune',
]);

/** What a parameter of this type measures, as far as the type's text tells. */
export function unitOfTypeText(type: Expr): Unit | undefined {
  if (type.kind === 'Ident' && INTEGERS.has(type.name)) return 'plain';
  if (type.kind !== 'SelectorExpr' || type.x.kind !== 'Ident') return undefined;
  return type.x.name === 'time' && type.sel.name === 'Duration' ? 'ns' : undefined;
}

/**
 * Checks that `amount` measures what is wanted, and its parts what they can. A plain number is also
 * a number of bytes.
 */
export function amountUnit(
  amount: Amount, want: Unit, unitOf: UnitOfParameter, error: UnitErrorHandler,
): void {
  if (amount.kind === 'draw') {
    amount.args.forEach((arg, i) => {
      const name: string = DRAWS[amount.draw][i]!;
      const shape = name === 'sigma' || name === 'alpha';
      amountUnit(arg, shape ? 'plain' : want, unitOf, error);
    });
    return;
  }
  const unit = unitOfAmount(amount, unitOf, error);
  if (!unit || unit === want || (unit === 'plain' && want === 'bytes')) return;
  complain(amount, unit, want, error);
}

function complain(amount: Amount, unit: Unit, want: Unit, error: UnitErrorHandler): void {
  if (want === 'ns' && unit === 'plain') {
    if (amount.kind === 'num') {
      const message = `duration needs a unit: ${amount.value}ms`;
      error(amount.pos, message, 'the units are ns, us, ms, s, m, h');
      return;
    }
    const help = amount.kind === 'bin' ? 'multiply it by one, as in (n+1)*40ns'
      : `multiply it by one: ${amountText(amount)}*1ns`;
    error(start(amount), `${NAMES.ns} is needed here, and this is ${NAMES.plain}`, help);
    return;
  }
  error(start(amount), `${NAMES[want]} is needed here, and this is ${NAMES[unit]}`);
}

function unitOfAmount(
  a: Amount, unitOf: UnitOfParameter, error: UnitErrorHandler,
): Unit | undefined {
  switch (a.kind) {
    case 'num': return a.unit;
    case 'param': return unitOf(a.name);
    case 'len': return 'plain';
    case 'draw': return undefined;
    case 'bin': {
      const x = unitOfAmount(a.x, unitOf, error);
      const y = unitOfAmount(a.y, unitOf, error);
      return a.op === '+' || a.op === '-' ? sumUnit(a, x, y, error) : productUnit(a, x, y, error);
    }
  }
}

type Maybe = Unit | undefined;

function sumUnit(a: BinAmount, x: Maybe, y: Maybe, error: UnitErrorHandler): Maybe {
  if (!x || !y || x === y) return x ?? y;
  const verb = a.op === '+' ? 'added to' : 'subtracted from';
  error(a.pos, `${NAMES[y]} cannot be ${verb} ${NAMES[x]}`);
  return undefined;
}

function productUnit(a: BinAmount, x: Maybe, y: Maybe, error: UnitErrorHandler): Maybe {
  if (!x || !y) return undefined;
  if (y === 'plain') return x;
  if (a.op === '*' && x === 'plain') return y;
  if (a.op === '/' && x === y) return 'plain';
  const verb = a.op === '*' ? 'multiplied' : 'divided';
  error(a.pos, `${NAMES[x]} cannot be ${verb} by ${NAMES[y]}`);
  return undefined;
}

function amountText(a: Amount): string {
  if (a.kind === 'len') return `len(${a.name})`;
  return a.kind === 'param' ? a.name : 'n';
}

function start(a: Amount): Pos {
  while (a.kind === 'bin') a = a.x;
  return a.pos;
}
