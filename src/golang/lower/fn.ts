/**
 * One function of the program while it is lowered: its code, its frame, where its variables are,
 * and the types that stand for type parameters in this instance.
 */
import { Op } from '../../../assembly/abi/op.ts';
import { FRAME_HEADER, FRAME_MAX, FRAME_VALUE_MAX } from '../../../assembly/abi/frame.ts';
import type { ProgramFunc } from '../../program/program.ts';
import { placeText } from '../source.ts';
import type * as ast from '../syntax/ast.ts';
import type { Info, Obj, Package, Signature, Type, TypeAndValue, Var } from '../types/types.ts';
import { unalias } from '../types/named.ts';
import type { TypeMap } from '../types/subst.ts';
import { Code, type Label } from './code.ts';
import { Frame, type Slot } from './frame.ts';
import { substitute } from './instance.ts';
import type { Lay } from './layout.ts';
import type { Unit } from './unit.ts';

/** `slot`: the value lies in the frame, in slot form; `cell`: the slot holds the address of it. */
export interface Binding { kind: 'slot' | 'cell'; at: Slot; type: Type }

export interface Result { slot: Slot; lay: Lay; type: Type; binding: Binding }

/** Where `break` and `continue` go. */
export interface Target {
  label: string | undefined;
  breakTo: Label;
  /** Absent in switch and select. */
  continueTo?: Label;
}

/** What a declared function and the literals inside it have in common. */
export interface Shared {
  pkg: Package;
  info: Info;
  map: TypeMap;
  /** Variables that range-over-func bodies share with their surroundings: they live in cells. */
  boxed: Set<Var>;
}

export interface FnOptions { name: string; shared: Shared; flags: number; literal: boolean }

export type Leaving = ast.BranchStmt | ast.ReturnStmt;

/** What a body of a range-over-func loop knows of it; see rangefunc.ts. */
export interface LoopBody {
  /**
   * Lowers a statement that leaves the body and the loop. `resultsSet`: the operands of a return
   * have been evaluated further in.
   */
  leave(fn: Fn, s: Leaving, resultsSet?: boolean): void;
  /** Cell with the list of closures that `defer` inside the body adds to. */
  deferList: Var;
  /** Labels declared inside the body. */
  labels: ReadonlySet<string>;
}

export class Fn {
  readonly code = new Code();
  readonly frame = new Frame();
  readonly bindings = new Map<Var, Binding>();
  /** Subexpressions that were evaluated ahead of their surroundings; see order.ts. */
  readonly hoisted = new Map<ast.Expr, Slot>();
  readonly facts = new Map<ast.Expr, number>();
  readonly targets: Target[] = [];
  readonly labels = new Map<string, Label>();
  results: Result[] = [];
  sig: Signature | undefined;
  /** Set if the function defers: where it runs what it deferred. */
  epilogue: Label | undefined;
  loopBody: LoopBody | undefined;
  /** Set where bodies of range-over-func return values: the results, which then live in cells. */
  resultVars: Var[] | undefined;
  paramBytes = 0;
  resultBytes = 0;
  flags: number;
  /** Literals, and range bodies, numbered for their names. */
  literals = 0;
  rangeBodies = 0;
  wrappers = 0;
  pendingLabel: string | undefined;
  readonly unit: Unit;
  readonly name: string;
  readonly shared: Shared;
  readonly literal: boolean;
  private readonly blocks: Array<Array<{ at: Slot; pattern: string }>> = [[]];
  private readonly types = new Map<Type, Type>();
  private lastPos: ast.Pos = 0;

  constructor(unit: Unit, options: FnOptions) {
    this.unit = unit;
    this.name = options.name;
    this.shared = options.shared;
    this.flags = options.flags;
    this.literal = options.literal;
  }

  get info(): Info {
    return this.shared.info;
  }

  // ---- types ------------------------------------------------------------------------------------

  /** The type with this instance's type arguments put in. */
  subst(t: Type): Type {
    if (this.shared.map.size === 0) return t;
    let out = this.types.get(t);
    if (!out) this.types.set(t, (out = substitute(t, this.shared.map, this.shared.pkg)));
    return out;
  }

  tv(e: ast.Expr): TypeAndValue {
    const tv = this.info.types.get(e);
    if (!tv) throw new Error(`lower: no type for a ${e.kind} at ${this.where(e.pos)}`);
    return tv;
  }

  typeOf(e: ast.Expr): Type {
    return this.subst(this.tv(e).type);
  }

  under(e: ast.Expr): Type {
    return this.lay(this.typeOf(e)).under;
  }

  lay(t: Type): Lay {
    return this.unit.layout.of(t);
  }

  layOf(e: ast.Expr): Lay {
    return this.lay(this.typeOf(e));
  }

  typeIndex(t: Type): number {
    return this.unit.types.index(unalias(t));
  }

  objOf(id: ast.Ident): Obj | undefined {
    return this.info.uses.get(id) ?? this.info.defs.get(id);
  }

