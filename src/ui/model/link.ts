/**
 * The share link: the program, what differs from the defaults, the selection and the playhead, as
 * JSON, compressed and in base64url, behind the `#`. Nothing is sent anywhere: browsers keep what
 * stands behind the `#` to themselves.
 */
import type { RunSettings } from './run.ts';

export interface Shared {
  source: string;
  settings: RunSettings;
  /** Selected goroutine, 0: none. */
  g: number;
  /** Records before the playhead; -1: the default. */
  at: number;
  /** By what the lanes go. */
  by: string;
  embed: boolean;
}

const PREFIX = 'p1=';
const LONGEST = 200_000;

/** Short names of settings; what a link leaves out has its default. */
const KEYS: [keyof RunSettings, string][] = [
  ['gomaxprocs', 'p'], ['cpus', 'n'], ['cores', 'c'], ['quota', 'q'], ['load', 'l'], ['go', 'v'],
  ['seed', 's'], ['cost', 'm'],
];
const NUMBERS = new Set<keyof RunSettings>(['gomaxprocs', 'cpus', 'cores', 'load']);

async function through(
  bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, most = LONGEST,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new RangeError('too much');
    pieces.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

export const deflate = (bytes: Uint8Array, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> =>
  through(bytes as Uint8Array<ArrayBuffer>, new CompressionStream('deflate-raw'), most);
export const inflate = (bytes: Uint8Array, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> =>
  through(bytes as Uint8Array<ArrayBuffer>, new DecompressionStream('deflate-raw'), most);

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

export function fromBase64Url(text: string): Uint8Array {
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}

/** The part of the address behind `#`, without it. */
export async function encodeLink(shared: Shared): Promise<string> {
  const body: Record<string, unknown> = { t: shared.source };
  for (const [key, short] of KEYS) {
    const value = shared.settings[key];
    if (value !== undefined && value !== '') body[short] = value;
  }
  if (shared.g !== 0) body['g'] = shared.g;
  if (shared.at >= 0) body['a'] = shared.at;
  if (shared.by !== 'P') body['b'] = shared.by;
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(body)));
  return `${shared.embed ? 'embed&' : ''}${PREFIX}${toBase64Url(bytes)}`;
}

/** What a link says; undefined for one that is not ours; an error for one that is damaged. */
export async function decodeLink(hash: string): Promise<Shared | undefined> {
  const parts = hash.replace(/^#/, '').split('&');
  const data = parts.find((part) => part.startsWith(PREFIX));
  if (data === undefined) return undefined;
  let body: Record<string, unknown>;
  try {
    const bytes = await inflate(fromBase64Url(data.slice(PREFIX.length)), LONGEST);
    body = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    throw new Error('This link is damaged: a part of it may be missing.');
  }
  if (typeof body !== 'object' || body === null || typeof body['t'] !== 'string') {
    throw new Error('This link was not made by this page.');
  }
  return sharedOf(body, parts.includes('embed'));
}

function sharedOf(body: Record<string, unknown>, embed: boolean): Shared {
  const settings: Record<string, unknown> = {};
  for (const [key, short] of KEYS) {
    const value = body[short];
    const fits = NUMBERS.has(key) ? Number.isSafeInteger(value) : typeof value === 'string';
    if (fits) settings[key] = value;
  }
  const whole = (value: unknown, base: number): number =>
    Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : base;
  return {
    source: body['t'] as string, settings: settings as RunSettings, g: whole(body['g'], 0),
    at: whole(body['a'], -1), by: typeof body['b'] === 'string' ? body['b'] : 'P', embed,
  };
}
