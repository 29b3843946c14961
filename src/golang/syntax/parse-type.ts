/** The parser's second layer: types, and lists of parameters and type parameters. */
import type {
  BasicLit, ChanType, Expr, Field, FuncType, Ident, IndexExpr, InterfaceType, Pos, StructType,
} from './ast.ts';
import { ParserBase } from './parse-base.ts';
import { parameterFields, type Parameter } from './parameter.ts';
import { Tok, tokenName } from './token.ts';

export abstract class TypeParser extends ParserBase {
  /** A type; an error if there is none. */
  protected type(): Expr {
    return this.typeOrNone() ?? this.noType('expected type', Tok.Comma, Tok.Colon, Tok.Semi,
      Tok.Rparen, Tok.Rbrack, Tok.Rbrace);
  }

  private noType(message: string, ...follow: number[]): Expr {
    const bad = this.badExpr();
    this.syntaxError(message);
    this.advance(...follow);
    return bad;
  }

  protected typeOrNone(): Expr | undefined {
    if (this.tok === Tok.Name) return this.qualifiedName();
    this.enter();
    const type = this.typeLiteral();
    this.leave();
    return type;
  }

  private typeLiteral(): Expr | undefined {
    const pos = this.pos();
    switch (this.tok) {
      case Tok.Star:
        this.next();
        return { kind: 'StarExpr', pos, x: this.type() };
      case Tok.Arrow:
        this.next();
        this.want(Tok.Chan);
        return { kind: 'ChanType', pos, dir: 'recv', elem: this.chanElem() };
      case Tok.Chan: {
        this.next();
        const dir: ChanType['dir'] = this.got(Tok.Arrow) ? 'send' : 'both';
        return { kind: 'ChanType', pos, dir, elem: this.chanElem() };
      }
      case Tok.Func:
        this.next();
        return this.funcType('function type');
      case Tok.Lbrack:
        this.next();
        if (this.got(Tok.Rbrack)) return { kind: 'SliceType', pos, elem: this.type() };
        return this.arrayType(pos);
      case Tok.Map: return this.mapType(pos);
      case Tok.Struct: return this.structType();
      case Tok.Interface: return this.interfaceType();
      case Tok.Lparen: return this.parenthesizedType();
      default: return undefined;
    }
  }

  /** The tree does not keep a type's parentheses. */
  private parenthesizedType(): Expr {
    this.next();
    const type = this.type();
    this.want(Tok.Rparen);
    return type;
  }

  private mapType(pos: Pos): Expr {
    this.next();
    this.want(Tok.Lbrack);
    const key = this.type();
    this.want(Tok.Rbrack);
    return { kind: 'MapType', pos, key, value: this.type() };
  }

  private chanElem(): Expr {
    const elem = this.typeOrNone();
    if (elem) return elem;
    const bad = this.badExpr();
    this.syntaxError('missing channel element type');
    return bad;
  }

  /** An array type from behind its `[` at `pos` on, or from behind its length, if that is given. */
  protected arrayType(pos: Pos, len?: Expr): Expr {
    if (!len) {
      const dots = this.pos();
      if (this.got(Tok.DotDotDot)) len = { kind: 'Ellipsis', pos: dots };
      else {
        this.exprDepth++;
        len = this.expr();
        this.exprDepth--;
      }
    }
    if (this.tok === Tok.Comma) {
      // Allowed at the end of a list of type parameters, which this might have been meant to be.
      this.syntaxError('unexpected comma; expected ]');
      this.next();
    }
    this.want(Tok.Rbrack);
    return { kind: 'ArrayType', pos, len, elem: this.type() };
  }

  /** A type's name, perhaps with its package and type arguments. `first` has been read already. */
  protected qualifiedName(first?: Ident): Expr {
    let x: Expr = first ?? this.firstName();
    if (this.tok === Tok.Dot) {
      const pos = this.pos();
      this.next();
      x = { kind: 'SelectorExpr', pos, x, sel: this.name() };
    }
    return this.tok === Tok.Lbrack ? this.instance(x) : x;
  }

