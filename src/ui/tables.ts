/**
 * The tables of package unicode as they come over the line. In the source (table.go) one is ranges
 * of three numbers, lo, hi and stride, each of four digits in base 64 whose zero is the space; this
 * is three quarters of what the page would load of the library. `squeezed` in scripts/lib-parts.mjs
 * writes what differs from range to range, between the characters OPEN and CLOSE:
 *
 *     lo - hi of the last range, then twice (hi - lo) / stride, and 1 more where a stride follows
 *
 * in digits of 5 bits, low ones first, 32 higher where another one follows.
 */
const OPEN = '\u0001';
const CLOSE = '\u0002';
const ZERO = 32;
/** How much of a table the source has on a line. */
const WIDTH = 80;

/** The source as it is. */
export function expanded(text: string): string {
  return text.split(OPEN).map((part, i) => {
    if (i === 0) return part;
    const end = part.indexOf(CLOSE);
    const lines = table(part.slice(0, end)).match(new RegExp(`.{1,${WIDTH}}`, 'g'))!;
    return lines.map((line) => `\`${line}\``).join(' +\n\t\t') + part.slice(end + 1);
  }).join('');
}

function table(packed: string): string {
  let out = '';
  let hi = 0;
  for (let at = 0; at < packed.length;) {
    const next = (): number => {
      let x = 0;
      for (let scale = 1; ; scale *= 32) {
        const digit = packed.charCodeAt(at++) - ZERO;
        x += (digit % 32) * scale;
        if (digit < 32) return x;
      }
    };
    const lo = hi + next();
    const twice = next();
    const stride = twice % 2 === 0 ? 1 : next();
    hi = lo + (twice >> 1) * stride;
    out += digits(lo) + digits(hi) + digits(stride);
  }
  return out;
}

const digits = (x: number): string =>
  String.fromCharCode(...[18, 12, 6, 0].map((by) => ZERO + ((x >> by) & 63)));
