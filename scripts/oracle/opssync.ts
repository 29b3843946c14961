/** Package sync, atomics, threads, contexts. */
import type { Op } from './ops.ts';
import type { Node } from './plan.ts';
import { startText } from './opsflow.ts';
import type { Writer } from './writer.ts';

/** Objects of each kind that a program has. */
const OBJECTS = 2;

function object(w: Writer, kind: string, index: number): string {
  const name = `${kind}${Math.abs(index) % OBJECTS}`;
  w.need(name, declarations[kind]!(name));
  return name;
}

const declarations: Record<string, (name: string) => string> = {
  mu: (n) => `var ${n} sync.Mutex`,
  rw: (n) => `var ${n} sync.RWMutex`,
  wg: (n) => `var ${n} sync.WaitGroup`,
  once: (n) => `var ${n} sync.Once`,
  at: (n) => `var ${n} atomic.Int64`,
  sm: (n) => `var ${n} sync.Map`,
  cd: (n) => `var (\n\t${n}m sync.Mutex\n\t${n}  = sync.NewCond(&${n}m)\n\t${n}n int\n)`,
};

/** A body between two calls, or in a function that defers the second one. */
function held(w: Writer, deferred: boolean, take: string, give: string, body: readonly Node[]) {
  if (!deferred) return [take, ...w.block(body).map((line) => line.replace(/^\t/, '')), give];
  return ['func() {', `\t${take}`, `\tdefer ${give}`, ...w.closure(body), '}()'];
}

function tried(w: Writer, take: string, give: string, body: readonly Node[]): string[] {
  return [`if ${take} {`, ...w.block(body), `\t${give}`, '} else {', `\tprintln(${w.label()})`,
    '}'];
}

function condWait(w: Writer, [index, how]: number[]): string[] {
  const c = object(w, 'cd', index!);
  if (how === 0) {
    return [`${c}m.Lock()`, `${c}.Wait()`, `println(${w.label()}, x)`, `${c}m.Unlock()`];
  }
  return [`${c}m.Lock()`, `for ${c}n <= 0 {`, `\t${c}.Wait()`, '}', `${c}n--`,
    `println(${w.label()}, x, ${c}n)`, `${c}m.Unlock()`];
}

function condWake(w: Writer, [index, how, n]: number[]): string[] {
  const c = object(w, 'cd', index!);
  const wake = `${c}.${how! % 2 ? 'Broadcast' : 'Signal'}()`;
  if (how! >= 4) return [wake];
  if (how! >= 2) return [`${c}m.Lock()`, `${c}n += ${n}`, `${c}m.Unlock()`, wake];
  return [`${c}m.Lock()`, `${c}n += ${n}`, wake, `println(${w.label()}, ${c}n)`, `${c}m.Unlock()`];
}

function grouped(w: Writer, [index, how]: number[], body: readonly Node[]): string[] {
  const g = object(w, 'wg', index!);
  if (how === 0) return [`${g}.Go(func() {`, ...w.closure(body), '})'];
  const inside = [`\tdefer ${g}.Done()`, ...w.closure(body)];
  return [`${g}.Add(1)`, ...startText(w, how!, inside)];
}

function atomicText(w: Writer, [index, how]: number[]): string[] {
  const a = object(w, 'at', index!);
  const label = w.label();
  switch (how) {
    case 0: return [`println(${label}, ${a}.Add(int64(x)))`];
    case 1: return [`println(${label}, ${a}.CompareAndSwap(0, int64(x)))`];
    case 2: return [`println(${label}, ${a}.Swap(int64(x)))`];
    default: return [`for old := ${a}.Load(); !${a}.CompareAndSwap(old, old+1); {`,
      '\truntime.Gosched()', `\told = ${a}.Load()`, '}', `println(${label}, ${a}.Load())`];
  }
}

function syncMap(w: Writer, [index, how]: number[]): string[] {
  const m = object(w, 'sm', index!);
  const label = w.label();
  if (how === 0) return [`${m}.Store(x%5, x)`];
  const name = ['LoadOrStore(x%5, x)', 'LoadAndDelete(x % 5)', 'Load(x % 5)'][how! % 3]!;
  return ['{', `\tv, ok := ${m}.${name}`, '\tn, _ := v.(int)', `\tprintln(${label}, n, ok)`, '}'];
}

