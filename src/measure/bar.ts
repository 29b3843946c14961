/** Bars and small histograms of text. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const HEIGHTS = '▁▂▃▄▅▆▇█';

/** A bar of `share` (0 to 1) of `width` characters, padded to it. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * 8);
  const text = '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!;
  return text.padEnd(width);
}

/** One character a value, as high as its share of the largest; a blank for 0. */
export function spark(values: readonly number[]): string {
  const most = Math.max(0, ...values);
  return values
    .map((v) => (v <= 0 ? ' ' : HEIGHTS[Math.min(7, Math.floor((v / most) * 8))]!))
    .join('');
}

/** A share as `42 %`; what is not 0 never shows as 0. */
export function percent(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return '0 %';
  if (share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}

/** `1,234,567` */
export function grouped(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}
