/** What concurrent programs are made of, as trees with random parts. */
import type { Maker } from './make.ts';
import { node, type Node } from './plan.ts';
import { someCount } from './opsflow.ts';

type Pattern = (m: Maker) => Node[];

const recv = (ch: number, how: number): Node => node('recv', [ch, how]);
const send = (ch: number): Node => node('send', [ch, 1, 0]);
const often = (n: number, ...body: Node[]): Node => node('loop', [n, 0], body);
const spawn = (n: number, how: number, ...body: Node[]): Node => node('burst', [n, how], body);

const workers: Pattern = (m) => {
  const { random } = m;
  const tasks = random.int(1, 30);
  // Channel 0 has the tasks, channel 1 the results.
  const work = node('each', [0], [...m.small(), send(1)]);
  return [node('local', [random.pick([0, 0, 3, 40]), 0], [
    node('local', [random.pick([0, 1, 40]), 0], [
      spawn(random.int(1, 9), random.int(0, 5), node('group', [0, 1], [work])),
      node('golit', [0], [often(tasks, send(0)), node('close', [0, 2])]),
      often(tasks, recv(1, 0)), node('groupwait', [0])])])];
};

const pipeline: Pattern = (m) => {
  const { random } = m;
  const n = random.int(2, 20);
  const stage = (from: number, to: number): Node => node('golit', [random.int(0, 5)], [
    often(n, recv(from, 3), ...(random.chance(0.3) ? m.small() : []), send(to)),
    node('close', [to, 2])]);
  const size = (): number => random.pick([0, 0, 1, 4]);
  return [node('local', [size(), 0], [node('local', [size(), 0], [node('local', [size(), 0], [
    stage(0, 1), stage(1, 2), node('golit', [0], [often(n, send(0))]),
    node('each', [2], m.small())])])])];
};

const pingpong: Pattern = (m) => {
  const { random } = m;
  const n = random.int(1, 40);
  const log = random.chance(0.5) ? [m.log()] : [];
  return [node('local', [random.pick([0, 1]), 0], [node('local', [0, random.int(0, 11)], [
    node('golit', [random.int(0, 5)], [often(n, recv(0, 0), send(1))]),
    often(n, send(0), ...log, recv(1, random.int(0, 3)))])])];
};

const contention: Pattern = (m) => {
  const { random } = m;
  const pause = random.chance(0.6) ? [node('yield')] : m.body(0, 2, 2);
  const kind = random.pick(['lock', 'wlock', 'rlock']);
  const inside = node(kind, [0, random.int(0, 2)], [m.log(), ...pause]);
  const reader = node('rlock', [0, random.int(0, 2)], [m.log(), ...m.body(0, 1, 2)]);
  return [
    node('groupburst', [random.int(2, 12), 0, random.int(0, 5)], [
      often(random.int(1, 5), inside, ...(random.chance(0.4) ? [reader] : []))]),
    ...(random.chance(0.3) ? [node('lock', [0, 1], m.small())] : []),
    node('groupwait', [0])];
};

const condition: Pattern = (m) => {
  const { random } = m;
  const [waiters, how] = [random.int(1, 12), random.int(0, 3)];
  return [
    node('groupburst', [waiters, 0, random.int(0, 5)], [node('condwait', [0, how])]),
    ...(random.chance(0.7) ? [often(random.int(1, 3), node('yield'))] : []),
    often(random.int(1, waiters), node('condwake', [0, random.int(0, 5), random.int(1, 4)])),
    ...m.body(0, 2, 2), node('groupwait', [0])];
};

const burst: Pattern = (m) => {
  const { random } = m;
  const quiet = node('if', [random.int(1, 40), 0], [m.log()], []);
  const body = random.chance(0.5) ? [quiet] : [quiet, ...m.body(1, 2, 2)];
  const count = random.pick([60, 61, 62, 63, 120, 200, 255, 256, 257, 258, 259, 300, 400, 520]);
  const wait = random.chance(0.6) ? [node('groupwait', [0])] : [];
  const start = wait.length > 0 ? node('groupburst', [count, 0, random.int(0, 5)], body)
    : spawn(count, random.int(0, 5), ...body);
  const yields = random.chance(0.5) ? [often(random.int(1, 9), node('yield'), m.log())] : [];
  return [start, ...yields, ...wait];
};

