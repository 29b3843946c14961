/**
 * The body of one function of the builder. Locals are laid out one behind the other; the window
 * of callees lies behind all of them, which is known only at the end: operands in it are patched
 * by `finish`.
 */
import { FRAME_HEADER, NO_SLOT, SELECT_HEADER, SelectCase } from '../../assembly/abi/frame.ts';
import { Native } from '../../assembly/abi/native.ts';
import { Op } from '../../assembly/abi/op.ts';
import { WaitReason } from '../../assembly/abi/status.ts';
import type { Builder } from './builder.ts';
import {
  BuilderType,
  drawOf,
  type Duration,
  type FuncRef,
  type ParamKind,
  type Value,
} from './handles.ts';
import type { Instr, ProgramFunc } from './program.ts';

/** A case of a select: what it waits for, and what is done then. */
export type Case =
  | { send: Value; value: number | Value; then?: () => void }
  | { recv: Value; then?: (value: Value) => void };

/** Operands from here on lie in the window: patched by finish(). */
const WINDOW = 1 << 20;

export class FuncBuilder {
  readonly paramValues: Value[];
  private readonly code: Instr[] = [];
  private readonly pointerSlots: number[] = [];
  private readonly breaks: Instr[][] = [];
  private top = FRAME_HEADER;
  private windowBytes = FRAME_HEADER;

  constructor(
    private readonly owner: Builder,
    params: readonly ParamKind[],
  ) {
    this.paramValues = params.map((kind) => this.local(kind));
  }

  // ---- values
  // --------------------------------------------------------------------------------------

  /** A local variable of type int. */
  int(value: number | bigint = 0): Value {
    const v = this.local('int');
    this.constant(v.slot, value);
    return v;
  }

  /** `make(chan int, size)` */
  chan(size: number | Value = 0): Value {
    const v = this.local('chan');
    const n = this.value(size);
    this.emit(Op.MKCHAN, { a: v.slot, b: n, i: BuilderType.CHAN });
    return v;
  }

  /** A semaphore with `count` units; with one unit it serves as a lock. */
  semaphore(count = 1): Value {
    const v = this.local('semaphore');
    this.emit(Op.NEW, { a: v.slot, i: BuilderType.SEMA });
    this.emit(Op.ST32, { a: v.slot, b: this.value(count) });
    return v;
  }

  set(to: Value, from: number | Value): void {
    if (typeof from === 'number') this.constant(to.slot, from);
    else this.emit(Op.MOV, { a: to.slot, b: from.slot });
  }

  add(to: Value, by: number | Value): void {
    if (typeof by === 'number') this.emit(Op.ADDI, { a: to.slot, b: to.slot, i: by });
    else this.emit(Op.ADD, { a: to.slot, b: to.slot, c: by.slot });
  }

  // ---- control
  // -------------------------------------------------------------------------------------

  /** `for i := 0; i < n; i++ { body(i) }` */
  loop(n: number | Value, body: (i: Value) => void): void {
    const i = this.int(0);
    const enter = this.emit(Op.JMP, {});
    const start = this.code.length;
    this.breaks.push([]);
    body(i);
    this.emit(Op.ADDI, { a: i.slot, b: i.slot, i: 1 });
    this.land(enter, this.code.length);
    const back =
      typeof n === 'number' && n < 32768
        ? this.emit(Op.JLTSI, { a: i.slot, c: n })
        : this.emit(Op.JLTS, { a: i.slot, b: this.value(n) });
    this.land(back, start);
    for (const jump of this.breaks.pop()!) this.land(jump, this.code.length);
  }

  /** `for { body() }`; leave it with break(). */
  forever(body: () => void): void {
    const start = this.code.length;
    this.breaks.push([]);
    body();
    // A jump to itself would be no back-edge: time would never be looked at.
    if (this.code.length === start) this.emit(Op.NOP, {});
    this.land(this.emit(Op.JMP, {}), start);
    for (const jump of this.breaks.pop()!) this.land(jump, this.code.length);
  }

  /** Leaves the innermost loop. */
  break(): void {
    const jumps = this.breaks.at(-1);
    if (!jumps) throw new Error('builder: break outside of a loop');
    jumps.push(this.emit(Op.JMP, {}));
  }

  /** `if value != 0 { then() } else { otherwise() }` */
  if(value: Value, then: () => void, otherwise?: () => void): void {
    const skip = this.emit(Op.JF, { a: value.slot });
    then();
    const over = otherwise ? this.emit(Op.JMP, {}) : undefined;
    this.land(skip, this.code.length);
    otherwise?.();
    if (over) this.land(over, this.code.length);
  }

  return(): void {
    this.emit(Op.RET, {});
  }

  // ---- goroutines
  // ----------------------------------------------------------------------------------

