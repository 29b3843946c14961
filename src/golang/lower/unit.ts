/**
 * The program under construction: what all functions share. A new way to ask it for a number needs
 * a row in scripts/objects/record.ts and in ../object/, which compile the library ahead.
 */
import type * as ast from '../syntax/ast.ts';
import type { CheckedPackage, Func, Initialiser, Package, Type, Var } from '../types/types.ts';
import type { Directive } from '../directive.ts';
import type { Diagnostics } from '../diagnostic.ts';
import type { Place } from '../source.ts';
import type { Position, ProgramFunc, SiteDesc } from '../../program/program.ts';
import { DataBuilder } from '../../program/program.ts';
import { lookupFieldOrMethod } from '../types/lookup.ts';
import { typeString } from '../types/typestring.ts';
import { Layout } from './layout.ts';
import { TypeTable } from './typetable.ts';
import { FuncTable } from './functable.ts';

/**
 * A function whose body is declared by directives. `shadow` is a function of the same signature
 * that consists of the declared `return`, checked with the package; its parameters stand for the
 * function's.
 */
export interface Declared { directives: Directive[]; shadow?: ast.FuncDecl }

export interface LowerOptions {
  diags: Diagnostics;
  /** Functions with `//gopark:` directives. */
  declared(decl: ast.FuncDecl): Declared | undefined;
  /** Compiled functions of the library, where there are any. */
  objects?: CompiledFunctions | undefined;
}

/** Functions that need not be lowered; each is made once for a unit, when its turn has come. */
export interface CompiledFunctions {
  func(f: Func): ((unit: Unit) => ProgramFunc) | undefined;
  init(path: string, init: Initialiser): ((unit: Unit) => ProgramFunc) | undefined;
}

interface Global { at: number; type: Type }

export class Unit {
  readonly layout = new Layout((t) => this.typeTooLarge(t));
  /** Where lowering is, for errors about what it comes across there. */
  pos: ast.Pos = 0;
  readonly types = new TypeTable(this.layout);
  readonly data = new DataBuilder();
  readonly funcs = new FuncTable(this);
  readonly positions: Position[] = [{ file: 0, line: 0, col: 0 }];
  readonly files: string[] = [];
  readonly sites: SiteDesc[] = [{ name: '', text: '', position: 0 }];
  readonly globals = new Map<Var, Global>();
  private readonly cells: Global[] = [];
  /** Numbers of types that interfaces in the program ask for; see methods.ts. */
  readonly wantedMethods = new Set<number>();
  /** Native functions that are called, for `gopark check`. */
  readonly natives = new Set<string>();
  globalBytes = 0;
  readonly packages: CheckedPackage[];
  readonly options: LowerOptions;
  private readonly byPackage = new Map<Package, CheckedPackage>();
  private readonly places = new Map<number, number>();
  private readonly fileIndices = new Map<string, number>();

  constructor(packages: CheckedPackage[], options: LowerOptions) {
    this.packages = packages;
    this.options = options;
    for (const p of packages) this.byPackage.set(p.pkg, p);
  }

  home(f: Func): CheckedPackage {
    const home = f.pkg && this.byPackage.get(f.pkg);
    if (!home) throw new Error(`lower: no package for ${f.name}`);
    return home;
  }

  /** The method of a type (not of a variable of it) that a name stands for, if it is one. */
  lookup(t: Type, name: string, pkg: Package | undefined): Func | undefined {
    const { obj } = lookupFieldOrMethod(t, false, pkg, name);
    return obj?.kind === 'Func' ? obj : undefined;
  }

  package(path: string): CheckedPackage | undefined {
    return this.packages.find((p) => p.pkg.path === path);
  }

  /** Where a package variable lies, among those that the program uses. */
  global(v: Var): Global {
    let g = this.globals.get(v);
    if (!g) this.globals.set(v, (g = this.allocate(v.type)));
    return g;
  }

  /** A variable of the program's life that has no name. */
  cell(type: Type): Global {
    const g = this.allocate(type);
    this.cells.push(g);
    return g;
  }

  private allocate(type: Type): Global {
    const at = Math.ceil(this.globalBytes / 8) * 8;
    this.globalBytes = at + Math.max(this.layout.of(type).size, 1);
    return { at, type };
  }

  globalPointerWords(): number[] {
    const words: number[] = [];
    for (const { at, type } of [...this.globals.values(), ...this.cells]) {
      for (const w of this.layout.of(type).words) words.push(at / 8 + w);
    }
    return words;
  }

  /** Index into Program.positions. */
  position(pos: ast.Pos): number {
    if (pos <= 0) return 0;
    this.pos = pos;
    this.options.diags.at = pos;
    return this.places.get(pos) ?? this.positionAt(pos, this.options.diags.sources.place(pos));
  }

  /** The same where it is known what the position means. */
  positionAt(pos: ast.Pos, place: Place): number {
    const known = this.places.get(pos);
    if (known !== undefined) return known;
    const index = this.positions.length;
    this.positions.push({ file: this.file(place.path || '??'), line: place.line, col: place.col });
    this.places.set(pos, index);
    return index;
  }

  private file(path: string): number {
    let index = this.fileIndices.get(path);
    if (index === undefined) {
      index = this.files.length;
      this.files.push(path);
      this.fileIndices.set(path, index);
    }
    return index;
  }

  private typeTooLarge(t: Type): void {
    this.error(this.pos, `a value of type ${typeString(t)} is too large`,
      'gopark has at most 2 GiB for one value');
  }

  error(pos: ast.Pos, message: string, help?: string): void {
    this.options.diags.error(pos, message, help);
  }
}
