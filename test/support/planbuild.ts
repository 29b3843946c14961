/** A plan through the builder. Every function gets all channels and locks as parameters. */
import { Builder } from '../../src/program/builder.ts';
import type { FuncBuilder } from '../../src/program/funcbuilder.ts';
import type { FuncRef, ParamKind, Value } from '../../src/program/handles.ts';
import type { Program } from '../../src/program/program.ts';
import type { Plan, Stmt } from './plan.ts';

export function buildPlan(plan: Plan): Program {
  const b = new Builder();
  const kinds: ParamKind[] = [
    ...plan.channels.map(() => 'chan' as const),
    ...Array.from({ length: plan.locks }, () => 'semaphore' as const)];
  const refs = plan.functions.map((_, i) => (
    i === 0 ? b.declare('main') : b.declare(`f${i}`, kinds)));
  for (const [i, body] of plan.functions.entries()) {
    const make = (f: FuncBuilder, params: Value[]) => {
      const shared = i === 0 ? createShared(f, plan) : params;
      emitAll(f, body, { plan, refs, shared });
      if (i === 0) f.sleep(plan.tailNs);
    };
    if (i === 0) b.func('main', make);
    else b.func(`f${i}`, kinds, make);
  }
  return b.build();
}

interface Scope {
  plan: Plan;
  refs: FuncRef[];
  /** Channels, then locks. */
  shared: Value[];
}

function createShared(f: FuncBuilder, plan: Plan): Value[] {
  const channels = plan.channels.map((size) => f.chan(size));
  return [...channels, ...Array.from({ length: plan.locks }, () => f.semaphore(1))];
}

function emitAll(f: FuncBuilder, body: readonly Stmt[], scope: Scope): void {
  for (const stmt of body) emit(f, stmt, scope);
}

function emit(f: FuncBuilder, s: Stmt, scope: Scope): void {
  const { shared, refs, plan } = scope;
  switch (s.op) {
    case 'cpu': return f.cpu(s.ns);
    case 'sleep': return f.sleep(s.ns);
    case 'cgo': return f.cgo(s.ns);
    case 'net': return f.net(s.ns);
    case 'spin': return f.loop(s.ns, () => {});
    case 'syscall': return f.syscall(s.ns, s.how);
    case 'draw': return f.cpu({ exp: s.mean });
    case 'send': return f.send(shared[s.ch]!, 1);
    case 'recv': return f.recv(shared[s.ch]!);
    case 'close': return f.close(shared[s.ch]!);
    case 'select': {
      const cases = s.cases.map(({ send, ch }) => (
        send ? { send: shared[ch]!, value: 2 } : { recv: shared[ch]! }));
      return f.select(cases, s.otherwise || s.timeoutNs > 0 ? () => {} : undefined);
    }
    case 'lock': {
      const lock = shared[plan.channels.length + s.lock]!;
      f.lock(lock);
      emitAll(f, s.body, scope);
      return f.unlock(lock);
    }
    case 'pin':
      f.lockOSThread();
      emitAll(f, s.body, scope);
      return s.unpin ? f.unlockOSThread() : undefined;
    case 'loop': return f.loop(s.count, () => emitAll(f, s.body, scope));
    case 'go': return f.go(refs[s.fn]!, ...shared);
    case 'gc': return f.gc();
    case 'procs': return f.gomaxprocs(s.n);
    case 'yield': case 'every': return f.yield();
  }
}