  private firstName(): Ident {
    if (this.tok === Tok.Name) return this.name();
    const blank: Ident = { kind: 'Ident', pos: this.pos(), name: '_' };
    this.syntaxError('expected name');
    this.advance(Tok.Dot, Tok.Semi, Tok.Rbrace);
    return blank;
  }

  /** `x[T1, T2]`, at the bracket. */
  private instance(x: Expr): IndexExpr {
    const pos = this.pos();
    this.enter();
    this.next();
    let indices: Expr[];
    if (this.tok === Tok.Rbrack) {
      this.syntaxError('expected type argument list');
      indices = [this.badExpr()];
    } else indices = this.typeList(true).list;
    this.want(Tok.Rbrack);
    this.leave();
    return { kind: 'IndexExpr', pos, x, indices };
  }

  /**
   * `type { "," type } [ "," ]`. Unless `strict`, the first may be any expression. `comma`: there
   * was one, even if only at the end.
   */
  protected typeList(strict: boolean): { list: Expr[]; comma: boolean } {
    this.exprDepth++;
    const list = [strict ? this.type() : this.expr()];
    let comma = false;
    while (this.got(Tok.Comma)) {
      comma = true;
      const type = this.typeOrNone();
      if (!type) break;
      list.push(type);
    }
    this.exprDepth--;
    return { list, comma };
  }

  // ---- functions --------------------------------------------------------------------------------

  /**
   * A signature, from behind `func` or a method's name on. With a `context` (what is being parsed,
   * in words), type parameters are an error.
   */
  protected funcType(context: string): FuncType {
    const pos = this.pos();
    let tparams: Field[] = [];
    if (this.got(Tok.Lbrack)) {
      if (context) this.syntaxErrorAt(pos, `${context} must have no type parameters`);
      if (this.tok === Tok.Rbrack) {
        this.syntaxError('empty type parameter list');
        this.next();
      } else tparams = this.paramList(Tok.Rbrack, { requireNames: true });
    }
    this.want(Tok.Lparen);
    const params = this.paramList(Tok.Rparen, { dotsOk: true });
    return { kind: 'FuncType', pos, tparams, params, results: this.results() };
  }

  private results(): Field[] {
    if (this.got(Tok.Lparen)) return this.paramList(Tok.Rparen);
    const pos = this.pos();
    const type = this.typeOrNone();
    return type ? [{ pos, type }] : [];
  }

  /**
   * A list of parameters up to and with `close`; its opening bracket has been read, and perhaps a
   * `first` parameter, complete or only its name.
   */
  protected paramList(
    close: number, rules: { requireNames?: boolean; dotsOk?: boolean } = {}, first?: Parameter,
  ): Field[] {
    const list: Parameter[] = [];
    if (first?.type && this.tok === close) {
      list.push(first);
      first = undefined;
    }
    const end = this.list('parameter list', Tok.Comma, close, () => {
      const param = first?.type ? first : this.parameter(close, first?.name);
      first = undefined;
      if (param) list.push(param);
    });
    const { fields, error, dots } = parameterFields(list, end, rules.requireNames ?? false);
    if (error) this.syntaxErrorAt(error.pos, error.message);
    const misplaced = rules.dotsOk ? dots.filter((f) => f !== fields.at(-1)) : dots;
    if (misplaced.length > 0) this.misplacedDots(misplaced, rules.dotsOk ?? false);
    return fields;
  }

  /** Reports `...T` where it cannot be, and goes on with `T`. */
  private misplacedDots(fields: Field[], dotsOk: boolean): void {
    const message = dotsOk ? 'can only use ... with final parameter' : 'invalid use of ...';
    this.errorAt(fields[0]!.type.pos, message);
    for (const f of fields) {
      if (f.type.kind === 'Ellipsis' && f.type.elem) f.type = f.type.elem;
    }
  }

