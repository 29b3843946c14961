/**
 * How a running program lies in memory: the machine that lowering compiles for and vm/exec.ts
 * executes. Everything else rests on this page.
 *
 * SLOTS. A goroutine's stack is one run of 8-byte slots that grows by moving (so no pointer into a
 * stack is ever stored). `fp` is the address of the running function's frame; operands of
 * instructions are byte offsets from it. The form of a value in a frame ("slot form"):
 *
 *     bool, integers       1 slot   value sign- or zero-extended to 64 bits according to its type
 *     float64, float32     1 slot   the bits of an f64 (a float32 is kept rounded; see Op.FROUND)
 *     pointer, map, chan,
 *     func, unsafe.Pointer 1 slot   a 32-bit address, zero-extended; 0 is nil
 *     string               2 slots  address, length
 *     interface            2 slots  type index (0: nil interface), data word
 *     complex              2 slots  two f64
 *     slice                3 slots  address, length, capacity
 *     struct, array        its memory form, rounded up to whole slots (none if its size is 0)
 *
 * MEMORY FORM, on the heap, in globals and inside structs and arrays: Go's own sizes, alignments and
 * offsets on amd64 (pointers take 8 bytes, the upper four zero). Slot form and memory form differ only
 * for bool, integers and floats narrower than 64 bits, and complex64. Channel buffers and map entries
 * hold slot form.
 *
 * INTERFACES. The data word holds the value itself where it is one slot in slot form and not a struct or
 * array (Type.Flag DIRECT); otherwise the address of a heap copy in memory form that is never changed.
 *
 * FRAME
 *
 *     fp+0   retpc (u32)  | ctx (u32)     retpc: address of the instruction after the call, 0 in a
 *     fp+8   parameters, receiver first             goroutine's first frame; ctx: the closure called
 *            results
 *            locals and temporaries; each slot holds a pointer always or never (FuncEntry.PTRMAP)
 *            window of the callee, at the offset that the call names
 *
 * CALLS. The caller writes the arguments at `window+8...` where `window` is the callee's frame: no copy.
 * After the return the results lie at `window + 8 + params`. The callee's frame, parameters excepted, is
 * zeroed by the call. Returning goes to retpc; the caller's fp is found from operand A of the
 * instruction before retpc. While a call or an allocation of a goroutine happens, the window of the
 * caller belongs to the callee, so a pointer that is only there must not be needed afterwards: lowering
 * evaluates an argument whose successors call or allocate into a temporary first.
 *
 * CLOSURES are heap or data objects: func index (u32), number of captured slots (u32), then the captured
 * slots. A variable captured by reference (and any whose address is taken) lives in a heap cell of
 * its type in memory form; what is captured then is its address.
 *
 * DEFER pushes a closure without parameters on the goroutine's chain, with the frame it belongs to. A
 * function that defers ends with RUNDEFERS, then the epilogue that copies heap-celled results into
 * their slots, then RET. A recovered panic continues at that RUNDEFERS. `go f(x)` passes arguments
 * directly; `defer f(x)` captures them.
 */

/** Bytes of the frame header; parameters follow. */
export const FRAME_HEADER = 8;
/** Offset in a closure of its captured slots. */
export const CLOSURE_HEADER = 8;
/** Largest frame in bytes (operands are 16 bits wide); larger variables live on the heap. */
export const FRAME_MAX = 60000;
/** Largest struct or array kept in a frame, in bytes; larger ones are heap cells. */
export const FRAME_VALUE_MAX = 1024;

/** Byte offsets in an instruction (16 bytes). */
export enum Ins {
  /** u16 opcode (Op) */
  OP = 0,
  /** u16, filled in by the kernel when it loads a program: cost in 1/1024 ns */
  COST = 2,
  /** u16 operands, mostly byte offsets from fp */
  A = 4,
  B = 6,
  C = 8,
  D = 10,
  /** i32 immediate */
  I = 12,
  /** i64 immediate where an instruction has L: over C, D and I */
  L = 8,
  SIZE = 16,
}

