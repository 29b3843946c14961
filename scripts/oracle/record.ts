/**
 * Recorded cases: programs with what Go did, kept in test/oracle/ so that they can be replayed
 * without a toolchain. An archive is a text file: a line that begins with `-- ` names what follows,
 * `<name>.go` or `<name>.out`; what comes before the first one is a comment.
 */
import { type Verdict } from './campaign.ts';
import { outcomeText } from './outcome.ts';
import type { Node } from './plan.ts';

export interface Recorded {
  name: string;
  source: string;
  outcome: string;
}

/** Programs per archive. */
const PER_ARCHIVE = 25;

/** Archives by file name. */
export function archives(all: readonly Verdict[], version: string): Map<string, string> {
  const out = new Map<string, string>();
  for (let at = 0; at < all.length; at += PER_ARCHIVE) {
    const number = String(at / PER_ARCHIVE).padStart(2, '0');
    const cases = all.slice(at, at + PER_ARCHIVE).map(({ seed, source, go }) => (
      `-- ${seed}.go --\n${source}-- ${seed}.out --\n${outcomeText(go)}\n`));
    out.set(`random-${number}.txt`, `What ${version} did at GOMAXPROCS=1; written by `
      + `\`npm run oracle -- --record\`.\n${cases.join('')}`);
  }
  return out;
}

/** The cases of an archive. */
export function readArchive(text: string): Recorded[] {
  const pieces = text.split(/^-- (\w+)\.(go|out) --\n/m).slice(1);
  const cases: Recorded[] = [];
  for (let i = 0; i + 5 < pieces.length; i += 6) {
    const [name, kind, source, same, what, outcome] = pieces.slice(i, i + 6) as string[];
    if (kind !== 'go' || what !== 'out' || same !== name) {
      throw new Error(`oracle: archive: ${same}.${what} follows ${name}.${kind}`);
    }
    cases.push({ name: name!, source: source!, outcome: outcome!.replace(/\n$/, '') });
  }
  return cases;
}

/**
 * So many programs that differ from each other: one after the other, whichever adds most to what
 * the others show already, for its length.
 */
export function varied(all: readonly Verdict[], count: number): Verdict[] {
  const left = new Set(all.map((v) => ({ v, features: featuresOf(v), size: v.source.length })));
  const seen = new Map<string, number>();
  const chosen: Verdict[] = [];
  while (chosen.length < count && left.size > 0) {
    const worth = (features: readonly string[], size: number): number =>
      features.reduce((n, f) => n + 1 / (1 + (seen.get(f) ?? 0)) ** 2, 0) / (500 + size);
    const best = [...left].reduce((a, b) => (
      worth(b.features, b.size) > worth(a.features, a.size) ? b : a));
    left.delete(best);
    chosen.push(best.v);
    for (const f of best.features) seen.set(f, (seen.get(f) ?? 0) + 1);
  }
  return chosen;
}

/** What a program shows: statements within statements, how it ended, what goroutines waited for. */
function featuresOf({ plan, go }: Verdict): string[] {
  const features = new Set<string>();
  const visit = (outer: string, body: readonly Node[]): void => {
    for (const n of body) {
      features.add(`${outer} ${n.op}`).add(`${n.op} ${n.args.at(-1) ?? ''}`);
      for (const b of n.bodies) visit(n.op, b);
    }
  };
  plan.functions.forEach((body, i) => visit(i === 0 ? 'main' : 'function', body));
  for (const head of go.goroutines) features.add(head.replace(/\d+/g, ''));
  features.add(`ending ${plan.ending}`).add(`exit ${go.exitCode} ${go.lines.at(-1) ?? ''}`);
  features.add(`goroutines ${Math.round(Math.log2(1 + go.goroutines.length))}`);
  return [...features];
}