  /**
   * One element of a parameter list: a name, a type, or both. Whether a lone name is a type is
   * known only at the end of the list. Between square brackets, a type may be a union or have a
   * `~`.
   */
  private parameter(close: number, name?: Ident): Parameter | undefined {
    const pos = name?.pos ?? this.pos();
    const unions = close === Tok.Rbrack;
    if (!name && this.tok === Tok.Name) name = this.name();
    if (name) {
      const named = this.afterName(name, unions);
      if (named) return named;
    }
    const param: Parameter = name ? { pos, name } : { pos };
    if (this.tok === Tok.DotDotDot) {
      param.type = this.dots();
      return param;
    }
    const type = unions && this.isOperator('~') ? this.embeddedTerm() : this.typeOrNone();
    if (type) param.type = unions ? this.union(type) : type;
    if (param.name || param.type) return param;
    this.syntaxError(`expected ${tokenName(close)}`);
    this.advance(Tok.Comma, close);
    return undefined;
  }

  /** A parameter that continues right behind its first name: `n[]T`, `T[A]`, `pkg.T`, `A | B`. */
  private afterName(name: Ident, unions: boolean): Parameter | undefined {
    const { pos } = name;
    let param: Parameter;
    if (this.tok === Tok.Lbrack) param = this.arrayOrInstance(name);
    else if (this.tok === Tok.Dot) param = { pos, type: this.qualifiedName(name) };
    else if (unions && this.isOperator('|')) param = { pos, type: name };
    else return undefined;
    if (unions) param.type = this.union(param.type!);
    return param;
  }

  private dots(): Expr {
    const pos = this.pos();
    this.next();
    const elem = this.typeOrNone();
    if (elem) return { kind: 'Ellipsis', pos, elem };
    const bad = this.badExpr();
    this.syntaxError('... is missing type');
    return bad;
  }

  /**
   * `name [n]T`, `name []T`, or the instantiated type `name[T1, T2]`, at the bracket: told apart by
   * whether a type follows.
   */
  private arrayOrInstance(name: Ident): Parameter {
    const pos = this.pos();
    this.enter();
    const type = this.bracketed(pos, name);
    this.leave();
    return type.kind === 'IndexExpr' ? { pos: name.pos, type } : { pos: name.pos, name, type };
  }

  private bracketed(pos: Pos, x: Ident): Expr {
    this.next();
    if (this.got(Tok.Rbrack)) return { kind: 'SliceType', pos, elem: this.type() };
    const { list, comma } = this.typeList(false);
    this.want(Tok.Rbrack);
    const elem = comma ? undefined : this.typeOrNone();
    if (elem) return { kind: 'ArrayType', pos, len: list[0]!, elem };
    return { kind: 'IndexExpr', pos, x, indices: list };
  }

  // ---- structs ----------------------------------------------------------------------------------

  private structType(): StructType {
    const type: StructType = { kind: 'StructType', pos: this.pos(), fields: [] };
    this.want(Tok.Struct);
    this.want(Tok.Lbrace);
    this.list('struct type', Tok.Semi, Tok.Rbrace, () => this.fieldDecl(type.fields));
    return type;
  }

  private fieldDecl(fields: Field[]): void {
    const pos = this.pos();
    switch (this.tok) {
      case Tok.Name:
        this.namedField(fields, this.name());
        return;
      case Tok.Star:
        this.next();
        this.embed(fields, pos, { kind: 'StarExpr', pos, x: this.embeddedName() });
        return;
      case Tok.Lparen:
        this.embed(fields, pos, this.embeddedName());
        return;
      default:
        this.syntaxError('expected field name or embedded type');
        this.advance(Tok.Semi, Tok.Rbrace);
    }
  }

  private namedField(fields: Field[], name: Ident): void {
    const { tok } = this;
    if (tok === Tok.Dot || tok === Tok.Literal || tok === Tok.Semi || tok === Tok.Rbrace) {
      this.embed(fields, name.pos, this.qualifiedName(name));
      return;
    }
    const names = this.nameList(name);
    let type: Expr;
    if (names.length === 1 && this.tok === Tok.Lbrack) {
      const field = this.arrayOrInstance(name);
      type = field.type!;
      if (!field.name) {
        this.embed(fields, name.pos, type);
        return;
      }
    } else type = this.type();
    const tag = this.tag();
    for (const n of names) fields.push({ pos: n.pos, name: n, type, ...tag });
  }

