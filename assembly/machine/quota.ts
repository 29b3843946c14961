/**
 * The CPU quota of a group: so much time on cores in each period, whatever the number of cores.
 * After bandwidth control of Linux's control groups (cpu.max).
 *
 * A pool holds what is left of the period's quota. Cores do not ask it for each nanosecond: they
 * take slices (5 ms) and use them up; one that goes idle gives back what is more than 1 ms. When
 * the period turns the pool is full again, and never more than full; what cores hold they keep.
 * Nothing happens when a period turns but that the pool is looked at with another eye, so nobody
 * has to be woken for it unless somebody stands still.
 */
@unmanaged
class Pool {
  quota: i64;
  period: i64;
  slice: i64;
  left: i64;
  /** start of the period that `left` is of; -1: none yet */
  start: i64;
  /** the last period in which a core stood still */
  stood: i64;
  /** as in cpu.stat */
  periods: u64;
  throttled: u64;
}

const pool: Pool = changetype<Pool>(memory.data(64, 8));

/** What an idle core keeps for the next one that comes. */
const KEEP_NS: i64 = 1000000;

/** A quota of 0: none. */
export function quotaInit(quota: i64, period: i64, slice: i64): void {
  pool.quota = quota;
  pool.period = period;
  pool.slice = slice;
  pool.start = -1;
  pool.stood = -1;
}

export function quotaSet(): bool {
  return pool.quota != 0;
}

function turn(now: i64): void {
  const start = now - now % pool.period;
  if (start == pool.start) return;
  pool.start = start;
  pool.left = pool.quota;
  pool.periods++;
}

/** Is there something in the pool? */
export function quotaLeft(now: i64): bool {
  turn(now);
  return pool.left > 0;
}

/** A slice, or what is left, or 0. */
export function quotaTake(now: i64): i64 {
  turn(now);
  const n = pool.left < pool.slice ? pool.left : pool.slice;
  pool.left -= n;
  return n;
}

/** What an idle core that has `local` gives back; the pool has it already. */
export function quotaReturn(local: i64, now: i64): i64 {
  const keep = pool.slice < KEEP_NS ? pool.slice : KEEP_NS;
  if (local <= keep) return 0;
  turn(now);
  const room = pool.quota - pool.left;
  const n = local - keep;
  pool.left += n < room ? n : room;
  return n;
}

/** A core stands still for want of quota at `now`. */
export function quotaStands(now: i64): void {
  turn(now);
  if (pool.stood == pool.start) return;
  pool.stood = pool.start;
  pool.throttled++;
}

/** When the period turns. */
export function quotaTurns(now: i64): i64 {
  return now - now % pool.period + pool.period;
}

export function quotaPeriods(): u64 {
  return pool.periods;
}

export function quotaThrottled(): u64 {
  return pool.throttled;
}

/** For the invariants, which change nothing: would `quotaLeft` be true? */
export function quotaWouldLast(now: i64): bool {
  assert(pool.left >= 0 && pool.left <= pool.quota, 'check: more in the pool than the quota');
  return pool.left > 0 || pool.start != now - now % pool.period;
}