export const syncOps: Record<string, Op> = {
  lock: {
    weight: 4, bodies: 1, args: (r) => [r.int(0, 1), r.int(0, 2)],
    render: (w, { args: [i, how], bodies }) => {
      const m = object(w, 'mu', i!);
      return held(w, how === 0, `${m}.Lock()`, `${m}.Unlock()`, bodies[0]!);
    },
  },
  trylock: {
    weight: 1, bodies: 1, lines: 1, args: (r) => [r.int(0, 1), r.int(0, 2)],
    render: (w, { args: [i, how], bodies }) => {
      const [m, rw] = [object(w, 'mu', i!), object(w, 'rw', i!)];
      if (how === 0) return tried(w, `${m}.TryLock()`, `${m}.Unlock()`, bodies[0]!);
      const kind = how === 1 ? 'R' : '';
      return tried(w, `${rw}.Try${kind}Lock()`, `${rw}.${kind}Unlock()`, bodies[0]!);
    },
  },
  rlock: {
    weight: 3, bodies: 1, args: (r) => [r.int(0, 1), r.int(0, 2)],
    render: (w, { args: [i, how], bodies }) => {
      const m = object(w, 'rw', i!);
      return held(w, how === 0, `${m}.RLock()`, `${m}.RUnlock()`, bodies[0]!);
    },
  },
  wlock: {
    weight: 2, bodies: 1, args: (r) => [r.int(0, 1), r.int(0, 2)],
    render: (w, { args: [i, how], bodies }) => {
      const m = object(w, 'rw', i!);
      return held(w, how === 0, `${m}.Lock()`, `${m}.Unlock()`, bodies[0]!);
    },
  },
  unlock: {
    weight: 0.2, args: (r) => [r.int(0, 1), r.int(0, 3)],
    render: (w, { args: [i, how] }) => [[
      `${object(w, 'mu', i!)}.Unlock()`, `${object(w, 'rw', i!)}.Unlock()`,
      `${object(w, 'rw', i!)}.RUnlock()`, `go ${object(w, 'mu', i!)}.Unlock()`][how! % 4]!],
  },
  condwait: {
    weight: 2, lines: 1, args: (r) => [r.int(0, 1), r.int(0, 3)],
    render: (w, n) => condWait(w, n.args),
  },
  condwake: {
    weight: 2, lines: 1, args: (r) => [r.int(0, 1), r.int(0, 5), r.int(1, 4)],
    render: (w, n) => condWake(w, n.args),
  },
  group: {
    weight: 4, bodies: 1, args: (r) => [r.int(0, 1), r.int(0, 5)],
    render: (w, n) => grouped(w, n.args, n.bodies[0]!),
  },
  groupburst: {
    weight: 2, bodies: 1, times: ({ args }) => args[0]!,
    args: (r) => [r.pick([2, 3, 5, 10, 70, 257, 280]), r.int(0, 1), r.int(0, 5)],
    render: (w, { args: [n, i, how], bodies }) => [
      `for i := range ${n} {`, '\tx := x + i', '\t_ = x',
      ...grouped(w, [i!, how!], bodies[0]!).map((line) => `\t${line}`), '}'],
  },
  groupwait: {
    weight: 3, args: (r) => [r.int(0, 1)],
    render: (w, { args: [i] }) => [`${object(w, 'wg', i!)}.Wait()`],
  },
  groupdone: {
    weight: 0.1, args: (r) => [r.int(0, 1)],
    render: (w, { args: [i] }) => [`${object(w, 'wg', i!)}.Done()`],
  },
  once: {
    weight: 2, bodies: 1, args: (r) => [r.int(0, 1)],
    render: (w, { args: [i], bodies }) => [`${object(w, 'once', i!)}.Do(func() {`,
      ...w.closure(bodies[0]!), '})'],
  },
  oncevalue: {
    weight: 1, bodies: 1, lines: 2, times: () => 1, args: (r) => [r.int(0, 1)],
    render: (w, { args: [go], bodies }) => {
      const f = w.name('lazy');
      const label = w.label();
      const use = `println(${label}, ${f}())`;
      return [`${f} := sync.OnceValue(func() int {`, '\tfunc() {',
        ...w.closure(bodies[0]!).map((line) => `\t${line}`), '\t}()', '\treturn x', '})',
        ...(go ? ['go func() {', `\t${use}`, '}()'] : []), use];
    },
  },
  pin: {
    weight: 2, bodies: 1, args: (r) => [r.int(0, 3)],
    render: (w, { args: [how], bodies }) => held(
      w, how === 0, 'runtime.LockOSThread()',
      how === 1 ? 'x++' : 'runtime.UnlockOSThread()', bodies[0]!),
  },
  atomic: {
    weight: 2, lines: 1, args: (r) => [r.int(0, 1), r.int(0, 3)],
    render: (w, n) => atomicText(w, n.args),
  },
  syncmap: {
    weight: 1, lines: 1, args: (r) => [r.int(0, 1), r.int(0, 3)],
    render: (w, n) => syncMap(w, n.args),
  },
  context: {
    weight: 0.7, bodies: 2, lines: 2, args: (r) => [r.int(0, 1)],
    render: (w, { args: [how], bodies }) => {
      const [ctx, cancel] = [w.name('ctx'), w.name('cancel')];
      return [`${ctx}, ${cancel} := context.WithCancel(context.Background())`,
        'go func() {', `\t<-${ctx}.Done()`, `\tprintln(${w.label()}, ${ctx}.Err().Error())`,
        ...w.closure(bodies[0]!), '}()', ...(how ? [`defer ${cancel}()`] : []),
        ...w.block(bodies[1]!).map((line) => line.replace(/^\t/, '')),
        how ? `println(${w.label()}, ${ctx}.Err() == nil)` : `${cancel}()`];
    },
  },
  pool: {
    weight: 1, lines: 1, args: (r) => [r.int(0, 2)],
    render: (w, { args: [how] }) => {
      w.need('pool', 'var pool = sync.Pool{New: func() any { return 0 }}');
      return how === 0 ? [`println(${w.label()}, pool.Get().(int))`] : ['pool.Put(x)'];
    },
  },
  rcond: {
    weight: 0.7, lines: 1, args: (r) => [r.int(0, 2)],
    render: (w, { args: [how] }) => {
      w.need('rcond', 'var (\n\trlock sync.RWMutex\n\trcond = sync.NewCond(rlock.RLocker())\n)');
      if (how === 0) return ['rcond.Broadcast()'];
      if (how === 1) return ['rlock.Lock()', 'rcond.Signal()', 'rlock.Unlock()'];
      return ['rlock.RLock()', 'rcond.Wait()', `println(${w.label()}, x)`, 'rlock.RUnlock()'];
    },
  },
  oncefunc: {
    weight: 0.7, bodies: 1, lines: 1,
    render: (w, { bodies }) => {
      const f = w.name('setup');
      return [`${f} := sync.OnceFunc(func() {`, ...w.closure(bodies[0]!), '})', `go ${f}()`,
        `${f}()`, `println(${w.label()}, x)`, `${f}()`];
    },
  },
  cancels: {
    weight: 0.7, bodies: 1, lines: 4, args: (r) => [r.int(0, 3)],
    render: (w, { args: [how], bodies }) => {
      const c = w.name('c');
      const wait = how! % 2 === 0 ? [`<-${c}b.Done()`] : [
        'select {', `case <-${c}a.Done():`, `case <-${c}b.Done():`, '}'];
      const [one, other] = how! < 2 ? ['a', 'b'] : ['b', 'a'];
      return [`${c}a, ${c}cancela := context.WithCancelCause(context.Background())`,
        `${c}b, ${c}cancelb := context.WithCancelCause(${c}a)`,
        `${c}stop := context.AfterFunc(${c}b, func() {`, ...w.closure(bodies[0]!), '})',
        'go func() {', ...wait.map((line) => `\t${line}`),
        `\tprintln(${w.label()}, context.Cause(${c}b) == nil)`, '}()',
        'runtime.Gosched()', `${c}cancel${one}(errors.New("one"))`,
        `println(${w.label()}, ${c}stop(), context.Cause(${c}b).Error())`,
        `${c}cancel${other}(errors.New("other"))`,
        `println(${w.label()}, context.Cause(${c}a).Error(), context.Cause(${c}b).Error())`];
    },
  },
  value: {
    weight: 0.7, lines: 1, args: (r) => [r.int(0, 3)],
    render: (w, { args: [how] }) => {
      w.need('shared', 'var (\n\tshared  atomic.Value\n\tcurrent atomic.Pointer[int]\n)');
      const label = w.label();
      return [[`shared.Store(x)`], [`println(${label}, shared.Load() != nil)`],
        ['{', '\ty := x', `\tp := current.Swap(&y)`, `\tprintln(${label}, p == nil || *p == x)`,
          '}'], ['shared.Store("text")']][how! % 4]!;
    },
  },
};
