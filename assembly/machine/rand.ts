/**
 * The only source of chance. Streams are counter-based: the n-th number of a stream is a mix of
 * (seed, stream, n), so a stream has no state but its counter, streams do not disturb each other,
 * and two runs that differ in a setting see the same numbers in the same places (common random
 * numbers).
 *
 * Streams: threads (the scheduler's cheaprand), goroutines (select, map iteration, rand), draw
 * sites of directives. Draws turn 53-bit uniforms into durations by arithmetic inside the module:
 * WebAssembly's f64 operations are exact on every engine, the host's Math is not.
 */
import { Draw } from '../abi/op';
import { cosTurns, exp, log } from './float';
import { memAlloc } from './mem';

export const enum Stream {
  THREAD = 1,
  GOROUTINE = 2,
  SITE = 3,
}

@unmanaged
class RandState {
  seed: u64;
  /** u32 per draw site: how many draws it has given */
  sites: usize;
  siteCount: u32;
}

const state: RandState = changetype<RandState>(memory.data(24));

/** False: memory limit. */
export function randInit(seed: u64, sites: u32): bool {
  state.seed = mix(seed ^ 0x6a09e667f3bcc908);
  state.siteCount = sites;
  state.sites = memAlloc(4 * (sites + 1));
  return state.sites != 0;
}

/** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3 (as in SplitMix64). */
function mix(x: u64): u64 {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/** Number n of stream (kind, id): 64 uniform bits. */
export function random(kind: i32, id: u64, n: u64): u64 {
  const stream = mix(state.seed + (id * 8 + (kind as u64)) * 0x9e3779b97f4a7c15);
  return mix(stream + (n + 1) * 0xd1342543de82ef95);
}

/** 0 <= result < n, as the runtime's cheaprandn does it. */
export function scale(bits: u64, n: u32): u32 {
  return (((bits >> 32) * (n as u64)) >> 32) as u32;
}

/** In the open interval (0, 1). */
function uniform53(bits: u64): f64 {
  return (((bits >> 11) as f64) + 0.5) * (1.0 / 9007199254740992.0);
}

/**
 * The next draw of a site, in whole ns, not negative. `a` and `b` are the parameters as they lie in
 * slots: ns as integers, but the bits of an f64 for sigma and alpha.
 */
export function draw(site: u32, kind: i32, a: i64, b: i64): i64 {
  if (kind == Draw.CONST) return a < 0 ? 0 : a;
  const at = state.sites + ((site as usize) << 2);
  const n = load<u32>(at);
  store<u32>(at, n + 1);
  const u = uniform53(random(Stream.SITE, site as u64, (n as u64) * 2));
  const x = drawn(kind, a, b, u, site, n);
  // NaN and everything negative is 0; beyond 2^53 the run ends anyway.
  if (!(x > 0.0)) return 0;
  return x > 9007199254740992.0 ? 9007199254740992 : (floor<f64>(x + 0.5) as i64);
}

function drawn(kind: i32, a: i64, b: i64, u: f64, site: u32, n: u32): f64 {
  switch (kind) {
    case Draw.UNIFORM:
      return (a as f64) + u * ((b - a) as f64);
    case Draw.EXP:
      return -(a as f64) * log(u);
    case Draw.NORMAL:
      return (a as f64) + (b as f64) * normal(u, site, n);
    case Draw.LOGNORMAL:
      return (a as f64) * exp(reinterpret<f64>(b) * normal(u, site, n));
    case Draw.PARETO:
      return (a as f64) * exp(log(u) / -reinterpret<f64>(b));
    default:
      return 0;
  }
}

/** Standard normal, by Box and Muller from two uniforms of the same call. */
function normal(u: f64, site: u32, n: u32): f64 {
  const v = uniform53(random(Stream.SITE, site as u64, (n as u64) * 2 + 1));
  return sqrt<f64>(-2.0 * log(u)) * cosTurns(v);
}
