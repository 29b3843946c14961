/**
 * The opcodes. Notation, for an instruction `op A B C D I` (frame.ts, Ins):
 *
 *   [x]      the slot at fp+x, as i64        [x:n]    n slots from fp+x
 *   f[x]     the slot as f64                 *p       memory at address p
 *   I        i32 immediate                   L        i64 immediate over C, D, I
 *   (nil)    panics with Go's nil dereference text when the address is 0
 *   (V)      visible: other Ms can see it; the M first waits until it is the earliest
 *   (park)   the goroutine may park here; it continues behind the instruction
 *
 * A jump's I is relative, in bytes, to its own address; a taken jump with I <= 0 is a back-edge, where an M
 * stops at the event horizon. Every operand is a byte offset unless the line says otherwise.
 */
export enum Op {
  NOP,

  // ---- moves and constants --------------------------------------------------------------------
  MOV, //        [A] = [B]
  MOV2, //       [A:2] = [B:2]
  MOV3, //       [A:3] = [B:3]
  MOVN, //       I bytes (multiple of 8) from fp+B to fp+A; may overlap
  ZERON, //      I bytes from fp+A become 0
  LI, //         [A] = L
  STR, //        [A:2] = (DATA + I, length C | D << 16)
  LEAD, //       [A] = DATA + I
  LEAG, //       [A] = GLOBALS + I
  LEAF, //       [A] = fp + I; only for the very next instruction, never across a call or allocation
  CTX, //        [A] = slot I of the closure that was called (I counts bytes from its first captured slot)
  CTXP, //       [A] = address of the closure that was called

  // ---- integers, 64 bits, wrapping --------------------------------------------------------------
  ADD, SUB, MUL, // [A] = [B] op [C]
  DIVS, DIVU, REMS, REMU, // panics `integer divide by zero`; MinInt64 / -1 = MinInt64, rem 0
  AND, OR, XOR, ANDN,
  SHL, SHRS, SHRU, // count [C] is unsigned: 64 and more give 0 (SHRS: the sign)
  ADDI, MULI, ANDI, SHLI, SHRSI, SHRUI, // [A] = [B] op I
  NEG, COM, NOT, // [A] = -[B], ^[B], [B] == 0
  EXT8S, EXT16S, EXT32S, EXT8U, EXT16U, EXT32U, // [A] = low bits of [B], extended
  SHIFTCHK, //   panics `negative shift amount` if [A] < 0
  EQ, NE, LTS, LES, LTU, LEU, // [A] = [B] op [C] ? 1 : 0
  EQI, NEI, LTSI, LESI, GTSI, GESI, // [A] = [B] op I ? 1 : 0

  // ---- floats: f64 --------------------------------------------------------------------------------
  FADD, FSUB, FMUL, FDIV, // f[A] = f[B] op f[C]
  FNEG, //       f[A] = -f[B]
  FROUND, //     f[A] = f[B] rounded to float32
  FEQ, FNE, FLT, FLE, // [A] = f[B] op f[C] ? 1 : 0
  I2F, U2F, //   f[A] = [B] signed, unsigned
  F2I, F2U, //   [A] = f[B] truncated as amd64 does (out of range: 1 << 63)
  FSQRT, FFLOOR, FCEIL, FTRUNC, FABS, // f[A] = fn f[B]
  CDIV, //       complex [A:2] = [B:2] / [C:2], with Go's rules for infinities and NaN

  // ---- jumps ----------------------------------------------------------------------------------------
  JMP, //        to I
  JT, JF, //     if [A] != 0, if [A] == 0
  JEQ, JNE, JLTS, JLES, JLTU, JLEU, // if [A] op [B]
  JEQI, JNEI, JLTSI, JLESI, JGTSI, JGESI, // if [A] op (C as i16)
  JTAB, //       to the I-th of D jump instructions behind it: if [A] < D unsigned, pc += 16 * (1 + [A]), else behind them