  // ---- code -------------------------------------------------------------------------------------

  where(pos: ast.Pos): string {
    return placeText(this.unit.options.diags.sources.place(pos));
  }

  /** The instructions that follow come from here. */
  at(pos: ast.Pos): void {
    if (pos === this.lastPos || pos <= 0) return;
    this.lastPos = pos;
    this.code.pos = this.unit.position(pos);
  }

  get pos(): ast.Pos {
    return this.lastPos;
  }

  emit(op: Op, a = 0, b = 0, c = 0, d = 0, i = 0): void {
    this.code.emit(op, a, b, c, d, i);
  }

  label(): Label {
    return this.code.label();
  }

  place(label: Label): void {
    this.code.place(label);
  }

  jump(op: Op, label: Label, a = 0, b = 0, c = 0): void {
    this.code.jump(op, label, a, b, c);
  }

  int(dst: Slot, value: number | bigint): void {
    this.code.emitLong(dst, BigInt(value));
  }

  move(dst: Slot, src: Slot, lay: Lay): void {
    if (dst !== src) this.moveBytes(dst, src, lay.slotBytes);
  }

  moveBytes(dst: Slot, src: Slot, bytes: number): void {
    switch (bytes) {
      case 0: return;
      case 8: return this.emit(Op.MOV, dst, src);
      case 16: return this.emit(Op.MOV2, dst, src);
      case 24: return this.emit(Op.MOV3, dst, src);
      default: this.emit(Op.MOVN, dst, src, 0, 0, bytes);
    }
  }

  zero(dst: Slot, lay: Lay): void {
    this.zeroBytes(dst, lay.slotBytes);
  }

  zeroBytes(dst: Slot, bytes: number): void {
    if (bytes === 8) this.int(dst, 0);
    else if (bytes > 0) this.emit(Op.ZERON, dst, 0, 0, 0, bytes);
  }

  // ---- slots ------------------------------------------------------------------------------------

  temp(lay: Lay): Slot {
    if (lay.slotBytes > FRAME_MAX) this.tooLarge(lay);
    return this.frame.temp(lay.pattern);
  }

  private tooLarge(lay: Lay): void {
    this.unit.error(this.lastPos, `a value of ${lay.size} bytes is too large to be computed with`,
      `values of at most ${FRAME_MAX} bytes fit into a frame: use a pointer to it`);
  }

  tempOf(t: Type): Slot {
    return this.temp(this.lay(t));
  }

  /** Runs `f`, after which the temporaries it took are free again. */
  scratch<T>(f: () => T): T {
    const mark = this.frame.mark();
    const out = f();
    this.frame.sweep(mark);
    return out;
  }

  /** Runs `f` in a block: its variables' slots are free afterwards. */
  block<T>(f: () => T): T {
    this.blocks.push([]);
    const out = f();
    for (const { at, pattern } of this.blocks.pop()!) this.frame.release(at, pattern);
    return out;
  }

  /** A slot that lasts until the end of the block. */
  local(pattern: string): Slot {
    const at = this.frame.alloc(pattern);
    this.blocks[this.blocks.length - 1]!.push({ at, pattern });
    return at;
  }

  // ---- variables --------------------------------------------------------------------------------

  /** Must the variable live on the heap? */
  needsCell(v: Var, type: Type): boolean {
    if (v.addrTaken || (v.captured && v.reassigned) || this.shared.boxed.has(v)) return true;
    return this.lay(type).size > FRAME_VALUE_MAX;
  }

  /** A new variable that is not initialised yet, nor found by its name. */
  newVariable(v: Var): Binding {
    const type = this.subst(v.type);
    if (!this.needsCell(v, type)) {
      return { kind: 'slot', at: this.local(this.lay(type).pattern), type };
    }
    const at = this.local('1');
    this.emit(Op.NEW, at, 0, 0, 0, this.typeIndex(type));
    return { kind: 'cell', at, type };
  }

  /** A new variable with its zero value. */
  declareZero(v: Var): Binding {
    const b = this.newVariable(v);
    if (b.kind === 'slot') this.zero(b.at, this.lay(b.type));
    this.bindings.set(v, b);
    return b;
  }

  // ---- the end ----------------------------------------------------------------------------------

  finish(): ProgramFunc {
    const window = this.frame.top;
    const fixed = FRAME_HEADER + this.paramBytes + this.resultBytes;
    const frameBytes = Math.max(this.frame.frameBytes, fixed);
    if (frameBytes > FRAME_MAX) {
      this.unit.error(this.lastPos, `function ${this.name} needs a frame of ${frameBytes} bytes`,
        `at most ${FRAME_MAX} bytes are possible: pass large arrays and structs by pointer`);
    }
    return {
      name: this.name, code: this.code.finish(window), frameBytes,
      paramBytes: this.paramBytes, resultBytes: this.resultBytes,
      pointerSlots: this.frame.pointerSlots, flags: this.flags,
    };
  }
}