  go(f: FuncRef, ...args: (number | Value)[]): void {
    this.arguments(f, args);
    this.emit(Op.GO, { a: WINDOW, i: f.index });
  }

  call(f: FuncRef, ...args: (number | Value)[]): void {
    this.arguments(f, args);
    this.emit(Op.CALL, { a: WINDOW, i: f.index });
  }

  /** runtime.Gosched */
  yield(): void {
    this.native(Native.GOSCHED);
  }

  sleep(d: Duration): void {
    const ns = this.duration(d);
    this.emit(Op.MOV, { a: WINDOW + 8, b: ns });
    this.native(Native.SLEEP);
  }

  lockOSThread(): void {
    this.native(Native.LOCKOSTHREAD);
  }

  unlockOSThread(): void {
    this.native(Native.UNLOCKOSTHREAD);
  }

  /** `runtime.GOMAXPROCS(n)` */
  gomaxprocs(n: number | Value): void {
    this.emit(Op.MOV, { a: WINDOW + 8, b: this.value(n) });
    this.native(Native.GOMAXPROCS, 8);
  }

  /** runtime.GC */
  gc(): void {
    this.native(Native.GC);
  }

  /** os.Exit */
  exit(code: number): void {
    this.constant(WINDOW + 8, code);
    this.native(Native.EXIT);
  }

  // ---- channels
  // ------------------------------------------------------------------------------------

  send(ch: Value, value: number | Value): void {
    this.emit(Op.SEND, { a: ch.slot, b: this.value(value) });
  }

  /** Receives; the value is dropped unless `to` says where it goes. */
  recv(ch: Value, to?: Value, ok?: Value): void {
    this.emit(Op.RECV, { a: to?.slot ?? NO_SLOT, b: ch.slot, c: ok?.slot ?? NO_SLOT });
  }

  close(ch: Value): void {
    this.emit(Op.CLOSE, { a: ch.slot });
  }

  /**
   * A select statement; with `otherwise` it has a default. Cases are numbered as Go's compiler
   * does.
   */
  select(cases: readonly Case[], otherwise?: () => void): void {
    const sends = cases.filter((c) => 'send' in c);
    const ordered = [...sends, ...cases.filter((c) => 'recv' in c).reverse()];
    const table = this.owner.data.reserve(SELECT_HEADER + SelectCase.SIZE * ordered.length);
    this.owner.data.u16(table, ordered.length);
    this.owner.data.u16(table + 2, otherwise ? 1 : 0);
    const slots = ordered.map((c, i) =>
      this.selectCase(c, table + SELECT_HEADER + SelectCase.SIZE * i),
    );
    const chosen = this.local('int');
    this.emit(Op.SELECT, { a: chosen.slot, i: table });
    const done: Instr[] = [];
    ordered.forEach((c, i) => {
      const next = this.emit(Op.JNEI, { a: chosen.slot, c: i });
      c.then?.(slots[i]!);
      done.push(this.emit(Op.JMP, {}));
      this.land(next, this.code.length);
    });
    otherwise?.();
    for (const jump of done) this.land(jump, this.code.length);
  }

  private selectCase(c: Case, at: number): Value {
    const isSend = 'send' in c;
    const elem = isSend ? { slot: this.value(c.value), kind: 'int' as const } : this.local('int');
    this.owner.data.u16(at + SelectCase.SEND, isSend ? 1 : 0);
    this.owner.data.u16(at + SelectCase.CHAN, isSend ? c.send.slot : c.recv.slot);
    this.owner.data.u16(at + SelectCase.ELEM, elem.slot);
    this.owner.data.u16(at + SelectCase.OK, NO_SLOT);
    return elem;
  }

  // ---- semaphores
  // ------------------------------------------------------------------------------------

  /** Takes a unit, waiting for one if there is none. */
  acquire(s: Value, reason: WaitReason = WaitReason.SEMACQUIRE): void {
    this.emit(Op.MOV, { a: WINDOW + 8, b: s.slot });
    this.constant(WINDOW + 16, 0);
    this.constant(WINDOW + 24, reason);
    this.native(Native.SEMACQUIRE);
  }

  /** Gives a unit back; with `handoff` the first waiter gets it and runs at once. */
  release(s: Value, handoff = false): void {
    this.emit(Op.MOV, { a: WINDOW + 8, b: s.slot });
    this.constant(WINDOW + 16, handoff ? 1 : 0);
    this.native(Native.SEMRELEASE);
  }

  /** acquire, told as a lock. It has neither the spinning nor the starvation mode of sync.Mutex. */
  lock(s: Value): void {
    this.acquire(s, WaitReason.SYNC_MUTEX_LOCK);
  }

  unlock(s: Value): void {
    this.release(s);
  }

  // ---- declared time
  // -------------------------------------------------------------------------------------

