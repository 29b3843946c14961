/** Curves as an SVG picture: x is logarithmic, y linear from zero. */

export interface Curve {
  name: string;
  points: readonly (readonly [number, number])[];
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 56;
const RIGHT = 110;
const TOP = 36;
const BOTTOM = 44;
/** Distinct in print and to the colour-blind. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** A picture of curves; x is logarithmic, y starts at 0. */
export function picture(
  title: string,
  xName: string,
  yName: string,
  curves: readonly Curve[],
): string {
  const all = curves.flatMap(({ points }) => points);
  const [low, high] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const step = niceStep(Math.max(...all.map(([, y]) => y)) / 4);
  const top = Math.ceil(Math.max(...all.map(([, y]) => y)) / step) * step;
  const span = Math.log(high / low) || 1;
  const px = (x: number): number => LEFT + (Math.log(x / low) / span) * (WIDTH - LEFT - RIGHT);
  const py = (y: number): number => HEIGHT - BOTTOM - (y / top) * (HEIGHT - TOP - BOTTOM);
  const xs = [...new Set(all.map(([x]) => x))].sort((a, b) => a - b);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
      'font-family="sans-serif" font-size="12">',
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(LEFT, 20, title, 'start', ' font-weight="bold"'),
    ...grid(top, step, py),
    ...xs.map((x) => label(px(x), HEIGHT - BOTTOM + 16, short(x), 'middle')),
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, xName, 'middle'),
    label(LEFT, TOP - 4, yName, 'end'),
    ...curves.flatMap((curve, i) => line(curve, COLOURS[i % COLOURS.length]!, px, py)),
    '</svg>\n',
  ].join('\n');
}

function grid(top: number, step: number, py: (y: number) => number): string[] {
  const lines: string[] = [];
  for (let y = 0; y <= top; y += step) {
    const at = py(y).toFixed(1);
    lines.push(`<path d="M${LEFT} ${at}H${WIDTH - RIGHT}" stroke="#dddddd" fill="none"/>`);
    lines.push(label(LEFT - 6, py(y) + 4, String(y), 'end'));
  }
  return lines;
}

function line(
  { name, points }: Curve,
  colour: string,
  px: (x: number) => number,
  py: (y: number) => number,
): string[] {
  const at = points.map(([x, y]) => [px(x).toFixed(1), py(y).toFixed(1)] as const);
  const last = points[points.length - 1];
  if (!last) return [];
  return [
    `<path d="M${at.map((p) => p.join(' ')).join('L')}" stroke="${colour}" stroke-width="2" ` +
      'fill="none"/>',
    ...at.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`),
    label(px(last[0]) + 8, py(last[1]) + 4, name, 'start', ` fill="${colour}"`),
  ];
}

function label(x: number, y: number, text: string, anchor: string, more = ''): string {
  const at = `x="${x.toFixed(1)}" y="${y.toFixed(1)}"`;
  return `<text ${at} text-anchor="${anchor}"${more}>${text}</text>`;
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((n) => n * power >= rough) ?? 10);
}

function short(x: number): string {
  if (x >= 1e6) return `${x / 1e6}M`;
  return x >= 10_000 ? `${x / 1000}k` : String(x);
}
