/**
 * Does instantiation end? `func f[T any]() { f[*T]() }` asks for f of *int, **int and so on. Type
 * parameters are vertices; an argument that mentions parameter P, for parameter Q, makes an edge
 * from P to Q, of weight 0 if the argument is P itself and of weight 1 if it is built around P.
 * Instances grow without end exactly if a cycle has positive weight (Bellman and Ford find it).
 */
import type { Pos } from '../syntax/ast.ts';
import type { Checker } from './check.ts';
import { unalias } from './named.ts';
import type { Obj, Type, TypeParam } from './types.ts';

interface Vertex { obj: Obj; weight: number; via: Edge | undefined; length: number }
interface Edge { from: Vertex; to: Vertex; weight: number; pos: Pos; type: Type }

export interface MonoGraph {
  vertices: Map<TypeParam, Vertex>;
  edges: Edge[];
  /** A receiver's own parameter counts as that of the base type. */
  canon: Map<TypeParam, TypeParam>;
}

export const newMonoGraph = (): MonoGraph => ({ vertices: new Map(), edges: [], canon: new Map() });

function vertex(g: MonoGraph, p0: TypeParam): Vertex {
  const p = g.canon.get(p0) ?? p0;
  let v = g.vertices.get(p);
  if (!v) g.vertices.set(p, (v = { obj: p.obj, weight: 0, via: undefined, length: 0 }));
  return v;
}

/** Notes that `tparams` were instantiated with `targs`. */
export function recordMono(c: Checker, pos: Pos, tparams: TypeParam[], targs: Type[]): void {
  tparams.forEach((p, i) => {
    const targ = targs[i];
    if (!targ || p.obj.pkg !== c.pkg) return;
    eachParam(targ, new Set(), (src, whole) => {
      c.mono.edges.push({
        from: vertex(c.mono, src), to: vertex(c.mono, p), weight: whole ? 0 : 1, pos, type: targ,
      });
    });
  });
}

/** Calls `f` for every type parameter that `t` mentions; `whole`: `t` is just that. */
function eachParam(t0: Type, seen: Set<Type>, f: (p: TypeParam, whole: boolean) => void): void {
  const t = unalias(t0);
  if (seen.has(t)) return;
  seen.add(t);
  const go = (x: Type): void => eachParam(x, seen, (p) => f(p, false));
  switch (t.kind) {
    case 'TypeParam': return f(t, true);
    case 'Named':
      t.targs.forEach(go);
      return (t.outer ?? []).forEach((p) => f(p, false));
    case 'Pointer': case 'Slice': case 'Array': case 'Chan': return go(t.elem);
    case 'Map':
      go(t.key);
      return go(t.elem);
    case 'Struct': return t.fields.forEach((x) => go(x.type));
    case 'Signature': return [...t.params, ...t.results].forEach((v) => go(v.type));
    case 'Interface': return t.methods.forEach((m) => go(m.type));
    default:
  }
}

export function checkMono(c: Checker): void {
  const { edges, vertices } = c.mono;
  for (let again = true; again;) {
    again = false;
    for (const e of edges) {
      if (e.from.weight + e.weight <= e.to.weight) continue;
      e.to.via = e;
      e.to.length = e.from.length + 1;
      if (e.to.length >= vertices.size) {
        report(c, e.to);
        return;
      }
      e.to.weight = e.from.weight + e.weight;
      again = true;
    }
  }
}

function report(c: Checker, end: Vertex): void {
  const stack: Vertex[] = [];
  let v = end;
  while (!stack.includes(v) && v.via) {
    stack.push(v);
    v = v.via.from;
  }
  const cycle = stack.slice(Math.max(0, stack.indexOf(v)));
  c.error(v.obj.pos, 'instantiation cycle:', cycle.map((x) => ({
    at: x.via!.pos, msg: `\t${x.obj.name} instantiated as ${c.str(x.via!.type)}`,
  })));
}
