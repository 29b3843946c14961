/**
 * The part of vitest that the judges of behaviour use, so that one process can run them on one
 * kernel after the other: `describe` and `test` collect, `expect` throws. What is missing here is
 * an error when a test asks for it, not a test that passes.
 */

export interface Judge {
  name: string;
  run: () => unknown;
}

/** The tests of all files that were imported, in order. */
export const judges: Judge[] = [];
const path: string[] = [];

/** The name with the values of a row: `$field` of an object, the next `%i` or `%s` of others. */
function fill(name: unknown, row: unknown): string {
  const text = String(name);
  if (typeof row !== 'object' || row === null) return text.replace(/%[si]/, String(row));
  const fields = row as Record<string, unknown>;
  return text.replace(/\$(\w+)/g, (_, key: string) => String(fields[key]));
}

/** A row that is a list is spread over the places of the name and the parameters. */
const spread = (row: unknown): unknown[] => (Array.isArray(row) ? row : [row]);

function collect(name: string, run: () => unknown): void {
  judges.push({ name: [...path, name].join(' > '), run });
}

function group(name: string, body: () => void): void {
  path.push(name);
  body();
  path.pop();
}

const none = (): void => {};
type Body = (...row: never[]) => unknown;

export const test = Object.assign(collect, {
  each: (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const row of rows) {
      const parts = spread(row);
      collect(parts.reduce(fill, name) as string, () => body(...parts as never[]));
    }
  },
  skipIf: (skip: boolean) => (skip ? none : collect),
  runIf: (run: boolean) => (run ? collect : none),
});
export const it = test;
export const describe = Object.assign(group, {
  runIf: (run: boolean) => (run ? group : none),
});

class Match {
  readonly says: string;
  readonly fits: (value: unknown) => boolean;
  constructor(says: string, fits: (value: unknown) => boolean) {
    this.says = says;
    this.fits = fits;
  }
}

/** Whether `a` is what `b` asks for; with `part`, objects may have more fields. */
function same(a: unknown, b: unknown, part: boolean): boolean {
  if (b instanceof Match) return b.fits(a);
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Map || a instanceof Set) {
    return same([...a].sort(), [...(b as Iterable<unknown>)].sort(), part);
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  const keys = part ? Object.keys(y) : [...new Set([...Object.keys(x), ...Object.keys(y)])];
  return keys.every((key) => same(x[key], y[key], part));
}

type Check = (value: never, wanted: never) => boolean;

const CHECKS: Record<string, Check> = {
  toBe: (a, b) => Object.is(a, b),
  toEqual: (a, b) => same(a, b, false),
  toMatchObject: (a, b) => same(a, b, true),
  toHaveLength: (a: unknown[], n: number) => a.length === n,
  toContain: (a: string, b: string) => a.includes(b),
  toMatch: (a: string, b: RegExp) => b.test(a),
  toBeLessThan: (a: number, b: number) => a < b,
  toBeLessThanOrEqual: (a: number, b: number) => a <= b,
  toBeGreaterThan: (a: number, b: number) => a > b,
  toBeGreaterThanOrEqual: (a: number, b: number) => a >= b,
};

type Matchers = Record<string, (wanted?: unknown) => void> & { not: Matchers };

function matchers(value: unknown, negative: boolean): Matchers {
  return new Proxy({} as Matchers, {
    get: (_, name: string) => {
      if (name === 'not') return matchers(value, !negative);
      const check = CHECKS[name];
      if (!check) throw new Error(`scripts/mutate/expect.ts does not know ${name}`);
      return (wanted: unknown) => {
        if (check(value as never, wanted as never) === negative) throw new Error(`not ${name}`);
      };
    },
  });
}

export const expect = Object.assign((value: unknown, _why?: string) => matchers(value, false), {
  stringContaining: (part: string) => new Match(part, (v) => String(v).includes(part)),
});
