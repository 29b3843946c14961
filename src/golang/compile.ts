/**
 * The Go front end as one function: texts in, a program out (or what is wrong with them). It
 * reads no file itself: the caller gives the program's files, and a provider for the modelled
 * standard library.
 *
 * The stages: parse, resolve imports (a package before those that import it), check, lower.
 * Errors of one stage keep the next from running.
 */
import type { Program } from '../program/program.ts';
import { type ConfigDefaults, parseFileDirectives } from './config-directive.ts';
import { type Diagnostic, Diagnostics } from './diagnostic.ts';
import { type Directive, PREFIX, parseDirectives } from './directive.ts';
import {
  type InputFile, type LoadedPackage, type ModuleProvider, PackageLoader,
} from './imports.ts';
import { forgetCache, type LibCache, type LibProvider, libCache } from './library.ts';
import { lowerProgram, type Declared, type Lowered } from './lower/lower.ts';
import { SourceSet } from './source.ts';
import type * as ast from './syntax/ast.ts';
import { parseFile } from './syntax/parse.ts';
import { decodeSource } from './syntax/scan.ts';
import { checkPackage } from './types/check.ts';
import type { CheckedPackage, Func, Package } from './types/types.ts';

export type { InputFile, ModuleProvider } from './imports.ts';
export type { LibProvider } from './library.ts';

export interface CompileOptions {
  lib: LibProvider;
  /** Packages of the program's own module, by import path. */
  modules?: ModuleProvider;
}

/** A row of the table of `gopark check`. */
export interface CallInfo {
  name: string;
  place: { path: string; line: number; col: number };
  how: 'simulated' | 'declared' | 'library';
  /** The directives, as written. */
  directives: string[];
}

export interface Compiled {
  /** Absent if there are errors. */
  program?: Program;
  diagnostics: Diagnostic[];
  sources: SourceSet;
  /** What is called, and how it is modelled. */
  calls(): CallInfo[];
  /** Import paths of the modelled packages that are used, and natives that are called. */
  imports: string[];
  natives: string[];
}

export function compile(files: InputFile[], options: CompileOptions): Compiled {
  return new Compilation(options).run(files);
}

class Compilation {
  private readonly sources = new SourceSet();
  private readonly diags = new Diagnostics(this.sources);
  private readonly options: CompileOptions;
  private readonly cache: LibCache;
  /** Packages in the order in which they can be checked. */
  private order: LoadedPackage[] = [];
  private readonly packages = new Map<string, Package>();
  private readonly declared = new Map<ast.FuncDecl, Declared>();
  private config: ConfigDefaults = {};

  constructor(options: CompileOptions) {
    this.options = options;
    this.cache = libCache(options.lib);
    this.sources.behind = this.cache.sources;
  }

  /**
   * The parser limits how deep programs nest, so that the stack suffices for all stages; how large
   * that is we do not know. If it does not suffice, that is an error of the program as well.
   */
  run(files: InputFile[]): Compiled {
    try {
      return this.stages(files);
    } catch (e) {
      if (!isStackOverflow(e)) throw e;
      forgetCache(this.options.lib);
      const help = 'split the statement: the stack of this machine does not suffice for it';
      this.diags.error(this.diags.at, 'nesting too deep', help);
      return this.result();
    }
  }

  private stages(files: InputFile[]): Compiled {
    const main = this.parse(files);
    this.checkNames(main);
    if (this.diags.hasErrors) return this.result();
    for (const file of main) Object.assign(this.config, parseFileDirectives(file, this.diags));
    this.order = this.load(main);
    for (const p of this.order) if (!p.isLib) this.directives(p.files);
    if (this.diags.hasErrors) return this.result();
    const checked = this.order.map((p) => this.check(p));
    if (this.diags.hasErrors) return this.result();
    const declared = (decl: ast.FuncDecl): Declared | undefined =>
      this.declared.get(decl) ?? this.cache.declared.get(decl);
    const { objects } = this.cache;
    const lowered = lowerProgram(checked, { diags: this.diags, declared, objects });
    lowered.program.config = this.configText(main);
    this.nameImports(lowered.program.files);
    return this.result(lowered);
  }

  private parse(files: InputFile[]): ast.File[] {
    return files.map((f) => {
      const decoded = typeof f.text === 'string' ? undefined : decodeSource(f.text);
      const source = this.sources.add(f.path, decoded?.text ?? f.text as string);
      const invalid = decoded?.invalid ?? [];
      for (const at of invalid) {
        this.diags.error(source.base + at, 'invalid UTF-8 encoding', 'save the file as UTF-8');
      }
      // What such characters lead to is not worth a second complaint.
      return parseFile(source, invalid.length > 0 ? new Diagnostics(this.sources) : this.diags);
    });
  }

