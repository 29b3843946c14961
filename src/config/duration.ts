/** Durations and sizes as people write them. */

const UNITS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/**
 * Nanoseconds of a duration in Go's notation (`1.5ms`, `1m30s`, `0`), rounded to whole ones;
 * undefined if it is not one.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)(.+)$/.exec(text.trim());
  if (!match) return undefined;
  const rest = match[2]!;
  if (rest === '0') return 0;
  let total = 0;
  let used = 0;
  for (const part of rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|[\u00b5\u03bc]s|ms|s|m|h)/gy)) {
    total += Number(part[1]) * UNITS[part[2]!]!;
    used += part[0].length;
  }
  if (used !== rest.length || used === 0) return undefined;
  const ns = Math.round(total);
  return match[1] === '-' ? -ns : ns;
}

/** A duration for people: three digits and a unit, as `1.25ms`. */
export function formatDuration(ns: number): string {
  if (ns < 0) return `-${formatDuration(-ns)}`;
  if (ns < 1000) return `${Math.round(ns)}ns`;
  const [unit, size] =
    ns < 999_500
      ? (['µs', 1e3] as const)
      : ns < 999_500_000
        ? (['ms', 1e6] as const)
        : ns < 60e9
          ? (['s', 1e9] as const)
          : ns < 3600e9
            ? (['min', 60e9] as const)
            : (['h', 3600e9] as const);
  const value = ns / size;
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${trimZeros(value.toFixed(digits))}${unit}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const SIZES: Record<string, number> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1000,
  kib: 1024,
  m: 2 ** 20,
  mb: 1e6,
  mib: 2 ** 20,
  g: 2 ** 30,
  gb: 1e9,
  gib: 2 ** 30,
};

/** Bytes of a size as `512MiB`, `2G`, `4096`; undefined if it is not one. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = match && SIZES[match[2]!.toLowerCase()];
  return match && unit !== undefined && unit !== null
    ? Math.round(Number(match[1]) * unit)
    : undefined;
}

export function formatSize(bytes: number): string {
  const [unit, size] =
    bytes < 1024
      ? (['B', 1] as const)
      : bytes < 2 ** 20
        ? (['KiB', 1024] as const)
        : bytes < 2 ** 30
          ? (['MiB', 2 ** 20] as const)
          : (['GiB', 2 ** 30] as const);
  return `${trimZeros((bytes / size).toFixed(bytes < 1024 ? 0 : 1))} ${unit}`;
}