/**
 * Byte offsets in the header of a program image; each a u32. Offsets are from the image's start. The
 * sections lie one behind the other in this order, each at a multiple of 16, as does the image's end.
 */
export enum Image {
  /** PROGRAM_MAGIC */
  MAGIC = 0,
  /** hash of assembly/abi that the compiler was built with */
  ABI = 4,
  /** bytes in all */
  SIZE = 8,
  /** instructions: offset, count */
  CODE = 12,
  CODE_COUNT = 16,
  /** FuncEntry[]: offset, count; function 0 is the entry */
  FUNCS = 20,
  FUNC_COUNT = 24,
  /** Type[]: offset, count; type 0 is not used */
  TYPES = 28,
  TYPE_COUNT = 32,
  /** read-only data (string bytes, static closures, tables of types, pointer maps): offset, bytes */
  DATA = 36,
  DATA_BYTES = 40,
  /** bytes of package variables, zeroed by the kernel */
  GLOBAL_BYTES = 44,
  /** offset in DATA of the globals' pointer map: a bit for each 8-byte word */
  GLOBAL_PTRMAP = 48,
  /** number of draw sites (operand I of DRAW, NETSRC and others) */
  SITE_COUNT = 52,
  /** indices of functions and types that the kernel itself needs: WellKnown words, each a u32 */
  WELLKNOWN = 56,
  /** FNV-1a of the 32-bit words behind the header */
  CHECKSUM = 56 + 16 * 4,
  HEADER_BYTES = 128,
}
export const PROGRAM_MAGIC = 0x4b504721;

/** Words at Image.WELLKNOWN; 0: the program does not have it. */
export enum WellKnown {
  /** type index of lib/runtime's `rtError` (a string type with Error and RuntimeError) */
  RUNTIME_ERROR_TYPE,
  /** func(v any): prints `panic: ...` with the chain of panics and the trace, and exits with 2 */
  FATALPANIC_FUNC,
  /** type index of string, of int */
  STRING_TYPE,
  INT_TYPE,
  /** lib/time's sendTime-like hook is not needed: the kernel writes two words (unix ns, monotonic ns) */
  TIME_TYPE,
  /** type index of lib/runtime's `PanicNilError` */
  PANIC_NIL_TYPE,
}

/** Byte offsets in a function's entry. */
export enum FuncEntry {
  /** u32 index of its first instruction, and how many */
  PC = 0,
  COUNT = 4,
  /**
   * u32 bytes of the frame, a multiple of 8: every slot that the function's instructions name is inside, so
   * also the arguments and results of the calls and natives in its windows
   */
  FRAME = 8,
  /** u16 bytes of parameters, u16 bytes of results */
  PARAMS = 12,
  RESULTS = 14,
  /** u32 offset in DATA: a bit for each slot of the frame, whether it holds a pointer */
  PTRMAP = 16,
  /** u32 FuncFlag bits */
  FLAGS = 20,
  /** u32 offset in DATA of its name, as in Go's traces (`main.worker`, `main.main.func1`), and its length */
  NAME = 24,
  NAME_LEN = 28,
  SIZE = 32,
}

export enum FuncFlag {
  /** instructions cost nothing (`//gopark:cost`); calls from it keep their own costs */
  FREE = 1,
  /** made by the compiler around a call (defer, method value): not shown in traces; transparent to recover */
  WRAPPER = 2,
  /** belongs to lib/ (runtime frames are left out of goroutine traces as Go does) */
  LIB = 4,
  /** a goroutine that runs it is a system goroutine: not counted for deadlock */
  SYSTEM = 8,
}

/** Kinds of types: Go's reflect.Kind numbers. */
export enum Kind {
  INVALID, BOOL, INT, INT8, INT16, INT32, INT64, UINT, UINT8, UINT16, UINT32, UINT64, UINTPTR,
  FLOAT32, FLOAT64, COMPLEX64, COMPLEX128, ARRAY, CHAN, FUNC, INTERFACE, MAP, POINTER, SLICE,
  STRING, STRUCT, UNSAFE_POINTER,
}

