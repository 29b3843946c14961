/** Checks one file of Go, or several packages, for tests. */
import { Diagnostics } from '../../src/golang/diagnostic.ts';
import { SourceSet } from '../../src/golang/source.ts';
import type * as ast from '../../src/golang/syntax/ast.ts';
import { parseFile } from '../../src/golang/syntax/parse.ts';
import { checkPackage } from '../../src/golang/types/check.ts';
import type {
  CheckedPackage, Info, Obj, Package, Type, Var,
} from '../../src/golang/types/types.ts';

export interface Result {
  checked: CheckedPackage;
  info: Info;
  file: ast.File;
  /** `line:col: message`, sorted. */
  errors: string[];
  help: string[];
}

/** Checks `text` as package main; `imports` are sources of packages by path. */
export function check(text: string, imports: Record<string, string> = {}): Result {
  const sources = new SourceSet();
  const done = new Map<string, Package>();
  const one = (path: string, source: string, isLib: boolean) => {
    const diags = new Diagnostics(sources);
    const file = parseFile(sources.add(isLib ? `${path}.go` : 'main.go', source), diags);
    const checked = checkPackage(path, [file], { importer, diags, isLib });
    return { checked, file, diags };
  };
  const importer = {
    import: (path: string) => done.get(path),
    known: () => [...done.keys()],
  };
  for (const [path, source] of Object.entries(imports)) {
    const r = one(path, source, true);
    if (r.diags.hasErrors) throw new Error(r.diags.list[0]!.message);
    done.set(path, r.checked.pkg);
  }
  const { checked, file, diags } = one('main', text, false);
  return {
    checked, info: checked.info, file,
    errors: diags.list.map((d) => `${d.line}:${d.col}: ${d.message}`),
    help: diags.list.flatMap((d) => (d.help ? [d.help] : [])),
  };
}

/** The errors of statements in a function. */
export function bodyErrors(body: string, top = ''): string[] {
  return check(`package main\n${top}\nfunc main() {\n${body}\n}\n`).errors
    .map((e) => e.replace(/^\d+:\d+: /, ''));
}

/** A package-level object of a source. */
export function object(r: Result, name: string): Obj {
  const obj = r.checked.pkg.scope.get(name);
  if (!obj) throw new Error(`no ${name}`);
  return obj;
}

export function typeOf(r: Result, name: string): Type {
  return (object(r, name) as Var).type;
}

/** A local variable, by name. */
export function local(r: Result, name: string): Var {
  for (const obj of [...r.info.defs.values(), ...r.info.implicits.values()]) {
    if (obj.kind === 'Var' && obj.name === name && obj.where !== 'field') return obj;
  }
  throw new Error(`no ${name}`);
}
