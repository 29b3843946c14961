/**
 * The order in which package variables are initialised. A variable comes after those that its
 * initial value mentions, directly or through functions; among those that are ready, in source
 * order. Functions are first taken out of the graph: who depends on one depends on what it does.
 */
import type { Checker } from './check.ts';
import { InitQueue, type Queued } from './initqueue.ts';
import type { Obj, Var } from './types.ts';

interface GraphNode extends Queued {
  obj: Obj;
  pred: Set<GraphNode>;
  succ: Set<GraphNode>;
}

export function initOrder(c: Checker): void {
  for (const v of initialisers(c, () => true)) {
    const { lhs, init, order } = c.objMap.get(v)!;
    c.info.initOrder.push({ lhs: lhs ?? [v], rhs: init!, order });
  }
}

/**
 * The initialised variables among `which` objects, in order, one for each initial value. `which`
 * must have all that those depend on; of others it may have any: who depends on nothing further
 * goes by source order, so they change nothing in the order of the rest.
 */
export function initialisers(c: Checker, which: (obj: Obj) => boolean): Var[] {
  const nodes = graph(c, which);
  const order: Var[] = [];
  const queue = new InitQueue<GraphNode>();
  for (const n of nodes) {
    n.left = n.succ.size;
    queue.put(n);
  }
  const emitted = new Set<object>();
  for (let n = queue.take(); n; n = queue.take()) {
    if (n.left > 0) {
      const cycle = findPath(c, n.obj, n.obj, new Set());
      if (cycle) reportCycle(c, cycle);
      // Go on as if the cycle were none: the rest of the order is still of use.
    }
    for (const p of n.pred) {
      p.left--;
      queue.put(p);
    }
    const info = c.objMap.get(n.obj);
    if (n.obj.kind !== 'Var' || !info?.init || emitted.has(info)) continue;
    emitted.add(info);
    order.push(n.obj);
  }
  return order;
}

/** The graph of constants and variables, with functions eliminated. */
function graph(c: Checker, which: (obj: Obj) => boolean): GraphNode[] {
  const all = new Map<Obj, GraphNode>();
  let order = 0;
  for (const [obj] of c.objMap) {
    if (obj.kind === 'TypeName' || !which(obj)) continue;
    all.set(obj, {
      obj, isConst: obj.kind === 'Const', order: order++,
      pred: new Set(), succ: new Set(), left: 0,
    });
  }
  for (const [obj, n] of all) {
    for (const d of c.objMap.get(obj)!.deps) {
      const to = all.get(d);
      if (!to) continue;
      n.succ.add(to);
      to.pred.add(n);
    }
  }
  const funcs = [...all.values()].filter((n) => n.obj.kind === 'Func');
  funcs.sort((a, b) => a.pred.size * a.succ.size - b.pred.size * b.succ.size || a.order - b.order);
  for (const f of funcs) eliminate(f);
  return [...all.values()].filter((n) => n.obj.kind !== 'Func');
}

function eliminate(n: GraphNode): void {
  for (const p of n.pred) {
    if (p === n) continue;
    for (const s of n.succ) {
      if (s === n) continue;
      p.succ.add(s);
      s.pred.add(p);
    }
    p.succ.delete(n);
  }
  for (const s of n.succ) s.pred.delete(n);
}

/**
 * A path of dependencies from one object to another, last one first; undefined if there is none.
 */
function findPath(c: Checker, from: Obj, to: Obj, seen: Set<Obj>): Obj[] | undefined {
  if (seen.has(from)) return undefined;
  seen.add(from);
  const order = (o: Obj): number => c.objMap.get(o)?.order ?? 0;
  const deps = [...(c.objMap.get(from)?.deps ?? [])].sort((a, b) => order(a) - order(b));
  for (const d of deps) {
    if (d === to) return [d];
    const path = findPath(c, d, to, seen);
    if (path) return [...path, d];
  }
  return undefined;
}

function reportCycle(c: Checker, cycle: Obj[]): void {
  const first = cycle[0]!;
  if (cycle.length === 1) {
    c.error(first.pos, `initialization cycle: ${first.name} refers to itself`);
    return;
  }
  let obj = first;
  const more = [...cycle].reverse().map((next) => {
    const line = { at: obj.pos, msg: `${obj.name} refers to ${next.name}` };
    obj = next;
    return line;
  });
  c.error(first.pos, `initialization cycle for ${first.name}`, more);
}
