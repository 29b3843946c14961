/**
 * Types as text, in two manners: as gc prints them in messages (`typeString`), and as the runtime
 * prints them, for %T and in panics (`runtimeTypeString`).
 */
import type {
  InterfaceMethod, Package, Signature, Struct, Tuple, Type, TypeParam, UnionTerm, Var,
} from './types.ts';
import { quote } from './constformat.ts';
import { InterfaceImpl } from './interface.ts';
import { unalias } from './named.ts';

/** What stands before the dot of a type of this package; '' for nothing. */
export type Qualifier = (pkg: Package) => string;

/**
 * Types of `here` go without a package, others with its name; with its path, where two packages
 * that `here` imports (directly or not) have that name.
 */
export function relativeTo(here: Package): Qualifier {
  let paths: Map<string, Set<string>> | undefined;
  return (pkg) => {
    if (pkg === here) return '';
    if (!paths) mark(here, (paths = new Map()), new Set());
    return (paths.get(pkg.name)?.size ?? 0) > 1 ? `"${pkg.path}"` : pkg.name;
  };
}

function mark(pkg: Package, paths: Map<string, Set<string>>, seen: Set<Package>): void {
  if (seen.has(pkg)) return;
  seen.add(pkg);
  const known = paths.get(pkg.name);
  if (known) known.add(pkg.path);
  else paths.set(pkg.name, new Set([pkg.path]));
  for (const p of pkg.imports) mark(p, paths, seen);
}

export function typeString(t: Type, qualify: Qualifier = (pkg) => pkg.path): string {
  return new MessageWriter(qualify).type(t);
}

/** `(x int, y string) bool` and the like, as it follows `func` or a method's name. */
export function signatureString(sig: Signature, qualify: Qualifier, names = true): string {
  return new MessageWriter(qualify, names).signature(sig);
}

/** A term, with package paths, as gc has them in messages about unions. */
export function termString(t: UnionTerm): string {
  return (t.tilde ? '~' : '') + typeString(t.type);
}

const qualified = (name: string, pkg: Package | undefined, qualify: Qualifier): string => {
  const prefix = pkg ? qualify(pkg) : '';
  return prefix ? `${prefix}.${name}` : name;
};

class MessageWriter {
  private readonly qualify: Qualifier;
  private readonly names: boolean;
  private depth = 0;

  constructor(qualify: Qualifier, names = true) {
    this.qualify = qualify;
    this.names = names;
  }

  type(t: Type): string {
    if (this.depth > 100) return '...';
    this.depth++;
    const s = this.typ(t);
    this.depth--;
    return s;
  }

  private typ(t: Type): string {
    switch (t.kind) {
      case 'Basic': return t.name;
      case 'Pointer': return `*${this.type(t.elem)}`;
      case 'Slice': return `[]${this.type(t.elem)}`;
      case 'Array': return `[${t.len}]${this.type(t.elem)}`;
      case 'Map': return `map[${this.type(t.key)}]${this.type(t.elem)}`;
      case 'Chan': return this.chan(t.dir, t.elem);
      case 'Struct': return this.struct(t);
      case 'Signature': return `func${this.signature(t)}`;
      case 'Interface': return this.iface(t as InterfaceImpl);
      case 'Tuple': return this.tuple(t);
      case 'TypeParam': return t.obj.name;
      case 'Named': case 'Alias': {
        const name = qualified(t.obj.name, t.obj.pkg, this.qualify);
        if (t.targs.length > 0) return `${name}[${t.targs.map((a) => this.type(a)).join(', ')}]`;
        return name + this.tparams(t.tparams);
      }
    }
  }

  private chan(dir: 'both' | 'send' | 'recv', elem: Type): string {
    const s = this.type(elem);
    if (dir === 'send') return `chan<- ${s}`;
    if (dir === 'recv') return `<-chan ${s}`;
    return s.startsWith('<-') ? `chan (${s})` : `chan ${s}`;
  }

  private struct(t: Struct): string {
    const fields = t.fields.map((f) => {
      const name = f.embedded ? '' : `${f.name} `;
      return `${name}${this.type(f.type)}${f.tag ? ` ${quote(f.tag)}` : ''}`;
    });
    return `struct{${fields.join('; ')}}`;
  }

  private tuple(t: Tuple): string {
    return t.vars ? this.vars(t.vars, false) : `(${t.types.map((x) => this.type(x)).join(', ')})`;
  }

  private tparams(list: TypeParam[]): string {
    if (list.length === 0) return '';
    const parts = list.map((p, i) => {
      const next = list[i + 1];
      return next && next.constraint === p.constraint
        ? p.obj.name : `${p.obj.name} ${this.type(p.constraint)}`;
    });
    return `[${parts.join(', ')}]`;
  }