  /**
   * CPU time; `calls` is the distance of its function calls, which were safe points before 1.14.
   */
  cpu(d: Duration, calls?: number): void {
    const ns = this.duration(d);
    this.emit(Op.CPU, { a: ns, c: calls === undefined ? NO_SLOT : this.value(calls) });
  }

  syscall(d: Duration, how: 'ordinary' | 'blocking' | 'raw' = 'ordinary'): void {
    const site = this.owner.site(`syscall`);
    const ns = this.duration(d);
    this.emit(Op.SYSCALL, { a: ns, d: ['ordinary', 'blocking', 'raw'].indexOf(how), i: site });
  }

  cgo(d: Duration): void {
    this.emit(Op.CGO, { a: this.duration(d), i: this.owner.site('cgo') });
  }

  /** Waits on the network poller. */
  net(d: Duration): void {
    this.emit(Op.NET, { a: this.duration(d), i: this.owner.site('net') });
  }

  // ---- output
  // ----------------------------------------------------------------------------------------------

  /** The builtin println: texts and ints, to stderr. */
  println(...items: (string | Value)[]): void {
    items.forEach((item, i) => {
      if (i > 0) this.print(' ');
      this.print(item);
    });
    this.print('\n');
    this.native(Native.PRINTEND);
  }

  private print(item: string | Value): void {
    if (typeof item !== 'string') {
      this.emit(Op.MOV, { a: WINDOW + 8, b: item.slot });
      this.native(Native.PRINTINT);
      return;
    }
    const bytes = Array.from(new TextEncoder().encode(item), (b) => String.fromCharCode(b)).join(
      '',
    );
    const at = this.owner.data.string(bytes);
    this.emit(Op.STR, { a: WINDOW + 8, i: at, c: bytes.length & 0xffff, d: bytes.length >>> 16 });
    this.native(Native.PRINTSTRING);
  }

  // ---- below
  // -----------------------------------------------------------------------------------------------

  private local(kind: ParamKind): Value {
    const slot = this.top;
    this.top += 8;
    if (kind !== 'int') this.pointerSlots.push(slot / 8);
    return { slot, kind };
  }

  private emit(op: Op, operands: Partial<Instr>): Instr {
    const ins: Instr = { op, a: 0, b: 0, c: 0, d: 0, i: 0, pos: 0, ...operands };
    this.code.push(ins);
    return ins;
  }

  /** `results`: bytes that the native leaves behind one argument. */
  private native(native: Native, results = 0): void {
    this.emit(Op.CALLN, { a: WINDOW, i: native });
    if (results > 0) this.windowBytes = Math.max(this.windowBytes, FRAME_HEADER + 8 + results);
  }

  private constant(slot: number, value: number | bigint): void {
    this.emit(Op.LI, { a: slot, l: BigInt(value) });
  }

  /** The slot of a value; a number gets one. */
  private value(v: number | Value): number {
    return typeof v === 'number' ? this.int(v).slot : v.slot;
  }

  /** Points a jump at instruction `to`. */
  private land(jump: Instr, to: number): void {
    jump.i = 16 * (to - this.code.indexOf(jump));
  }

  private arguments(f: FuncRef, args: readonly (number | Value)[]): void {
    if (args.length !== f.params.length) {
      throw new Error(`builder: ${f.name} takes ${f.params.length} arguments, got ${args.length}`);
    }
    args.forEach((arg, i) => {
      const at = WINDOW + FRAME_HEADER + 8 * i;
      if (typeof arg === 'number') this.constant(at, arg);
      else this.emit(Op.MOV, { a: at, b: arg.slot });
    });
  }

  private duration(d: Duration): number {
    if (typeof d === 'number') return this.value(Math.round(d));
    if ('slot' in d) return d.slot;
    const draw = drawOf(d);
    const first = this.local('int');
    const second = this.local('int');
    this.constant(first.slot, Math.round(draw.first));
    this.constant(
      second.slot,
      draw.secondIsFloat ? floatBits(draw.second) : Math.round(draw.second),
    );
    const result = this.local('int');
    const site = this.owner.site(draw.text);
    this.emit(Op.DRAW, { a: result.slot, b: first.slot, c: draw.kind, i: site });
    return result.slot;
  }

  /** The function, with its window in place. */
  finish(name: string): ProgramFunc {
    this.emit(Op.RET, {});
    const window = this.top;
    let end = window + this.windowBytes;
    for (const ins of this.code) {
      if (ins.a < WINDOW) continue;
      ins.a += window - WINDOW;
      end = Math.max(end, ins.a + (ins.op === Op.STR ? 16 : 8));
    }
    return {
      name,
      code: this.code,
      frameBytes: end,
      paramBytes: 8 * this.paramValues.length,
      resultBytes: 0,
      pointerSlots: this.pointerSlots,
      flags: 0,
    };
  }
}

function floatBits(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigInt64(0);
}