  /** All files belong to package main. */
  private checkNames(files: ast.File[]): void {
    const [first] = files;
    if (!first) {
      this.diags.error(0, 'there are no Go files');
      return;
    }
    for (const file of files) {
      const { name, pos } = file.packageName;
      if (name === first.packageName.name || name === '_') continue;
      this.diags.error(pos, `package ${name}; expected package ${first.packageName.name}`);
    }
    const { name, pos } = first.packageName;
    if (name !== 'main' && name !== '_' && !this.diags.hasErrors) {
      const help = 'a program starts in package main';
      this.diags.error(pos, `package ${name} is not a main package`, help);
    }
  }

  // ---- imports ----------------------------------------------------------------------------------

  private load(main: ast.File[]): LoadedPackage[] {
    return new PackageLoader({
      lib: this.cache, module: this.options.modules, diags: this.diags,
      parse: (files) => this.parse(files),
    }).run(main);
  }

  /**
   * A file of each imported library package is among the program's files even if none of its
   * functions is reached: an import alone has effects (package os starts a goroutine).
   */
  private nameImports(files: string[]): void {
    for (const { path, isLib } of this.order) {
      const own = isLib ? this.options.lib.files(path) ?? [] : [];
      if (own[0] && !own.some((f) => files.includes(f.path))) files.push(own[0].path);
    }
  }

  private check(p: LoadedPackage): CheckedPackage {
    const { lib } = this.options;
    const checked = p.isLib ? p.checked : checkPackage(p.path, p.files, {
      importer: {
        import: (path) => this.packages.get(path), known: () => publicNames(lib.known()),
      },
      diags: this.diags, isLib: false,
    });
    this.packages.set(p.path, checked.pkg);
    return checked;
  }

  // ---- directives -------------------------------------------------------------------------------

  private directives(files: ast.File[]): void {
    for (const file of files) {
      const source = this.sources.fileOf(file.base)!;
      const shadows: ast.FuncDecl[] = [];
      for (const decl of file.decls) {
        if (decl.kind !== 'FuncDecl' || !hasDirectives(decl)) continue;
        const directives = parseDirectives(decl, source, this.diags, { lib: false });
        if (directives.length === 0) continue;
        const shadow = shadowOf(decl, directives);
        if (shadow) shadows.push(shadow);
        this.declared.set(decl, shadow ? { directives, shadow } : { directives });
      }
      file.decls.push(...shadows);
    }
  }

  /** The settings as they were written; they have been checked. */
  private configText(main: ast.File[]): Record<string, string> {
    const config: Record<string, string> = {};
    for (const file of main) {
      for (const line of file.directives) {
        if (!line.text.startsWith(`${PREFIX}config`)) continue;
        for (const [, key, value] of line.text.matchAll(/([a-z]+)[ \t]*=[ \t]*(\S+)/g)) {
          config[key!] = value!;
        }
      }
    }
    return config;
  }

  private call(func: Func): CallInfo {
    const decl = func.decl!;
    const all = this.declared.get(decl)?.directives ?? [];
    const declared = all.filter((d) => d.kind !== 'cost' && d.kind !== 'native');
    return {
      name: func.name, place: this.sources.place(decl.name.pos),
      how: func.pkg?.isLib ? 'library' : declared.length > 0 ? 'declared' : 'simulated',
      directives: decl.directives.map((d) => d.text),
    };
  }

  private result(lowered?: Lowered): Compiled {
    this.diags.list.push(...this.cache.diags.list);
    const { list, hasErrors } = this.diags;
    const calls = (): CallInfo[] => (lowered?.functions ?? []).map(({ func }) => this.call(func));
    return {
      ...(lowered && !hasErrors ? { program: lowered.program } : {}),
      diagnostics: [...list], sources: this.sources, calls,
      imports: this.order.filter((p) => p.isLib).map((p) => p.path),
      natives: lowered?.natives ?? [],
    };
  }
}

/** V8 and JavaScriptCore throw a RangeError, SpiderMonkey an InternalError. */
const isStackOverflow = (e: unknown): boolean =>
  e instanceof Error && /call stack|too much recursion/.test(e.message);

const hasDirectives = (decl: ast.FuncDecl): boolean =>
  decl.directives.some((d) => d.text.startsWith(PREFIX));

/** What a program may import. */
function publicNames(paths: string[]): string[] {
  return paths.filter((p) => !p.startsWith('internal/') && !p.includes('/internal/'));
}

/**
 * The expression of `//gopark:return` has the function's parameters in scope and must fit its
 * results. So it is checked as the body of a function of the same signature, without a name, next
 * to the real one.
 */
function shadowOf(decl: ast.FuncDecl, directives: Directive[]): ast.FuncDecl | undefined {
  const d = directives.find((x) => x.kind === 'return');
  if (d?.kind !== 'return') return undefined;
  const { pos } = decl;
  const results = { kind: 'ReturnStmt' as const, pos: d.exprPos, results: d.exprs };
  return {
    kind: 'FuncDecl', pos, name: { kind: 'Ident', name: '_', pos: decl.name.pos },
    ...(decl.recv ? { recv: structuredClone(decl.recv) } : {}),
    type: structuredClone(decl.type), directives: [],
    body: { kind: 'BlockStmt', pos: d.exprPos, list: [results], rbrace: d.exprPos },
  };
}