  private vars(list: Var[], variadic: boolean): string {
    const parts = list.map((v, i) => {
      const name = this.names && v.name ? `${v.name} ` : '';
      const last = variadic && i === list.length - 1;
      if (!last) return name + this.type(v.type);
      return v.type.kind === 'Slice'
        ? `${name}...${this.type(v.type.elem)}` : `${name}${this.type(v.type)}...`;
    });
    return `(${parts.join(', ')})`;
  }

  signature(sig: Signature): string {
    const head = this.tparams(sig.tparams) + this.vars(sig.params, sig.variadic);
    const [first] = sig.results;
    if (!first) return head;
    const named = this.names && first.name !== '';
    if (sig.results.length === 1 && !named) return `${head} ${this.type(first.type)}`;
    return `${head} ${this.vars(sig.results, false)}`;
  }

  private term(t: UnionTerm): string {
    return (t.tilde ? '~' : '') + this.type(t.type);
  }

  private iface(t: InterfaceImpl): string {
    if (t.union) return t.union.map((x) => this.term(x)).join(' | ');
    if (t.implicit && t.explicit.length === 0 && t.embeds.length === 1) {
      return this.type(t.embeds[0]!.type);
    }
    const parts = [
      ...t.explicit.map((m) => m.name + this.signature(m.type)),
      ...t.embeds.map((e) => this.type(e.type)),
    ];
    return parts.length === 0 ? 'interface{}' : `interface{${parts.join('; ')}}`;
  }
}

// ---- as the runtime prints --------------------------------------------------------------------

/** The text of `fmt.Printf("%T")`: packages by their name, spaces where reflect puts them. */
export function runtimeTypeString(t: Type): string {
  return runtimeType(t, (pkg) => pkg.name);
}

function runtimeType(t0: Type, qualify: Qualifier): string {
  const t = unalias(t0);
  const str = (x: Type): string => runtimeType(x, qualify);
  switch (t.kind) {
    case 'Basic': return t.basic;
    case 'Pointer': return `*${str(t.elem)}`;
    case 'Slice': return `[]${str(t.elem)}`;
    case 'Array': return `[${t.len}]${str(t.elem)}`;
    case 'Map': return `map[${str(t.key)}]${str(t.elem)}`;
    case 'Chan': {
      const elem = str(t.elem);
      if (t.dir === 'send') return `chan<- ${elem}`;
      if (t.dir === 'recv') return `<-chan ${elem}`;
      return elem.startsWith('<-') ? `chan (${elem})` : `chan ${elem}`;
    }
    case 'Struct': return runtimeStruct(t, str);
    case 'Signature': return `func${runtimeSignature(t, str)}`;
    case 'Interface': return runtimeInterface(t.methods, str);
    case 'Tuple': return `(${t.types.map(str).join(', ')})`;
    case 'TypeParam': return t.obj.name;
    case 'Named': {
      const name = qualified(t.obj.name, t.obj.pkg, qualify);
      if (t.targs.length === 0) return name;
      return `${name}[${t.targs.map((a) => runtimeType(a, (pkg) => pkg.path)).join(',')}]`;
    }
    default: return '?';
  }
}

function runtimeStruct(t: Struct, str: (t: Type) => string): string {
  if (t.fields.length === 0) return 'struct {}';
  const fields = t.fields.map((f) =>
    (f.embedded ? '' : `${f.name} `) + str(f.type) + (f.tag ? ` ${quote(f.tag)}` : ''));
  return `struct { ${fields.join('; ')} }`;
}

function runtimeSignature(sig: Signature, str: (t: Type) => string): string {
  const params = sig.params.map((v, i) => {
    const last = sig.variadic && i === sig.params.length - 1 && v.type.kind === 'Slice';
    return last && v.type.kind === 'Slice' ? `...${str(v.type.elem)}` : str(v.type);
  });
  const results = sig.results.map((v) => str(v.type));
  const head = `(${params.join(', ')})`;
  if (results.length === 0) return head;
  return results.length === 1 ? `${head} ${results[0]}` : `${head} (${results.join(', ')})`;
}

function runtimeInterface(methods: InterfaceMethod[], str: (t: Type) => string): string {
  if (methods.length === 0) return 'interface {}';
  const parts = methods.map((m) => {
    const exported = m.name[0] !== m.name[0]!.toLowerCase();
    const prefix = exported || !m.pkg ? '' : `${m.pkg.path}.`;
    return prefix + m.name + runtimeSignature(m.type, str);
  });
  return `interface { ${parts.join('; ')} }`;
}