const fanIn: Pattern = (m) => {
  const { random } = m;
  const n = random.int(1, 6);
  const choose = node('select', [], [
    node('case', [0, 0, 1], m.small()), ...(random.chance(0.4)
      ? [node('case', [0, 1, 0], [])] : []),
    ...(random.chance(0.3) ? [node('default', [], [node('yield')])] : [])]);
  return [node('local', [random.pick([0, 2]), 0], [node('local', [0, 3], [
    spawn(n, random.int(0, 5), ...m.small(), send(1)),
    node('golit', [0], [...m.body(0, 2, 2), node('close', [0, 2])]),
    often(n, choose)])])];
};

const closing: Pattern = (m) => {
  const { random } = m;
  const send_ = random.chance(0.2);
  const waits = send_ ? node('guard', [0], [send(0)]) : recv(0, random.int(0, 4));
  return [node('local', [random.pick([0, 0, 2]), random.int(0, 11)], [
    spawn(random.int(1, 20), random.int(0, 5), waits, m.log()),
    often(random.int(1, 4), node('yield')), ...m.body(0, 2, 2),
    node('close', [0, random.int(0, 4)]), often(random.int(1, 3), node('yield'))])];
};

const onlyOnce: Pattern = (m) => {
  const { random } = m;
  const first = [m.log(), ...(random.chance(0.7) ? [node('yield')] : []), ...m.body(0, 2, 2)];
  return [node('groupburst', [random.int(2, 12), 0, random.int(0, 5)], [
    node('once', [0], first), m.log()]), node('groupwait', [0])];
};

const wired: Pattern = (m) => {
  const { random } = m;
  const n = random.int(1, 10);
  const pin = (...body: Node[]): Node => node('pin', [random.int(0, 3)], body);
  return [node('local', [random.pick([0, 0, 1]), 0], [
    node('golit', [random.int(0, 5)], [pin(often(n, recv(0, 0), ...m.body(0, 1, 2)))]),
    random.chance(0.5) ? pin(often(n, send(0), m.log())) : often(n, send(0), node('yield')),
    ...m.body(0, 2, 2)])];
};

const failing: Pattern = (m) => {
  const { random } = m;
  const fail = node(random.pick(['safepanic', 'guard', 'nested', 'panic']),
    [random.int(0, 28), 0], [node('panic', [random.int(0, 28)])]);
  return [
    node('defer', [], m.small()),
    node('groupburst', [random.int(1, 6), 0, random.int(0, 5)], [
      node('defer', [], m.small()), ...m.body(0, 2, 2),
      random.chance(0.8) ? node('guard', [random.int(0, 1)], [fail]) : fail]),
    ...m.small(), node('groupwait', [0])];
};

const semaphore: Pattern = (m) => {
  const { random } = m;
  return [node('local', [random.int(1, 4), 3], [
    node('groupburst', [random.int(2, 15), 0, random.int(0, 5)], [
      send(0), m.log(), ...(random.chance(0.7) ? [node('yield')] : m.body(0, 2, 2)),
      recv(0, 2), m.log()]), node('groupwait', [0])])];
};

const crossed: Pattern = (m) => {
  const lock = (i: number, ...body: Node[]): Node => node('lock', [i, 1], body);
  const { random } = m;
  return [
    node('group', [0, 1], [lock(0, m.log(), node('yield'), lock(1, m.log()))]),
    node('group', [0, 0], [lock(1, m.log(), ...(random.chance(0.7) ? [node('yield')] : []),
      lock(0, m.log()))]), node('groupwait', [0])];
};

const yielding: Pattern = (m) => {
  const { random } = m;
  return [spawn(someCount(random), random.int(0, 5),
    often(random.int(1, 4), m.log(), node('yield')))];
};

const generator: Pattern = (m) => {
  const { random } = m;
  const n = random.int(1, 12);
  return [node('local', [random.pick([0, 0, 3]), random.int(0, 11)], [
    node('golit', [random.int(0, 5)], [
      node('close', [0, 0]), often(n, ...m.body(0, 1, 2), send(0))]),
    random.chance(0.7) ? node('each', [0], m.small()) : often(n + 1, recv(0, 1))])];
};

export const patterns: readonly Pattern[] = [
  workers, pipeline, pingpong, contention, contention, condition, burst, fanIn, closing, onlyOnce,
  wired, failing, semaphore, crossed, yielding, generator,
];
