/**
 * The packages of a program: its own, by their paths in its module, and those of the library. They
 * are put into an order in which each comes behind what it imports, and what the go command says
 * of imports that cannot be is said here.
 */
import type { Diagnostics } from './diagnostic.ts';
import type { LibCache } from './library.ts';
import type * as ast from './syntax/ast.ts';
import type { CheckedPackage } from './types/types.ts';

/** One file of the program: its text, or its bytes as they are on disk. */
export interface InputFile { path: string; text: string | Uint8Array }

/** The module that the program belongs to. */
export interface ModuleProvider {
  /** As in go.mod. */
  path: string;
  /** The import path of the program's own main package. */
  main?: string;
  /** The files of a package of the module; undefined or none: there is no such package. */
  files(path: string): InputFile[] | undefined;
}

/** A package of the program's own to be checked, or one of the library. */
export type LoadedPackage =
  | { path: string; files: ast.File[]; isLib: false }
  | { path: string; isLib: true; checked: CheckedPackage };

export interface ImportOptions {
  lib: LibCache;
  module?: ModuleProvider | undefined;
  diags: Diagnostics;
  parse(files: InputFile[]): ast.File[];
}

/** Who imports: a package, and the path by which others would import it. */
interface Importing { path: string; files: ast.File[]; isLib: boolean }

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export class PackageLoader {
  /** Packages in the order in which they can be checked. */
  readonly order: LoadedPackage[] = [];
  private readonly options: ImportOptions;
  private readonly loaded = new Set<string>();
  /** From main to the package whose imports are looked at; `from`: the file that imports it. */
  private readonly path: Array<{ path: string; from?: string }> = [];

  constructor(options: ImportOptions) {
    this.options = options;
  }

  /** What every program has, then what main imports, then main. */
  run(main: ast.File[]): LoadedPackage[] {
    this.loadLib('runtime');
    const path = this.options.module?.main ?? 'main';
    this.path.push({ path });
    this.imports({ path, files: main, isLib: false });
    this.order.push({ path: 'main', files: main, isLib: false });
    return this.order;
  }

  private imports(by: Importing): void {
    for (const file of by.files) for (const s of file.imports) this.load(s, file, by);
  }

  /** Loads a package and what it imports; unknown ones are left to the checker. */
  private load(s: ast.ImportSpec, file: ast.File, by: Importing): void {
    const { path } = s;
    if (by.isLib) return this.loadLib(path);
    if (this.isRefused(s, file, by) || this.loaded.has(path) || path === 'unsafe') return;
    const { module } = this.options;
    if (!module || (path !== module.path && !path.startsWith(`${module.path}/`))) {
      return this.loadLib(path);
    }
    this.loaded.add(path);
    const own = module.files(path) ?? [];
    if (own.length > 0) this.loadOwn(s, file, own);
    else {
      this.error(s, `no required module provides package ${path}`,
        `${path} would be a folder of this module with Go files in it`);
    }
  }

  private loadOwn(s: ast.ImportSpec, file: ast.File, own: InputFile[]): void {
    const { path } = s;
    const files = this.options.parse(own);
    if (this.options.diags.hasErrors) return;
    const [first] = files;
    const name = first!.packageName.name;
    const other = files.find((f) => f.packageName.name !== name);
    if (other) {
      const [a, b] = [first!, other].map((f) => `${f.packageName.name} (${baseName(f.path)})`);
      return this.error(s, `found packages ${a} and ${b} in ${path}`);
    }
    if (name === 'main') {
      return this.error(s, `import "${path}" is a program, not an importable package`);
    }
    this.path.push({ path, from: baseName(file.path) });
    this.imports({ path, files, isLib: false });
    this.path.pop();
    this.order.push({ path, files, isLib: false });
  }

  private loadLib(path: string): void {
    if (path === 'unsafe' || this.loaded.has(path)) return;
    const checked = this.options.lib.package(path);
    if (!checked) return;
    this.loaded.add(path);
    this.imports({ path, files: checked.pkg.files, isLib: true });
    this.order.push({ path, isLib: true, checked });
  }

  // ---- what cannot be ---------------------------------------------------------------------------

  private error(s: ast.ImportSpec, message: string, help?: string): void {
    this.options.diags.error(s.pathPos, message, help);
  }

  private isRefused(s: ast.ImportSpec, file: ast.File, by: Importing): boolean {
    const { path } = s;
    if (/^\.\.?(\/|$)/.test(path)) {
      this.error(s, `"${path}" is relative, but relative import paths are not supported in `
        + 'module mode');
    } else if (!mayUse(by.path, path)) {
      this.error(s, `use of internal package ${path} not allowed`);
    } else if (this.path.some((p) => p.path === path)) {
      const lines = this.path.map((p, i) =>
        (i === 0 ? `package ${p.path}` : `imports ${p.path} from ${p.from}`));
      lines.push(`imports ${path} from ${baseName(file.path)}`);
      this.error(s, `import cycle not allowed\n\t${lines.join('\n\t')}`);
    } else return false;
    return true;
  }
}

/** Below `.../internal` lies what only code below `...` may import. */
function mayUse(by: string, path: string): boolean {
  const parts = path.split('/');
  const at = parts.lastIndexOf('internal');
  if (at < 0) return true;
  const root = parts.slice(0, at).join('/');
  return root !== '' && (by === root || by.startsWith(`${root}/`));
}