/** Byte offsets in a type descriptor. Types are canonical: identical types have one index. */
export enum Type {
  /** u8 Kind, u8 TypeFlag bits, u8 alignment, u8 ChanDir (1 recv, 2 send, 3 both) */
  KIND = 0,
  FLAGS = 1,
  ALIGN = 2,
  DIR = 3,
  /** u32 bytes in memory form */
  SIZE_BYTES = 4,
  /** u32 type index: element of array, chan, pointer, slice, map */
  ELEM = 8,
  /** u32: key type of a map; length of an array; number of parameters of a func << 16 | results */
  KEY = 12,
  /**
   * u32 offset in DATA, count: FieldEntry[] of a struct; type indices (u32) of a func's parameters and
   * results; of an interface: FieldEntry[] with the NAME of each method, in the order of METHODS
   */
  FIELDS = 16,
  FIELD_COUNT = 20,
  /** u32 offset in DATA, count: MethodEntry[] sorted by ID; of an interface: its method ids, sorted, as u32 */
  METHODS = 24,
  METHOD_COUNT = 28,
  /** u32 offset in DATA, length: as %T prints it (`main.T`, `[]int`, `*main.T`) */
  NAME = 32,
  NAME_LEN = 36,
  /** u32 offset in DATA: pointer map of the memory form, a bit for each 8-byte word */
  PTRMAP = 40,
  /** u32 bytes in slot form (a multiple of 8) */
  SLOT_BYTES = 44,
  /** u32 type index of pointer-to-this, 0 if the program has none */
  PTR_TO = 48,
  /** u32 offset in DATA, length: package path of a named type (`main`), empty otherwise */
  PKG = 52,
  PKG_LEN = 56,
  SIZE = 64,
}

export enum TypeFlag {
  /** its value is an interface's data word */
  DIRECT = 1,
  /** == is defined (for interfaces: may panic) */
  COMPARABLE = 2,
  /** its memory form has pointers */
  POINTERS = 4,
  NAMED = 8,
  /** == of the memory form is equality of its bytes */
  PLAIN = 16,
  VARIADIC = 32,
}

/** How a panic came by its value: what tells whether two equal values are one object in Go. */
export enum PanicOrigin {
  /** it was an interface already */
  GIVEN = 0,
  /** a constant, or a literal of constants: read-only data */
  CONSTANT = 1,
  /** a value that panic itself puts into an interface */
  MADE = 2,
}

/** Byte offsets in a field of a struct. */
export enum FieldEntry {
  /** u32 offset in DATA, length */
  NAME = 0,
  NAME_LEN = 4,
  /** u32 type index */
  TYPE = 8,
  /** u32 byte offset in the memory form */
  OFFSET = 12,
  /** u32: 1 embedded, 2 exported */
  FLAGS = 16,
  SIZE = 24,
}

/** A method of a concrete type: u32 method id (one number per name and signature in the program), u32 func index. The function's first parameter is the interface's data word. */
export enum MethodEntry { ID = 0, FUNC = 4, SIZE = 8 }

/** A case of a select in the table that Op.SELECT names: u16 each. The table starts with u16 count, u16 1 if there is a default, u32 0. Cases are in the order in which Go's compiler numbers them: sends first in source order, then receives in reverse source order. */
export enum SelectCase {
  /** 1 send, 0 receive */
  SEND = 0,
  /** offset of the slot with the channel (nil allowed) */
  CHAN = 2,
  /** offset of the value to send, or where the received one goes (NO_SLOT: dropped) */
  ELEM = 4,
  /** offset of the slot for ok (NO_SLOT: none) */
  OK = 6,
  SIZE = 8,
}
export const SELECT_HEADER = 8;
/** An operand that names no slot. */
export const NO_SLOT = 0xffff;
