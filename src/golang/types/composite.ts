/** Struct and interface types, and unions. */
import type * as ast from '../syntax/ast.ts';
import { exprString } from '../syntax/print.ts';
import { Typ } from './basic.ts';
import type { Checker } from './check.ts';
import { InterfaceImpl } from './interface.ts';
import { deref } from './lookup.ts';
import { asNamed } from './named.ts';
import { fieldVar, methodFunc, newVar, selectorId } from './object.ts';
import { identical, isInterface, isTypeParam, isValid, under } from './predicates.ts';
import { disjoint } from './terms.ts';
import type { Interface, StructField, Type, TypeName, UnionTerm } from './types.ts';
import { typExpr, varType } from './typexpr.ts';
import { termString } from './typestring.ts';
import { comparableNamed } from './universe.ts';

// ---- structs ----------------------------------------------------------------------------------

export function structType(c: Checker, e: ast.StructType): Type {
  const fields: StructField[] = [];
  const seen = new Map<string, StructField>();
  let prev: ast.Expr | undefined;
  let type: Type = Typ.invalid;
  for (const f of e.fields) {
    if (f.type !== prev) type = varType(c, f.type);
    prev = f.type;
    const id = f.name ?? embeddedIdent(f.type);
    if (!id) {
      c.error(f.type, `invalid embedded field type ${exprString(f.type)}`);
      continue;
    }
    const embedded = !f.name;
    if (embedded) checkEmbedded(c, f.type, type);
    const field: StructField = {
      name: id.name, type, embedded, tag: f.tag ?? '', pkg: c.pkg, pos: id.pos,
    };
    const alt = id.name === '_' ? undefined : seen.get(selectorId(field));
    if (alt) {
      c.error(id, `${id.name} redeclared`, [
        { at: alt.pos, msg: `other declaration of ${id.name}` },
      ]);
      continue;
    }
    seen.set(selectorId(field), field);
    fields.push(field);
    // In `struct{ p.T }` the identifier is both a use of T and the definition of a field.
    c.recordDef(id, fieldVar(field));
  }
  return { kind: 'Struct', fields };
}

function embeddedIdent(e: ast.Expr): ast.Ident | undefined {
  switch (e.kind) {
    case 'Ident': return e;
    case 'StarExpr': return e.x.kind === 'StarExpr' ? undefined : embeddedIdent(e.x);
    case 'SelectorExpr': return e.sel;
    case 'IndexExpr': return embeddedIdent(e.x);
    case 'ParenExpr': return embeddedIdent(e.x);
    default: return undefined;
  }
}

function checkEmbedded(c: Checker, at: ast.Expr, type: Type): void {
  c.later(() => {
    const { type: t, ptr } = deref(type);
    const u = under(t);
    const bad = (what: string): void => c.error(at, `embedded field type cannot be ${what}`);
    if (u.kind === 'Basic' && u.basic === 'unsafe.Pointer') bad('unsafe.Pointer');
    else if (u.kind === 'Pointer') bad('a pointer');
    else if (u.kind === 'Interface' && isTypeParam(t)) bad('a (pointer to a) type parameter');
    else if (u.kind === 'Interface' && ptr) bad('a pointer to an interface');
  });
}

// ---- interfaces -------------------------------------------------------------------------------

export function interfaceType(
  c: Checker, e: ast.InterfaceType, def: TypeName | undefined,
): Interface {
  const iface = new InterfaceImpl();
  iface.onDuplicate = (pos, m, other, otherPos, explicit) => {
    const report = (): void => {
      if (!explicit && identical(m.type, other.type)) return;
      c.error(pos, `duplicate method ${m.name}`, [
        { at: otherPos, msg: `other declaration of method ${m.name}` },
      ]);
    };
    if (explicit) report();
    else c.later(report);
  };
  for (const f of e.methods) {
    if (!f.name) {
      iface.embeds.push({ type: parseUnion(c, f.type), pos: f.type.pos });
    } else if (f.name.name === '_') {
      c.error(f.name, 'methods must have a unique non-blank name');
    } else {
      interfaceMethod(c, f.name, f.type, iface, def);
    }
  }
  iface.explicit.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  iface.complete = true;
  if (e.methods.length > 0) {
    // So that duplicates are reported even where nobody asks for the methods.
    c.later(() => void iface.methods);
    c.interfaces.push({ iface, pos: e.pos });
  }
  return iface;
}

