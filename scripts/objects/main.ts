/**
 * Compiles the library: `makeObjects(files, hash)` lowers every function that is not generic, and
 * every initialiser of a package variable, and returns the file of objects. Functions that cannot
 * be objects are lowered from their source by whoever needs them; how many there are is told.
 */
import type { LowerOptions } from '../../src/golang/lower/lower.ts';
import { libInit } from '../../src/golang/lower/init.ts';
import { Unit } from '../../src/golang/lower/unit.ts';
import { libCache } from '../../src/golang/library.ts';
import type { Directory } from '../../src/golang/object/format.ts';
import { LazyFunc } from '../../src/golang/types/lazyobj.ts';
import type { LazyPackage } from '../../src/golang/types/lazy.ts';
import type { Package } from '../../src/golang/types/types.ts';
import { libraryOf } from '../../src/kernel/lib.ts';
import { DISTANCE, patches } from './operands.ts';
import { type Recorded, Recorder } from './record.ts';
import { BlockWriter, Code, NotWritable } from './write.ts';

export interface Made { bytes: Uint8Array; functions: number; left: Map<string, string> }

export function makeObjects(files: Record<string, string>, hash: string): Made {
  return new Maker(files).make(hash);
}

class Maker {
  private readonly packages: LazyPackage[];
  private readonly byPackage = new Map<Package, LazyPackage>();
  private readonly cache: ReturnType<typeof libCache>;
  private readonly left = new Map<string, string>();
  private readonly code = new Code();
  private functions = 0;

  constructor(files: Record<string, string>) {
    const lib = libraryOf(files);
    this.cache = libCache(lib);
    this.packages = lib.known().map((path) => this.cache.package(path)!);
    for (const p of this.packages) this.byPackage.set(p.pkg, p);
  }

  make(hash: string): Made {
    const a = this.lower(false);
    const b = this.lower(true);
    const blocks = this.packages.map((p) => JSON.stringify(this.block(p, a, b)));
    const { list } = this.cache.diags;
    if (list[0]) throw new Error(`${list[0].path}:${list[0].line}: ${list[0].message}`);
    return { bytes: this.file(hash, blocks), functions: this.functions, left: this.left };
  }

  /** Lowers all; `apart`: with all numbers moved. */
  private lower(apart: boolean): Map<string, Recorded> {
    const options: LowerOptions = {
      diags: this.cache.diags, declared: (decl) => this.cache.declared.get(decl),
    };
    const unit = new Unit(this.packages, options);
    if (apart) moveNumbers(unit);
    const recorder = new Recorder(unit, (f, targs) => {
      const recorded = targs.length === 0 && f instanceof LazyFunc && this.isOrdinary(f);
      return recorded ? this.nameOf(f) : undefined;
    });
    for (const p of this.packages) {
      for (const f of p.functions()) if (this.isOrdinary(f)) unit.funcs.index(f, []);
      unit.funcs.drain();
      for (const init of p.allInitialisers()) {
        recorder.outermost(`${p.pkg.path} init ${init.order}`, () => libInit(unit, p, init))();
        unit.funcs.drain();
      }
    }
    unit.funcs.drain();
    return recorder.done;
  }

  /** Neither generic nor native, nor declared by directives. */
  private isOrdinary(f: LazyFunc): boolean {
    if (f.type.tparams.length > 0 || (f.type.rparams?.length ?? 0) > 0) return false;
    const directives = this.cache.declared.get(f.decl)?.directives ?? [];
    return directives.every((d) => d.kind === 'cost');
  }

  private nameOf(f: LazyFunc): string {
    return `${f.pkg.path} func ${this.byPackage.get(f.pkg)!.keyOf(f)}`;
  }

  private block(p: LazyPackage, a: Map<string, Recorded>, b: Map<string, Recorded>) {
    const writer = new BlockWriter(this.cache.sources, (pkg) => this.byPackage.get(pkg)!);
    const { block } = writer;
    for (const f of p.functions()) {
      const at = this.add(writer, this.nameOf(f), a, b);
      if (at !== undefined) block.funcs[p.keyOf(f)] = at;
    }
    for (const init of p.initOrder()) {
      const at = this.add(writer, `${p.pkg.path} init ${init.order}`, a, b);
      block.inits.push([init.order, init.lhs.map((v) => v.name), at ?? -1]);
      for (const v of init.lhs) block.vars[v.name] = writer.type(v.type);
    }
    return block;
  }

  /** Where the function's code is; undefined if it cannot be an object. */
  private add(
    writer: BlockWriter, name: string, a: Map<string, Recorded>, b: Map<string, Recorded>,
  ): number | undefined {
    const [ra, rb] = [a.get(name), b.get(name)];
    if (!ra || !rb) return undefined;
    const start = this.code.bytes.length;
    try {
      if (ra.shared.refused) throw new NotWritable(ra.shared.refused);
      const pairs = pair(ra, rb);
      writer.function(ra, (r) => {
        const found = patches(r, pairs.get(r)!);
        if (typeof found === 'string') throw new NotWritable(found);
        return found;
      }, this.code);
    } catch (e) {
      if (!(e instanceof NotWritable)) throw e;
      this.code.bytes.length = start;
      this.left.set(name, e.message);
      return undefined;
    }
    this.functions++;
    return start;
  }

  private file(hash: string, blocks: string[]): Uint8Array {
    const directory: Directory = { hash, packages: {}, code: 0 };
    let at = 0;
    const texts = blocks.map((text) => new TextEncoder().encode(text));
    this.packages.forEach((p, i) => {
      directory.packages[p.pkg.path] = [at, at + texts[i]!.length];
      at += texts[i]!.length;
    });
    directory.code = at;
    const head = new TextEncoder().encode(`${JSON.stringify(directory)}\n`);
    const all = [head, ...texts, Uint8Array.from(this.code.bytes)];
    const out = new Uint8Array(all.reduce((n, part) => n + part.length, 0));
    let to = 0;
    for (const part of all) {
      out.set(part, to);
      to += part.length;
    }
    return out;
  }
}

/** Enters things nobody uses, so that all numbers are others. */
function moveNumbers(unit: Unit): void {
  for (let i = 0; i < DISTANCE.type; i++) unit.types.list.push({ ...unit.types.list[0]! });
  for (let i = 0; i < DISTANCE.func; i++) unit.funcs.reserve();
  for (let i = 0; i < DISTANCE.method; i++) unit.types.methodNames.push('');
  unit.data.reserve(DISTANCE.data);
  unit.globalBytes += DISTANCE.global;
}

/** The functions of two recordings of one outermost function, side by side. */
function pair(a: Recorded, b: Recorded, into = new Map<Recorded, Recorded>()) {
  into.set(a, b);
  if (a.own.length !== b.own.length) throw new NotWritable('other requests');
  a.own.forEach((e, i) => {
    const [x, y] = [a.shared.events[e]!, b.shared.events[b.own[i]!]!];
    if (x.kind !== y.kind) throw new NotWritable('other requests');
    if (x.kind === 'child' && y.kind === 'child') pair(x.child, y.child, into);
  });
  return into;
}
