/** A plan as a Go program. */
import { elemAt } from './elem.ts';
import type { Channel, Plan } from './plan.ts';
import { Writer } from './writer.ts';

/** How main ends. */
const endings: readonly string[][] = [
  [],
  ['runtime.Gosched()'],
  ['for range 100 {', '\truntime.Gosched()', '}'],
  ['select {}'],
  ['for runtime.NumGoroutine() > 1 && x > -1000 {', '\tx--', '\truntime.Gosched()', '}'],
  ['<-make(chan int)'],
  ['var never sync.WaitGroup', 'never.Add(1)', 'never.Wait()'],
  ['runtime.Goexit()'],
];

export const ENDINGS = endings.length;

const paths: Readonly<Record<string, string>> = {
  atomic: 'sync/atomic',
};

const packages = [
  'context', 'errors', 'fmt', 'iter', 'os', 'runtime', 'slices', 'sync', 'atomic',
];

/** The source of a plan: package main, gofmt's shape as far as it matters. */
export function render(plan: Plan): string {
  const w = new Writer(plan);
  const functions = plan.functions.map((_, i) => functionText(w, plan, i));
  const channels = plan.channels.map(channelText);
  const used = functions.join('\n');
  const shared = channels.filter((_, i) => new RegExp(`\\bc${i}\\b`).test(used));
  const body = [shared.join('\n'), ...w.helpers, ...functions].filter((t) => t !== '').join('\n\n');
  const imports = packages.filter((name) => new RegExp(`\\b${name}\\.[A-Z]`).test(body))
    .map((name) => `\t"${paths[name] ?? name}"\n`);
  const header = imports.length > 0 ? `import (\n${imports.join('')})\n\n` : '';
  return `package main\n\n${header}${body}\n`;
}

function functionText(w: Writer, plan: Plan, index: number): string {
  const lines = w.func(index);
  if (index > 0) return `func f${index}(x int) {\n${lines.join('\n')}\n}`;
  const last = endings[plan.ending % endings.length]!.map((line) => `\t${line}`);
  return `func main() {\n\tx := 1\n\t_ = x\n${[...lines, ...last].join('\n')}\n}`;
}

function channelText({ size, type }: Channel, index: number): string {
  const elem = elemAt(type);
  return size < 0 ? `var c${index} chan ${elem.type}`
    : `var c${index} = make(chan ${elem.type}, ${size})`;
}