function interfaceMethod(
  c: Checker, id: ast.Ident, type: ast.Expr, iface: InterfaceImpl, def: TypeName | undefined,
): void {
  const sig = typExpr(c, type);
  if (sig.kind !== 'Signature') return;
  const recvType = (def?.type as Type | undefined) && asNamed(def!.type);
  sig.recv = newVar('recv', id.pos, c.pkg, '', recvType ?? iface);
  const m = { name: id.name, type: sig, pkg: c.pkg, pos: id.pos };
  iface.explicit.push(m);
  c.recordDef(id, methodFunc(m));
}

// ---- unions -----------------------------------------------------------------------------------

const maxTerms = 100;

/** An embedded element: a single type, or an implicit interface for `A | ~B`. */
function parseUnion(c: Checker, e: ast.Expr): Type {
  const parts: ast.Expr[] = [];
  const ors: ast.BinaryExpr[] = [];
  let rest = e;
  for (; rest.kind === 'BinaryExpr' && rest.op === '|'; rest = rest.x) {
    parts.unshift(rest.y);
    ors.push(rest);
  }
  parts.unshift(rest);
  const terms = parts.map((p) => parseTerm(c, p));
  if (terms.length === 1 && !terms[0]!.tilde) return terms[0]!.type;
  if (terms.length > maxTerms) {
    c.error(parts[maxTerms]!,
      `cannot handle more than ${maxTerms} union terms (implementation limitation)`);
    return Typ.invalid;
  }
  const u = unionType(terms);
  for (const or of ors) c.recordType(or, 'type', u);
  c.later(() => checkTerms(c, parts, terms));
  return u;
}

function unionType(terms: UnionTerm[]): InterfaceImpl {
  const u = new InterfaceImpl();
  u.union = terms;
  u.implicit = true;
  u.complete = true;
  return u;
}

function parseTerm(c: Checker, e: ast.Expr): UnionTerm {
  const tilde = e.kind === 'UnaryExpr' && e.op === '~';
  const inner = tilde ? e.x : e;
  let type = typExpr(c, inner);
  if (isTypeParam(type)) {
    c.error(inner, tilde
      ? `type in term ${exprString(e)} cannot be a type parameter`
      : 'term cannot be a type parameter');
    type = Typ.invalid;
  }
  const term = { tilde, type };
  if (tilde) c.recordType(e, 'type', unionType([term]));
  return term;
}

function checkTerms(c: Checker, parts: ast.Expr[], terms: UnionTerm[]): void {
  terms.forEach((t, i) => {
    if (!isValid(t.type)) return;
    const u = under(t.type);
    const at = parts[i]!;
    if (u.kind === 'Interface') return interfaceTerm(c, at, t, u);
    if (t.tilde && !identical(u, t.type)) {
      c.error(at, `invalid use of ~ (underlying type of ${c.str(t.type)} is ${c.str(u)})`);
      return;
    }
    const j = terms.slice(0, i).findIndex((x) => !isInterface(x.type) && isValid(x.type)
      && !disjoint(x, t));
    if (j >= 0) {
      c.error(at, `overlapping terms ${termString(t)} and ${termString(terms[j]!)}`);
    }
  });
}

function interfaceTerm(c: Checker, at: ast.Expr, t: UnionTerm, u: Interface): void {
  const name = termString(t);
  if (t.tilde) c.error(at, `invalid use of ~ (${c.str(t.type)} is an interface)`);
  else if (u.methods.length > 0) {
    c.error(at, `cannot use ${name} in union (${name} contains methods)`);
  }
  else if (t.type === comparableNamed) c.error(at, 'cannot use comparable in union');
  else if (u.comparable) c.error(at, `cannot use ${name} in union (${name} embeds comparable)`);
}
