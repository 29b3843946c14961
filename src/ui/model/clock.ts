/**
 * Playing: how fast simulated time goes. Speeds span ten powers of ten, so the slider is
 * logarithmic; time is shown with as many digits as the speed makes legible.
 */
import { formatDuration } from '../../config/duration.ts';

/** Simulated ns in a second of the viewer. */
export const SLOWEST = 100;
export const FASTEST = 1e12;

const DECADES = Math.log10(FASTEST / SLOWEST);

/** Slider position 0..1 to speed, and back. */
export function speedAt(position: number): number {
  const exact = SLOWEST * 10 ** (Math.min(1, Math.max(0, position)) * DECADES);
  const power = 10 ** Math.floor(Math.log10(exact));
  return Math.round((exact / power) * 10) / 10 * power;
}

export function positionOf(speed: number): number {
  return Math.min(1, Math.max(0, Math.log10(speed / SLOWEST) / DECADES));
}

/** `1 s = 50 µs` */
export const speedText = (speed: number): string => `1 s = ${formatDuration(speed)}`;

/** A speed at which a run of this length plays in about `seconds`. */
export function speedFor(endNs: number, seconds = 20): number {
  return speedAt(positionOf(Math.max(SLOWEST, endNs / seconds)));
}

const UNITS: [size: number, name: string][] = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs']];

/** A moment, exact to the nanosecond: `1.234 567 ms`. */
export function momentText(ns: number): string {
  const whole = Math.round(ns);
  const [size, name] = UNITS.find(([s]) => Math.abs(whole) >= s) ?? [1, 'ns'];
  if (size === 1) return `${whole} ns`;
  const digits = Math.round(Math.log10(size));
  const fraction = String(Math.abs(whole) % size).padStart(digits, '0')
    .replace(/(\d{3})(?=\d)/g, '$1 ');
  return `${Math.trunc(whole / size)}.${fraction} ${name}`;
}

/** A moment for the scale, at steps of `step` ns. */
export function tickText(ns: number, step: number): string {
  if (ns === 0) return '0';
  const [size, name] = UNITS.find(([s]) => Math.abs(ns) >= s) ?? [1, 'ns'];
  const digits = Math.max(0, Math.min(9, Math.ceil(Math.log10(size / step) - 1e-9)));
  return `${(ns / size).toFixed(digits)} ${name}`;
}
