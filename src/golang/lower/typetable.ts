/**
 * Type descriptors of the program. Identical types have one index; a descriptor is entered before
 * its elements are looked at, so that recursive types end.
 */
import { Kind, TypeFlag } from '../../../assembly/abi/frame.ts';
import type { TypeDesc } from '../../program/program.ts';
import type { InterfaceMethod, Signature, Struct, Type } from '../types/types.ts';
import { asNamed, unalias } from '../types/named.ts';
import { isExported } from '../types/object.ts';
import { isComparable, under } from '../types/predicates.ts';
import { runtimeTypeString } from '../types/typestring.ts';
import type { Lay, Layout } from './layout.ts';
import { methodKey, typeKey } from './typekey.ts';

const dirs = { recv: 1, send: 2, both: 3 } as const;

/** Can a value of the type be an interface's data word? */
export function isDirect(lay: Lay): boolean {
  return lay.slotBytes === 8 && lay.kind !== Kind.STRUCT && lay.kind !== Kind.ARRAY;
}

export class TypeTable {
  readonly list: TypeDesc[] = [emptyDesc()];
  /** The type of each descriptor. */
  readonly types: Type[] = [];
  readonly methodNames: string[] = [''];
  private readonly indices = new Map<string, number>();
  private readonly methodIds = new Map<string, number>();
  private readonly layout: Layout;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  index(t: Type): number {
    const key = typeKey(t);
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    const index = this.list.length;
    this.indices.set(key, index);
    const desc = emptyDesc();
    this.list.push(desc);
    this.types[index] = t;
    this.fill(desc, t);
    return index;
  }

  /** The index of a type if the program has it. */
  find(t: Type): number {
    return this.indices.get(typeKey(t)) ?? 0;
  }

  /** One number for each name and signature in the program. */
  methodId(m: InterfaceMethod): number {
    const key = methodKey(m);
    let id = this.methodIds.get(key);
    if (id === undefined) {
      id = this.methodNames.length;
      this.methodIds.set(key, id);
      this.methodNames.push(m.name);
    }
    return id;
  }

  private fill(desc: TypeDesc, t: Type): void {
    const lay = this.layout.of(t);
    const u = lay.under;
    desc.kind = lay.kind;
    desc.align = lay.align;
    desc.size = lay.size;
    desc.slotBytes = lay.slotBytes;
    desc.pointerWords = [...lay.words];
    desc.name = runtimeTypeString(t);
    const named = asNamed(t);
    desc.pkg = named?.obj.pkg?.path ?? '';
    desc.flags = this.flags(t, lay);
    switch (u.kind) {
      case 'Pointer': case 'Slice': desc.elem = this.index(u.elem); break;
      case 'Chan': desc.elem = this.index(u.elem); desc.dir = dirs[u.dir]; break;
      case 'Array': desc.elem = this.index(u.elem); desc.key = u.len; break;
      case 'Map': desc.elem = this.index(u.elem); desc.key = this.index(u.key); break;
      case 'Struct': this.fillStruct(desc, u, lay); break;
      case 'Signature': this.fillFunc(desc, u); break;
      case 'Interface': this.fillInterface(desc, u.methods);
    }
  }

  /** Ids in order, and the names in the same order for messages. */
  private fillInterface(desc: TypeDesc, methods: InterfaceMethod[]): void {
    const list = methods.map((m) => ({ id: this.methodId(m), m })).sort((a, b) => a.id - b.id);
    desc.methodIds = list.map((x) => x.id);
    desc.fields = list.map(({ m }) => ({
      name: m.name, type: this.index(m.type), offset: 0, embedded: false,
      exported: isExported(m.name),
    }));
  }

  private fillStruct(desc: TypeDesc, u: Struct, lay: Lay): void {
    desc.fields = u.fields.map((f, i) => ({
      name: f.name, type: this.index(f.type), offset: lay.offsets[i]!,
      embedded: f.embedded, exported: isExported(f.name),
    }));
  }

  private fillFunc(desc: TypeDesc, u: Signature): void {
    desc.key = (u.params.length << 16) | u.results.length;
    desc.signature = [...u.params, ...u.results].map((v) => this.index(v.type));
  }

  private flags(t: Type, lay: Lay): number {
    let flags = 0;
    const kind = unalias(t).kind;
    if (isDirect(lay)) flags |= TypeFlag.DIRECT;
    if (isComparable(t)) flags |= TypeFlag.COMPARABLE;
    if (lay.words.length > 0) flags |= TypeFlag.POINTERS;
    if (kind === 'Named' || kind === 'Basic') flags |= TypeFlag.NAMED;
    if (isPlain(t, this.layout)) flags |= TypeFlag.PLAIN;
    if (lay.under.kind === 'Signature' && lay.under.variadic) flags |= TypeFlag.VARIADIC;
    return flags;
  }

  /** Sets what can only be known at the end. */
  finish(): void {
    this.list.forEach((desc, i) => {
      if (desc.kind !== Kind.POINTER || desc.flags & TypeFlag.NAMED) return;
      this.list[desc.elem]!.ptrTo = i;
    });
  }
}

function emptyDesc(): TypeDesc {
  return {
    kind: Kind.INVALID, flags: 0, align: 1, dir: 0, size: 0, slotBytes: 0, elem: 0, key: 0,
    fields: [], signature: [], methods: [], methodIds: [], name: '', pkg: '', pointerWords: [],
    ptrTo: 0,
  };
}

/**
 * Is == the equality of the bytes? Not where there is padding, a float, a string, or an
 * interface.
 */
export function isPlain(t: Type, layout: Layout): boolean {
  const u = under(t);
  switch (u.kind) {
    case 'Pointer': case 'Chan': return true;
    case 'Basic': {
      const lay = layout.of(u);
      return lay.isInt || lay.kind === Kind.BOOL || lay.kind === Kind.UNSAFE_POINTER;
    }
    case 'Array': return isPlain(u.elem, layout);
    case 'Struct': {
      let end = 0;
      const lay = layout.of(u);
      return u.fields.every((f, i) => {
        const packed = lay.offsets[i] === end;
        end += layout.size(f.type);
        return packed && f.name !== '_' && isPlain(f.type, layout);
      }) && end === lay.size;
    }
    default: return false;
  }
}
