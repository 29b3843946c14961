/** Channels: send, receive, close, range, select; channels of a block. */
import { elemAt } from './elem.ts';
import type { Op } from './ops.ts';
import type { Node } from './plan.ts';
import type { ChanRef, Writer } from './writer.ts';

const chan = (w: Writer, index: number): ChanRef => {
  const ref = w.chan(index);
  if (ref.elem.helper) w.need(ref.elem.type, ref.elem.helper);
  return ref;
};

const throughGeneric = `func put[T any](c chan<- T, v T) { c <- v }

func take[T any](c <-chan T) (v T, ok bool) {
	v, ok = <-c
	return
}`;

function sendText(w: Writer, [ch, k, how]: number[]): string[] {
  const { name, elem } = chan(w, ch!);
  const value = elem.value(`x+${k}`);
  if (how !== 1) return [`${name} <- ${value}`];
  w.need('put', throughGeneric);
  return [`put(${name}, ${value})`];
}

const receives: readonly ((w: Writer, c: ChanRef) => string[])[] = [
  (w, { name, elem }) => [`println(${w.label()}, ${elem.read(`<-${name}`)})`],
  (w, { name, elem }) => {
    const label = w.label();
    return [`if v, ok := <-${name}; ok {`, `\tprintln(${label}, ${elem.read('v')})`, '} else {',
      `\tprintln(${label}, "closed")`, '}'];
  },
  (_w, { name }) => [`<-${name}`],
  (_w, { name, elem }) => [`x = ${elem.read(`<-${name}`)}`],
  (w, { name, elem }) => {
    w.need('put', throughGeneric);
    return ['{', `\tv, ok := take(${name})`,
      `\tprintln(${w.label()}, ${elem.read('v')}, ok)`, '}'];
  },
];

function caseText(w: Writer, { op, args, bodies }: Node): string[] {
  const label = w.label();
  const body = w.block(bodies[0]!);
  if (op === 'default') return ['default:', `\tprintln(${label})`, ...body];
  const [send, ch, k] = args as [number, number, number];
  const { name, elem } = chan(w, ch);
  if (send) return [`case ${name} <- ${elem.value(`x+${k}`)}:`, `\tprintln(${label})`, ...body];
  if (k % 3 === 0) return [`case <-${name}:`, `\tprintln(${label})`, ...body];
  return [`case v, ok := <-${name}:`, `\tprintln(${label}, ${elem.read('v')}, ok)`, ...body];
}

/** Cases are nodes themselves: so the shrinker can leave each out. */
function isCase({ op }: Node): boolean {
  return op === 'case' || op === 'default';
}

function selectText(w: Writer, body: readonly Node[]): string[] {
  let defaults = 0;
  const cases = body.filter((n) => isCase(n) && (n.op === 'case' || ++defaults === 1));
  return ['select {', ...cases.flatMap((n) => caseText(w, n)), '}'];
}

export const chanOps: Record<string, Op> = {
  send: {
    weight: 6, args: (r) => [r.int(0, 4), r.int(0, 9), r.int(0, 4)],
    render: (w, n) => sendText(w, n.args),
  },
  recv: {
    weight: 6, lines: 1, args: (r) => [r.int(0, 4), r.int(0, receives.length - 1)],
    render: (w, { args: [ch, how] }) => receives[how! % receives.length]!(w, chan(w, ch!)),
  },
  each: {
    weight: 2, bodies: 1, lines: 1, times: () => 4, args: (r) => [r.int(0, 4)],
    render: (w, { args: [ch], bodies }) => {
      const { name, elem } = chan(w, ch!);
      return [`for v := range ${name} {`, `\tprintln(${w.label()}, ${elem.read('v')})`,
        ...w.loop(bodies[0]!), '}'];
    },
  },
  close: {
    weight: 1, args: (r) => [r.int(0, 4), r.int(0, 5)],
    render: (w, { args: [ch, how] }) => {
      const { name } = chan(w, ch!);
      if (how === 0) return [`defer close(${name})`];
      if (how === 1) return [`go close(${name})`];
      return [`close(${name})`];
    },
  },
  buffered: {
    weight: 1, lines: 1, args: (r) => [r.int(0, 4)],
    render: (w, { args: [ch] }) => {
      const { name } = chan(w, ch!);
      return [`println(${w.label()}, len(${name}), cap(${name}))`];
    },
  },
  select: {
    weight: 5, bodies: 1, render: (w, { bodies }) => selectText(w, bodies[0]!),
  },
  case: { weight: 0, bodies: 1, lines: 1, render: () => ['x++'] },
  default: { weight: 0, bodies: 1, lines: 1, render: () => ['x++'] },
  local: {
    weight: 2, bodies: 1, args: (r) => [r.pick([0, 0, 0, 1, 2, 5]), r.int(0, 11)],
    render: (w, { args: [size, type], bodies }) => {
      const elem = elemAt(type!);
      if (elem.helper) w.need(elem.type, elem.helper);
      const name = w.name('l');
      const inside = w.withChan({ name, elem }, () => w.block(bodies[0]!));
      return ['{', `\t${name} := make(chan ${elem.type}, ${size})`, `\t_ = ${name}`, ...inside,
        '}'];
    },
  },
};
