/** "Did you mean": the known word that is nearest to a misspelled one. */

/** How many letters must be changed, added, left out or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** The word of `known` that `word` was probably meant to be, if there is one. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > 40) return undefined;
  let best: string | undefined;
  // One mistake in three letters; but a word that shares nothing is not near.
  let bestDistance = Math.min(word.length, Math.max(2, Math.floor(word.length / 3) + 1));
  for (const candidate of known) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** `did you mean x? ` where there is a likely x; then the words there are. */
export function knownWords(word: string, known: readonly string[], what: string): string {
  const near = nearest(word, known);
  return `${near ? `did you mean ${near}? ` : ''}${what}: ${known.join(', ')}`;
}