  // ---- memory: p = [B] for loads, [A] for stores (nil) ------------------------------------------------
  NILCHK, //     (nil) [A]
  LD8S, LD8U, LD16S, LD16U, LD32S, LD32U, LD64, LDF32, // [A] = *(p + I), widened
  LD2, LD3, //   [A:2], [A:3] = *(p + I)
  LDN, //        C | D << 16 bytes from p + I to fp+A (the rest of its last slot becomes 0)
  ST8, ST16, ST32, ST64, STF32, // *(p + I) = [B], narrowed
  ST2, ST3, //   *(p + I) = [B:2], [B:3]
  STN, //        C | D << 16 bytes from fp+B to p + I
  MOVEM, //      memory to memory: I bytes from [B] to [A] (nil both); may overlap
  ZEROM, //      I bytes at [A] (nil) become 0
  GLD8S, GLD8U, GLD16S, GLD16U, GLD32S, GLD32U, GLD64, GLDF32, // [A] = *(GLOBALS + I), widened
  GLD2, GLD3,
  GLDN, //       C | D << 16 bytes
  GST8, GST16, GST32, GST64, GSTF32, GST2, GST3, // *(GLOBALS + I) = [B]
  GSTN,
  FLD8S, FLD8U, FLD16S, FLD16U, FLD32S, FLD32U, FLDF32, // [A] = *(fp + I), widened: a field of a struct in the frame
  FST8, FST16, FST32, FSTF32, // *(fp + I) = [B], narrowed

  // ---- slices, strings, arrays --------------------------------------------------------------------------
  BOUND, //      panics `index out of range [i] with length n` unless 0 <= i=[A] < n=[B]
  BOUNDI, //     the same with n = I
  SLD8S, SLD8U, SLD16S, SLD16U, SLD32S, SLD32U, SLD64, SLDF32, // [A] = slice or string [B:2..] at index [C], with bounds check
  SST8, SST16, SST32, SST64, SSTF32, // slice [A:3] at index [B] = [C]
  SLEA, //       [A] = address of element [C] of the slice [B:3], elements of I bytes, with bounds check
  ALEA, //       [A] = [B] (nil) + [C] * I: element of an array behind a pointer (BOUNDI came before)
  SLICE, //      [A:3] = slice [B:3] [lo:hi:max]; lo, hi, max at [C:3]; D bits: 1 lo, 2 hi, 4 max present; I element bytes
  SLICESTR, //   [A:2] = string [B:2] [lo:hi]; as above
  SLICEARR, //   [A:3] = array at address [B] (nil) of length [C+24]; as SLICE
  MAKESLICE, //  [A:3]: element type I, len [B], cap [C]; panics `makeslice: len out of range` / `cap`
  APPEND1, //    [A:3] = append(slice [B:3], one value in slot form at C), element type I
  APPENDS, //    [A:3] = append(slice [B:3], all of the slice (or string) [C:2..]), element type I
  GROW, //       [A:3] = slice [B:3] lengthened by [C] zeroed elements, element type I (for append with several values)
  COPY, //       [A] = copy(slice [B:3], slice or string [C:2..]), elements of I bytes
  SEQ, SNE, SLT, SLE, // strings: [A] = [B:2] op [C:2]
  CONCAT, //     [A:2] = concatenation of C (a count) strings at [B...]
  STR2BYTES, BYTES2STR, STR2RUNES, RUNES2STR, // [A] = conversion of [B]
  RUNE2STR, //   [A:2] = string(rune [B])
  RUNENEXT, //   ([A], [A+8]) = rune and index behind it of string [B:2] at index [C]

  // ---- allocation, calls --------------------------------------------------------------------------------
  NEW, //        [A] = address of a zeroed value of type I (zero-size types: one fixed address)
  CLOSURE, //    [A] = closure of function I with D captured slots, copied from [C...]
  CALL, //       function I, window A
  CALLC, //      closure [B] (nil), window A
  CALLI, //      method id I of interface [B:2] (nil), window A; the data word becomes the first parameter
  CALLN, //      native I (native.ts), window A: arguments and results where a call has them
  RET,
  GO, //         go function I: parameters from window A  (V)
  GOC, //        go closure [B] (nil: Go's fatal error `go of nil func value`), window A, D bytes of parameters  (V)
  GOI, //        go method id I of interface [B:2], window A, D bytes of parameters  (V)
  DEFER, //      defer closure [A] (called without arguments; nil panics when it runs); on recovery continue at I
  RUNDEFERS, //  runs the deferred calls of this frame, last first, then goes on
  PANIC, //      panic(interface [A:2]); I: PanicOrigin
  RECOVER, //    [A:2] = recover(); D = 1 in a WRAPPER around `defer recover()`

