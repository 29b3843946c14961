/** The types of compiled functions, made again; see format.ts. */
import type { Package, Signature, Type, TypeName } from '../types/types.ts';
import { Typ } from '../types/basic.ts';
import { InterfaceImpl } from '../types/interface.ts';
import { asNamed } from '../types/named.ts';
import { newSignature, newVar } from '../types/object.ts';
import { instantiateNamed } from '../types/subst.ts';
import { emptyInterface, errorType } from '../types/universe.ts';
import type { PackageBlock, TypeCode } from './format.ts';

export type FindPackage = (path: string) => Package;

export class BlockTypes {
  private readonly made: Type[] = [];
  private readonly block: PackageBlock;
  private readonly find: FindPackage;

  constructor(block: PackageBlock, find: FindPackage) {
    this.block = block;
    this.find = find;
  }

  type(index: number): Type {
    return (this.made[index] ??= this.make(this.block.types[index]!));
  }

  private make(code: TypeCode): Type {
    switch (code[0]) {
      case 'basic': return Typ[code[1] as keyof typeof Typ];
      case 'universe': return code[1] === 'error' ? errorType : emptyInterface;
      case 'named': return this.named(code[1], code[2], code[3]);
      case 'pointer': return { kind: 'Pointer', elem: this.type(code[1]) };
      case 'slice': return { kind: 'Slice', elem: this.type(code[1]) };
      case 'array': return { kind: 'Array', len: code[1], elem: this.type(code[2]) };
      case 'map': return { kind: 'Map', key: this.type(code[1]), elem: this.type(code[2]) };
      case 'chan': return { kind: 'Chan', dir: code[1], elem: this.type(code[2]) };
      case 'func': return this.signature(code[1], code[2], code[3]);
      case 'struct': return {
        kind: 'Struct', fields: code[1].map(([name, type, embedded, tag, pkg]) => ({
          name, type: this.type(type), embedded, tag, pos: 0, ...this.pkg(pkg),
        })),
      };
      case 'interface': return this.interface(code[1]);
    }
  }

  private pkg(path: string): { pkg?: Package } {
    return path === '' ? {} : { pkg: this.find(path) };
  }

  private named(path: string, name: string, targs: number[]): Type {
    const { type } = this.find(path).scope.get(name) as TypeName;
    if (targs.length === 0) return type;
    return instantiateNamed(asNamed(type)!, targs.map((t) => this.type(t)));
  }

  private signature(params: number[], results: number[], variadic: boolean): Signature {
    const vars = (list: number[], where: 'param' | 'result') =>
      list.map((t) => newVar(where, 0, undefined, '', this.type(t)));
    return newSignature(vars(params, 'param'), vars(results, 'result'), variadic);
  }

  private interface(methods: Array<[string, number, string]>): Type {
    const made = new InterfaceImpl();
    made.explicit = methods.map(([name, type, pkg]) => ({
      name, type: this.type(type) as Signature, pos: 0, ...this.pkg(pkg),
    }));
    made.complete = true;
    return made;
  }
}
