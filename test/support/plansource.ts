/** A plan as Go source: package-level channels and mutexes, declared time by directives. */
import type { Plan, Stmt } from './plan.ts';

const imports: Record<string, RegExp> = {
  runtime: /\bruntime\./, sync: /\bsync\./, time: /\btime\./,
};

export function sourceOfPlan(plan: Plan): string {
  const writer = new SourceWriter();
  const functions = plan.functions.map((body, i) => {
    const lines = writer.block(body, 1);
    if (i === 0) lines.push(`\ttime.Sleep(${plan.tailNs})`);
    return `func ${i === 0 ? 'main' : `f${i}`}() {\n${lines.join('\n')}\n}\n`;
  });
  const shared = [
    ...plan.channels.map((size, i) => `var c${i} = make(chan int, ${size})`),
    ...Array.from({ length: plan.locks }, (_, i) => `var mu${i} sync.Mutex`)];
  const body = [...shared, '', ...functions, ...writer.declared].join('\n');
  const used = Object.keys(imports).filter((name) => imports[name]!.test(body));
  return `package main\n\nimport (\n${used.map((n) => `\t"${n}"\n`).join('')})\n\n${body}`;
}

class SourceWriter {
  /** Functions with directives. */
  readonly declared: string[] = [];

  block(body: readonly Stmt[], depth: number): string[] {
    return body.flatMap((stmt) => this.stmt(stmt).map((line) => '\t'.repeat(depth) + line));
  }

  /** A call of a new function with a directive. */
  private declare(directive: string): string[] {
    const name = `d${this.declared.length}`;
    this.declared.push(`//gopark:${directive}\nfunc ${name}() {}\n`);
    return [`${name}()`];
  }

  private inside(head: string, body: readonly Stmt[], tail: string[]): string[] {
    return [head, ...this.block(body, 1), ...tail];
  }

  private stmt(s: Stmt): string[] {
    switch (s.op) {
      case 'cpu': case 'cgo': case 'net': return this.declare(`${s.op} ${s.ns}ns`);
      case 'sleep': return [`time.Sleep(${s.ns})`];
      case 'spin': return [`for i := 0; i < ${s.ns}; i++ {`, '}'];
      case 'draw': return this.declare(`cpu exp(${s.mean}ns)`);
      case 'syscall': return this.declare(
        `syscall ${s.ns}ns${s.how === 'ordinary' ? '' : ` ${s.how}`}`);
      case 'yield': return ['runtime.Gosched()'];
      case 'gc': return ['runtime.GC()'];
      case 'every': return this.declare('net every exp(50us)');
      case 'send': return [`c${s.ch} <- 1`];
      case 'recv': return [`<-c${s.ch}`];
      case 'close': return [`close(c${s.ch})`];
      case 'select': return this.select(s);
      case 'lock': return this.inside(`mu${s.lock}.Lock()`, s.body, [`mu${s.lock}.Unlock()`])
        .map((line) => line.replace(/^\t/, ''));
      case 'pin': return this.inside('runtime.LockOSThread()', s.body,
        s.unpin ? ['runtime.UnlockOSThread()'] : [])
        .map((line) => line.replace(/^\t/, ''));
      case 'loop': return this.inside(`for range ${s.count} {`, s.body, ['}']);
      case 'go': return [`go f${s.fn}()`];
      case 'procs': return [`runtime.GOMAXPROCS(${s.n})`];
    }
  }

  private select(s: Stmt & { op: 'select' }): string[] {
    const lines = ['select {'];
    for (const { send, ch } of s.cases) lines.push(send ? `case c${ch} <- 2:` : `case <-c${ch}:`);
    if (s.timeoutNs > 0) lines.push(`case <-time.After(${s.timeoutNs}):`);
    if (s.otherwise) lines.push('default:');
    return [...lines, '}'];
  }
}
