/**
 * Compiled functions of the library, as the build makes them (scripts/objects) and `replay.ts`
 * brings them into a program.
 *
 * What a function becomes depends on the program around it only by numbers: of types, functions,
 * strings and so on, which are given out in the order in which they are first asked for. So a
 * compiled function is its instructions, and the list of what lowering asked for, in order: its
 * events. To put it into a program, one asks for the same things again and writes the numbers
 * into the operands that had the former ones. The result is, bit for bit, what lowering its source
 * would have made; a test compares the two.
 *
 *     file     directory as JSON, newline, then a block of JSON for each package, then the code
 *     block    PackageBlock
 *     code     numbers in 7-bit groups, low ones first, of some the signs folded in; see replay.ts
 *
 * Nearly every instruction has a position of its own, mostly a few columns behind the last one. So
 * a position is told by what differs from the function's last one, and one on the same line takes
 * the place of an event's kind: a number from SAME_LINE on, in one byte. An operand that is written
 * later, as it is a number of the program, is 0 until then and takes no room.
 */

/** What lowering asks the program for. The arguments are numbers in the code. */
export const Event = {
  /** type */
  TYPE: 0,
  /** function (index into `refs`), number of type arguments, types */
  FUNC: 1,
  /** event that gave the function's number: the func value that captures nothing */
  CLOSURE: 2,
  /** string */
  DATA: 3,
  /** variable (index into `refs`) */
  GLOBAL: 4,
  /** name (string), package (string) or 0, type: an interface's method */
  METHOD: 5,
  /** event: a method's number that tables must have */
  WANTED: 6,
  /** string: a native function is called */
  NATIVE: 7,
  /** file (string), offset in it, line, column: a position */
  POSITION: 8,
  /** offset in the code, relative to the start of this function: a function literal and the like */
  CHILD: 9,
  /** type: a variable without a name */
  CELL: 10,
  /** offset and line from the last position, column: a position */
  LINE: 11,
  /** columns from the last position: one on the same line */
  COLUMN: 12,
} as const;

/** Kinds from here on are positions on the line of the last one, so many columns... */
export const SAME_LINE = 16;
/** ...behind it, less these. */
export const BACK = 32;

/** A type: a kind's letter, then what it is made of; types by index into `types`. */
export type TypeCode =
  | ['basic', string] | ['universe', string]
  | ['named', string, string, number[]]
  | ['pointer', number] | ['slice', number] | ['array', number, number]
  | ['map', number, number] | ['chan', 'both' | 'send' | 'recv', number]
  | ['struct', Array<[string, number, boolean, string, string]>]
  | ['func', number[], number[], boolean]
  | ['interface', Array<[string, number, string]>];

export interface PackageBlock {
  strings: string[];
  types: TypeCode[];
  /** Package path, and name of a function or variable, or `Type.Method`. */
  refs: Array<[string, string]>;
  /** Where the code of each function starts, by name. */
  funcs: Record<string, number>;
  /** Initialisers in the order in which they run: order in the source, variables, code. */
  inits: Array<[number, string[], number]>;
  /** Types of package variables. */
  vars: Record<string, number>;
}

export interface Directory {
  /** Of everything that the code depends on; other objects are not used. */
  hash: string;
  /** Start and end of each package's block, and where the code starts, from behind this line. */
  packages: Record<string, [number, number]>;
  code: number;
}

/** Fields of an instruction, as bits of its mask in the code. */
export const FIELDS = ['a', 'b', 'c', 'd', 'i'] as const;
export const HAS_LONG = 32;
export const HAS_POSITION = 64;