  // ---- interfaces ---------------------------------------------------------------------------------------
  MKIFACE, //    [A:2] = interface of type I from the value in slot form at B
  UNBOX, //      value in slot form at A = the value of type I in interface [B:2] (its type is known to be I)
  ASSERT, //     as UNBOX, after a check that the type is I; C: slot for ok (the value is zeroed when it is not), or NO_SLOT: panics
  ASSERTX, //    stands directly behind ASSERT and ASSERTI and is skipped: I = type index of the static interface type, for the panic's text
  ASSERTI, //    [A:2] = [B:2] if its type implements interface type I; C: slot for ok, or NO_SLOT: panics
  IMPLS, //      [A] = 1 if interface [B:2] is not nil and its type implements interface type I
  IFEQ, //       [A] = interfaces [B:2] == [C:2]; panics `comparing uncomparable type T`
  EQT, //        [A] = values of type I in slot form at B and C are equal
  EQM, //        [A] = values of type I in memory form at addresses [B] and [C] are equal

  // ---- maps: values and keys in slot form ------------------------------------------------------------------
  MKMAP, //      [A] = make(map type I, hint [B])
  MGET, //       value at A = map [B] [key at C] (zero if none); D: slot for ok, or NO_SLOT; I map type
  MSET, //       map [A] [key at B] = value at C; panics `assignment to entry in nil map`; I map type
  MDEL, //       delete(map [A], key at B); I map type
  MLEN, //       [A] = len(map [B])
  MCLEAR, //     clear(map [A]); I map type
  MITER, //      [A] = a new iterator (a heap object) over map [B]; I map type
  MNEXT, //      next entry of iterator [A]: key at B, value at C (NO_SLOT: not wanted); [D] = 1 if there was one

  // ---- channels ---------------------------------------------------------------------------------------------
  MKCHAN, //     [A] = make(chan type I, size [B]); panics `makechan: size out of range`
  SEND, //       channel [A] <- value in slot form at B  (V)(park)
  RECV, //       value at A (NO_SLOT: dropped) = <-[B]; C: slot for ok, or NO_SLOT  (V)(park)
  CLOSE, //      close([A])  (V)
  CHLEN, CHCAP, // [A] = len([B]), cap([B])  (V)
  SELECT, //     [A] = index in the table of the case that went ahead, -1 for default; I: offset of the table in DATA  (V)(park)

  // ---- what directives declare, and costs -------------------------------------------------------------------
  DRAW, //       [A] = a draw of kind C (Draw) with parameters [B], [B+8] (ns as i64; sigma and alpha as f64), at draw site I; negative becomes 0
  CPU, //        burns [A] ns of CPU, preemptible anywhere; C: slot with the distance of its cooperative safe points in ns, or NO_SLOT  (park)
  SYSCALL, //    a system call of [A] ns; D: 1 known to block, 2 raw; I site  (V)(park)
  CGO, //        a C call of [A] ns; I site  (V)(park)
  NET, //        parks on the netpoller for [A] ns; I site  (V)(park)
  NETSRC, //     waits for the open source at site I; its intervals: kind C (Draw), parameters [B], [B+8]  (V)(park)
  ALLOC, //      counts [A] bytes of allocation
  COST, //       charges cost field I (Cost)
  THROW, //      fatal error: text is string [A:2], as runtime.throw
  COUNT,
}

/** Kinds of draws (operand C of DRAW and NETSRC). */
export enum Draw {
  /** the first parameter itself */
  CONST,
  /** between a and b */
  UNIFORM,
  /** mean */
  EXP,
  /** mean, standard deviation */
  NORMAL,
  /** median, sigma (f64) */
  LOGNORMAL,
  /** smallest, alpha (f64) */
  PARETO,
}
