/** Expressions, types and simple statements as text, in the short form that gc's messages use. */
import type {
  BinaryExpr, ChanType, Expr, Field, FuncType, InterfaceType, SliceExpr, Stmt, StructType,
} from './ast.ts';

/** Parts nested deeper than this are shown as `…`: a message is for people. */
const DEPTH_LIMIT = 200;

/** `x` as gc prints it: bodies of literals are shortened to `…`. */
export function exprString(x: Expr): string {
  return text(x, 0);
}

/** A list of expressions, with commas. */
export function exprListString(list: readonly Expr[]): string {
  return list.map(exprString).join(', ');
}

/** A simple statement (one that can be in a control clause); others are `…`. */
export function stmtString(s: Stmt): string {
  switch (s.kind) {
    case 'EmptyStmt': return '';
    case 'ExprStmt': return exprString(s.x);
    case 'SendStmt': return `${exprString(s.chan)} <- ${exprString(s.value)}`;
    case 'IncDecStmt': return exprString(s.x) + s.op;
    case 'AssignStmt': {
      const op = s.op === '=' || s.op === ':=' ? s.op : `${s.op}=`;
      return `${exprListString(s.lhs)} ${op} ${exprListString(s.rhs)}`;
    }
    default: return '…';
  }
}

function text(x: Expr, depth: number): string {
  if (depth > DEPTH_LIMIT) return '…';
  const sub = (y: Expr) => text(y, depth + 1);
  switch (x.kind) {
    case 'BadExpr': return '<bad expr>';
    case 'Ident': return x.name;
    case 'BasicLit': return x.text;
    case 'CompositeLit': return `${x.type ? sub(x.type) : ''}{${x.elts.length ? '…' : ''}}`;
    case 'KeyValue': return `${sub(x.key)}: ${sub(x.value)}`;
    case 'FuncLit': return `${sub(x.type)} {${x.body.list.length ? '…' : ''}}`;
    case 'ParenExpr': return `(${sub(x.x)})`;
    case 'SelectorExpr': return `${sub(x.x)}.${x.sel.name}`;
    case 'IndexExpr': return `${sub(x.x)}[${x.indices.map(sub).join(', ')}]`;
    case 'SliceExpr': return `${sub(x.x)}[${bounds(x, sub)}]`;
    case 'TypeAssertExpr': return `${sub(x.x)}.(${x.type ? sub(x.type) : 'type'})`;
    case 'CallExpr':
      return `${sub(x.fun)}(${x.args.map(sub).join(', ')}${x.hasDots ? '...' : ''})`;
    case 'StarExpr': return `*${sub(x.x)}`;
    case 'UnaryExpr': return x.op + sub(x.x);
    case 'BinaryExpr': return binary(x, depth);
    case 'ArrayType': return `[${sub(x.len)}]${sub(x.elem)}`;
    case 'SliceType': return `[]${sub(x.elem)}`;
    case 'Ellipsis': return `...${x.elem ? sub(x.elem) : ''}`;
    case 'StructType': return struct(x, sub);
    case 'FuncType': return `func${signature(x, sub)}`;
    case 'InterfaceType': return interfaceText(x, sub);
    case 'MapType': return `map[${sub(x.key)}]${sub(x.value)}`;
    case 'ChanType': return channel(x, sub);
  }
}

type Sub = (x: Expr) => string;

function bounds(x: SliceExpr, sub: Sub): string {
  const lo = x.lo ? sub(x.lo) : '';
  const hi = x.hi ? sub(x.hi) : '';
  return `${lo}:${hi}${x.max ? `:${sub(x.max)}` : ''}`;
}

/** A sum of many terms is a tree as deep as it has terms, all on its left side: so a loop. */
function binary(x: BinaryExpr, depth: number): string {
  const tail: string[] = [];
  let left: Expr = x;
  while (left.kind === 'BinaryExpr') {
    tail.push(` ${left.op} ${text(left.y, depth + 1)}`);
    left = left.x;
  }
  return text(left, depth + 1) + tail.reverse().join('');
}

function channel(x: ChanType, sub: Sub): string {
  const elem = sub(x.elem);
  if (x.dir === 'recv') return `<-chan ${elem}`;
  if (x.dir === 'send') return `chan<- ${elem}`;
  const ambiguous = x.elem.kind === 'ChanType' && x.elem.dir === 'recv';
  return ambiguous ? `chan (${elem})` : `chan ${elem}`;
}

/** `a, b T, c U`: names that share a type are listed before it. */
function fields(list: readonly Field[], separator: string, sub: Sub): string {
  let out = '';
  list.forEach((f, i) => {
    const next = list[i + 1];
    if (f.name) out += f.name.name;
    if (f.name && next?.name && next.type === f.type) {
      out += ', ';
      return;
    }
    out += (f.name ? ' ' : '') + sub(f.type);
    if (f.tag !== undefined) out += ` ${JSON.stringify(f.tag)}`;
    if (next) out += separator;
  });
  return out;
}

function struct(x: StructType, sub: Sub): string {
  return `struct{${fields(x.fields, '; ', sub)}}`;
}

function signature(x: FuncType, sub: Sub): string {
  const params = `(${fields(x.params, ', ', sub)})`;
  const [only] = x.results;
  if (!only) return params;
  if (x.results.length === 1 && !only.name) return `${params} ${sub(only.type)}`;
  return `${params} (${fields(x.results, ', ', sub)})`;
}

function interfaceText(x: InterfaceType, sub: Sub): string {
  const methods = x.methods.map((m) => {
    if (!m.name) return sub(m.type);
    return m.name.name + (m.type.kind === 'FuncType' ? signature(m.type, sub) : '');
  });
  return `interface{${methods.join('; ')}}`;
}