  private embed(fields: Field[], pos: Pos, type: Expr): void {
    fields.push({ pos, type, ...this.tag(), embedded: true });
  }

  /** An embedded type's name. Parentheses around it, and a `*` inside them, are errors. */
  private embeddedName(): Expr {
    if (this.tok !== Tok.Lparen) return this.qualifiedName();
    this.syntaxError('cannot parenthesize embedded type');
    this.next();
    const pos = this.pos();
    const type: Expr = this.got(Tok.Star)
      ? { kind: 'StarExpr', pos, x: this.qualifiedName() }
      : this.qualifiedName();
    this.got(Tok.Rparen);
    return type;
  }

  private tag(): { tag?: string } {
    const literal = this.literal();
    if (!literal) return {};
    if (literal.lit === 'string') return { tag: literal.value as string };
    this.deferError(literal.pos, `struct field tag must be a string, not ${literal.text}`);
    return {};
  }

  // ---- interfaces -------------------------------------------------------------------------------

  private interfaceType(): InterfaceType {
    const type: InterfaceType = { kind: 'InterfaceType', pos: this.pos(), methods: [] };
    this.want(Tok.Interface);
    this.want(Tok.Lbrace);
    this.list('interface type', Tok.Semi, Tok.Rbrace, () => {
      type.methods.push(this.interfaceElement());
    });
    return type;
  }

  private interfaceElement(): Field {
    const pos = this.pos();
    if (this.tok !== Tok.Name) {
      return { pos, type: this.union(this.embeddedTerm()), embedded: true };
    }
    const element = this.methodOrType(this.name());
    if (element.name) return element;
    return { pos, type: this.union(element.type), embedded: true };
  }

  /** What an interface element that starts with a name is: with a name, a method. */
  private methodOrType(name: Ident): Field {
    const { pos } = name;
    if (this.tok === Tok.Lparen) return this.method(name);
    if (this.tok !== Tok.Lbrack) return { pos, type: this.qualifiedName(name) };
    // A method with type parameters, which is an error, or an embedded instantiated type.
    const bracket = this.pos();
    this.next();
    if (this.tok === Tok.Rbrack) return this.emptyBrackets(name);
    const list = this.paramList(Tok.Rbrack);
    if (list.length === 0) return this.tok === Tok.Lparen ? this.method(name) : { pos, type: name };
    if (list[0]!.name) {
      const method = this.method(name);
      this.errorAt(bracket, 'interface method must have no type parameters');
      return method;
    }
    const indices = list.map((f) => f.type);
    return { pos, type: { kind: 'IndexExpr', pos: bracket, x: name, indices } };
  }

  private method(name: Ident): Field {
    return { pos: name.pos, name, type: this.funcType('interface method') };
  }

  private emptyBrackets(name: Ident): Field {
    const close = this.pos();
    this.next();
    if (this.tok !== Tok.Lparen) {
      this.errorAt(close, 'empty type argument list');
      return { pos: name.pos, type: name };
    }
    this.errorAt(close, 'empty type parameter list');
    return this.method(name);
  }

  /** `x { "|" term }`, at what follows the first term. */
  protected union(x: Expr): Expr {
    while (this.isOperator('|')) {
      const pos = this.pos();
      this.next();
      x = { kind: 'BinaryExpr', pos, op: '|', x, y: this.embeddedTerm() };
    }
    return x;
  }

  private embeddedTerm(): Expr {
    if (this.isOperator('~')) {
      const pos = this.pos();
      this.next();
      return { kind: 'UnaryExpr', pos, op: '~', x: this.type() };
    }
    return this.typeOrNone() ?? this.noType('expected ~ term or type', Tok.Operator, Tok.Semi,
      Tok.Rparen, Tok.Rbrack, Tok.Rbrace);
  }

  /** A literal, if the current token is one. */
  protected abstract literal(): BasicLit | undefined;
}
