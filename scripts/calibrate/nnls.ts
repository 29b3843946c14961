/**
 * Non-negative least squares: the x >= 0 with the least |Ax - b|. After Lawson and Hanson: a set
 * of free variables grows by the one that would lower the error most; the least squares over the
 * free ones are solved; where one of them turns negative, the step is cut at 0 and it is free no
 * longer. Ends after finitely many steps, for the error gets less with each set.
 */
const EPSILON = 1e-10;

export function nnls(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const columns = a[0]?.length ?? 0;
  const { ata, atb } = normal(a, b, columns);
  const free = new Set<number>();
  let x = new Array<number>(columns).fill(0);
  for (let round = 0; round < 30 * columns; round++) {
    const next = steepest(ata, atb, x, free);
    if (next < 0) break;
    free.add(next);
    x = settle(ata, atb, x, free);
  }
  return x;
}

function normal(a: readonly (readonly number[])[], b: readonly number[], columns: number) {
  const ata = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => sum(a.map((row) => row[i]! * row[j]!))));
  const atb = Array.from({ length: columns }, (_, i) => sum(a.map((row, r) => row[i]! * b[r]!)));
  return { ata, atb };
}

const sum = (list: readonly number[]): number => list.reduce((total, v) => total + v, 0);

/** The bound variable along which the error falls most; -1 if along none. */
function steepest(ata: number[][], atb: number[], x: number[], free: Set<number>): number {
  let best = -1;
  let most = EPSILON * Math.max(1, ...atb.map(Math.abs));
  for (let i = 0; i < x.length; i++) {
    if (free.has(i)) continue;
    const slope = atb[i]! - sum(ata[i]!.map((v, j) => v * x[j]!));
    if (slope > most) [best, most] = [i, slope];
  }
  return best;
}

/** The least squares over the free variables; those that would turn negative are bound at 0. */
function settle(ata: number[][], atb: number[], from: number[], free: Set<number>): number[] {
  let x = from;
  for (;;) {
    const list = [...free];
    const z = solve(list.map((i) => list.map((j) => ata[i]![j]!)), list.map((i) => atb[i]!));
    const bad = list.filter((_, k) => z[k]! <= 0);
    const target = new Array<number>(x.length).fill(0);
    list.forEach((i, k) => { target[i] = z[k]!; });
    if (bad.length === 0) return target;
    const step = Math.min(...bad.map((i) => x[i]! / (x[i]! - target[i]!)));
    x = x.map((v, i) => Math.max(0, v + step * (target[i]! - v)));
    for (const i of bad) if (x[i]! <= EPSILON) { free.delete(i); x[i] = 0; }
  }
}

/** Gauss with pivots; a variable that the equations do not determine is 0. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const m = matrix.map((row, i) => [...row, right[i]!]);
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]![c]!)) pivot = r;
    [m[c], m[pivot]] = [m[pivot]!, m[c]!];
    if (Math.abs(m[c]![c]!) < EPSILON) { m[c] = m[c]!.map((_, j) => (j === c ? 1 : 0)); continue; }
    for (let r = c + 1; r < n; r++) {
      const factor = m[r]![c]! / m[c]![c]!;
      for (let j = c; j <= n; j++) m[r]![j]! -= factor * m[c]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let r = n - 1; r >= 0; r--) {
    let rest = m[r]![n]!;
    for (let j = r + 1; j < n; j++) rest -= m[r]![j]! * x[j]!;
    x[r] = rest / m[r]![r]!;
  }
  return x;
}
