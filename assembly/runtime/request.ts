/**
 * Requests to the host: system calls and network waits that it answers itself. The run goes on to
 * the end of the instant of the first one, so that the host sees all requests of that instant
 * together; the answer is an event at a virtual time that is not in the past. Slices therefore
 * never change a result.
 */
import { Counter, Inject, Limit, Request } from '../abi/abi';
import { evSet } from '../machine/event';
import { memAlloc } from '../machine/mem';
import { bump } from '../machine/stats';
import { descriptorAt } from './netpoll';
import { G, M, S } from './runtime2';
import { siteOf } from './site';
import { stopLimit } from './turn';

/** Open requests, contiguous; behind each the address of its G and M (two u32). */
@unmanaged
class Requests {
  base: usize;
  len: u32;
  cap: u32;
  lastId: u32;
  pad: u32;
}

const requests: Requests = changetype<Requests>(memory.data(32, 8));
const STRIDE: u32 = Request.STRIDE;

function entry(i: u32): usize {
  return requests.base + (i as usize) * STRIDE;
}

/** gp on mp asks the host: kind 0 system call, 1 net; `ns` is what the directive would take. */
export function request(mp: M, gp: G, kind: u32, site: u32, ns: i64): void {
  if (requests.len == requests.cap && !grow()) {
    stopLimit(Limit.MEMORY);
    return;
  }
  requests.lastId++;
  const at = entry(requests.len);
  requests.len++;
  store<u32>(at + Request.ID, requests.lastId);
  store<u32>(at + Request.KIND, kind);
  store<u32>(at + Request.G, gp.goid);
  store<u32>(at + Request.SITE, site);
  store<u32>(at + Request.PC, siteOf(gp));
  store<i64>(at + Request.TIME, S.now);
  store<i64>(at + Request.NS, ns);
  store<u32>(at + Request.SIZE, changetype<usize>(gp) as u32);
  store<u32>(at + Request.SIZE, changetype<usize>(mp) as u32, 4);
  bump(Counter.requests);
  S.pending |= 1;
}

function grow(): bool {
  const cap: u32 = requests.cap == 0 ? 64 : requests.cap * 2;
  const grown = memAlloc(cap * STRIDE);
  if (grown == 0) return false;
  memory.copy(grown, requests.base, (requests.len as usize) * STRIDE);
  requests.base = grown;
  requests.cap = cap;
  return true;
}

/** Requests that wait for an answer; each Request.STRIDE bytes. */
export function requestsAddress(): usize {
  return requests.base;
}

export function requestsLength(): u32 {
  return requests.len;
}

/**
 * The answer to request `id`: it is done at virtual time `at`. An Inject code; errors change
 * nothing.
 */
export function answer(id: u32, at: i64): i32 {
  if (id == 0 || id > requests.lastId) return Inject.UNKNOWN;
  let i: u32 = 0;
  while (i < requests.len && load<u32>(entry(i) + Request.ID) != id) i++;
  if (i == requests.len) return Inject.TWICE;
  const e = entry(i);
  if (at < load<i64>(e + Request.TIME) || at < S.now) return Inject.PAST;
  const gp = changetype<G>(load<u32>(e + Request.SIZE) as usize);
  const mp = changetype<M>(load<u32>(e + Request.SIZE, 4) as usize);
  if (load<u32>(e + Request.KIND) == 0) evSet(mp.id + 1, at);
  else descriptorAt(gp, at);
  requests.len--;
  for (let j = i; j < requests.len; j++) memory.copy(entry(j), entry(j + 1), STRIDE);
  return Inject.OK;
}

/** Nothing is scheduled and the host owes answers. */
export function waitsForHost(): bool {
  return requests.len > 0;
}
