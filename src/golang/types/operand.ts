/** An operand: an expression with what is known of it while it is being checked. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import type { Basic, ConstValue, Mode, Type } from './types.ts';
import { Typ } from './basic.ts';
import { constString } from './constformat.ts';
import { isEmptyTypeSet } from './interface.ts';
import { asTypeParam } from './named.ts';
import { compositeKind, constraintOf, isGeneric, isUntyped, isValid, under } from './predicates.ts';
import { type Qualifier, typeString } from './typestring.ts';

export type OperandMode = Mode | 'invalid';

export class Operand {
  mode: OperandMode = 'invalid';
  type: Type = Typ.invalid;
  val: ConstValue | undefined;
  /** Of a builtin: its name. */
  id = '';
  expr: ast.Expr;
  /** How the expression may be used as a statement. */
  kind: 'conversion' | 'expression' | 'statement' = 'expression';

  constructor(expr: ast.Expr, mode: OperandMode = 'invalid', type: Type = Typ.invalid) {
    this.expr = expr;
    this.mode = mode;
    this.type = type;
  }

  set(mode: OperandMode, type: Type): this {
    this.mode = mode;
    this.type = type;
    return this;
  }

  fail(): this {
    this.mode = 'invalid';
    return this;
  }

  copy(): Operand {
    const x = new Operand(this.expr, this.mode, this.type);
    x.val = this.val;
    x.id = this.id;
    x.kind = this.kind;
    return x;
  }

  /** For after a call that may have changed the mode (which the compiler does not know). */
  get failed(): boolean {
    return this.mode === 'invalid';
  }

  get isNil(): boolean {
    return this.mode === 'nil';
  }
}

const modeText: Record<OperandMode, string> = {
  invalid: 'invalid operand', novalue: 'no value', builtin: 'built-in', type: 'type',
  constant: 'constant', variable: 'variable', mapindex: 'map index expression', value: 'value',
  nil: 'nil', commaok: 'comma, ok expression', package: 'package',
};

/** As in `x (variable of type T)`, `300 (untyped int constant)`. */
export function operandString(x: Operand, qualify: Qualifier): string {
  if (x.isNil) {
    if (!isValid(x.type)) return 'nil (with invalid type)';
    if (x.type === Typ['untyped nil']) return 'nil';
  }
  const expr = exprString(x.expr);
  const bare = x.mode === 'invalid' || x.mode === 'novalue' || x.mode === 'builtin'
    || x.mode === 'type';
  const untyped = !bare && isUntyped(x.type);
  let s = untyped ? `${(x.type as Basic).name} ` : '';
  s += modeText[x.mode];
  if (x.mode === 'constant' && x.val) {
    const value = constString(x.val);
    if (value !== expr) s += ` ${value}`;
  }
  if (!bare && !untyped) s += isValid(x.type) ? ofType(x.type, qualify) : ' with invalid type';
  return `${expr} (${s})`;
}

function ofType(t: Type, qualify: Qualifier): string {
  let desc = isGeneric(t) ? 'generic ' : '';
  const tpar = asTypeParam(t);
  if (!tpar && (t.kind === 'Named' || t.kind === 'Alias')) {
    const u = under(t);
    desc += `${compositeKind(t) || (u.kind === 'Basic' ? u.name.replace('unsafe.', '') : '')} `;
  }
  let s = ` of ${desc}type ${typeString(t, qualify)}`;
  if (tpar) {
    s += ` constrained by ${typeString(tpar.constraint, qualify)}`;
    if (isEmptyTypeSet(constraintOf(tpar))) s += ' with empty type set';
  }
  return s;
}
