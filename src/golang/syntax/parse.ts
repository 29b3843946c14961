/** The parser's last layer: declarations and files. */
import type { Diagnostics } from '../diagnostic.ts';
import type { SourceFile } from '../source.ts';
import type {
  BlockStmt, ConstSpec, Decl, DeclStmt, DirectiveLine, Expr, Field, File, FuncDecl, GenDecl, Ident,
  ImportSpec, Pos, TypeSpec, VarSpec,
} from './ast.ts';
import { StmtParser } from './parse-stmt.ts';
import { strayCharacters } from './scan.ts';
import { Tok } from './token.ts';
import { extractName } from './type-param.ts';

/** Parses a file. Whatever is in it, the result is a tree; if `diags` has errors, only in part. */
export function parseFile(file: SourceFile, diags: Diagnostics): File {
  return parserOf(file, diags).sourceFile();
}

/**
 * Parses the expressions, with commas between them, between two offsets of a file's text (the rest
 * of a directive, say). No result if they are malformed; `diags` then has errors.
 */
export function parseExprListIn(
  file: SourceFile, from: number, to: number, diags: Diagnostics,
): Expr[] | undefined {
  return new Parser(file, diags, from, to).soleExprList();
}

/** Parses what stands before a file's declarations: the package clause and the imports. */
export function parseHeader(file: SourceFile, end: number, diags: Diagnostics): File {
  return parserOf(file.part(0, end), diags).sourceFile();
}

const parserOf = (file: SourceFile, diags: Diagnostics): Parser =>
  new Parser(file, diags, 0, file.text.length);

/**
 * Parses the declaration between two offsets of a file. The body of a function is parsed when it
 * is looked at.
 */
export function parseDeclaration(
  file: SourceFile, from: number, to: number, diags: Diagnostics,
): Decl {
  // The scanner copies its text: so it gets no more than it needs.
  const part = file.part(from, to);
  return parserOf(part, diags).soleDeclaration((start) =>
    parserOf(part.part(start, part.text.length), diags).soleBody());
}

/** Tokens with which a file can go on after an error. */
const DECLARATION_START = [Tok.Import, Tok.Const, Tok.Type, Tok.Var, Tok.Func];

class Parser extends StmtParser {
  private readonly misplaced: DirectiveLine[] = [];
  /** Parses a function's body that starts at an offset; absent: bodies are parsed at once. */
  private bodyAt: ((start: number) => BlockStmt) | undefined;

  soleDeclaration(bodyAt: (start: number) => BlockStmt): Decl {
    this.bodyAt = bodyAt;
    this.next();
    return this.tok === Tok.Func ? this.funcDecl() : this.genDecl();
  }

  soleBody(): BlockStmt {
    this.next();
    return this.funcBody();
  }

  soleExprList(): Expr[] | undefined {
    this.next();
    const list = this.guard(() => this.exprList());
    // The end of the text counts as the end of a line.
    if (this.tok === Tok.Semi && this.s.lit === 'EOF') this.next();
    if (this.tok !== Tok.EOF) this.syntaxError('after expression');
    return this.errors > 0 ? undefined : list;
  }

  sourceFile(): File {
    const { path, base, text } = this.file;
    const packageName: Ident = { kind: 'Ident', pos: base, name: '_' };
    const file: File = { path, base, packageName, imports: [], decls: [], directives: [] };
    const strays = strayCharacters(text);
    this.ignoreEnd = strays.length > 0;
    this.next();
    this.guard(() => {
      if (this.packageClause(file)) this.declarations(file);
    });
    // Where the file was given up, what follows is not looked at.
    const read = this.tok === Tok.EOF ? text.length : this.s.at;
    for (const { offset, message } of strays) {
      if (offset < read) this.errorAt(base + offset, message);
    }
    file.directives = this.misplaced.concat(this.s.directives, this.s.strays)
      .sort((a, b) => a.pos - b.pos);
    if (this.incomplete) file.incomplete = true;
    this.reportDeferred();
    return file;
  }

  /**
   * Runs a production. The nesting limit is chosen so that the stack suffices, but how large that
   * is we do not know (a browser's worker may have little): if it does not, that is the same error.
   */
  private guard<T>(production: () => T): T | undefined {
    try {
      return production();
    } catch (e) {
      if (!(e instanceof RangeError)) throw e;
      this.tooDeep();
      return undefined;
    }
  }

  /** False: there is no point in going on. */
  private packageClause(file: File): boolean {
    if (!this.got(Tok.Package)) {
      this.syntaxError('package statement must be first');
      return false;
    }
    this.misplace();
    file.packageName = this.name();
    this.want(Tok.Semi);
    return this.errors === 0;
  }

  private declarations(file: File): void {
    let previous = Tok.Import;
    while (this.tok !== Tok.EOF) {
      if (this.tok === Tok.Import && previous !== Tok.Import) {
        this.syntaxError('imports must appear before other declarations');
      }
      previous = this.tok;
      if (!this.declaration(file)) continue;
      this.misplace();
      if (this.tok === Tok.EOF || this.got(Tok.Semi)) continue;
      this.syntaxError('after top level declaration');
      this.advance(...DECLARATION_START);
    }
  }

  /** One declaration. False: there was none, and what was there has been skipped. */
  private declaration(file: File): boolean {
    if (this.tok === Tok.Func) {
      file.decls.push(this.funcDecl());
      return true;
    }
    if (DECLARATION_START.includes(this.tok)) {
      const decl = this.genDecl();
      if (decl.kind === 'ImportDecl') for (const spec of decl.specs) file.imports.push(spec);
      file.decls.push(decl);
      return true;
    }
    const last = file.decls.at(-1);
    const bodyless = this.tok === Tok.Lbrace && last?.kind === 'FuncDecl' && !last.body;
    this.syntaxError(bodyless ? 'unexpected semicolon or newline before {'
      : 'non-declaration statement outside function body');
    this.advance(...DECLARATION_START);
    return false;
  }

  /** Directives read so far belong to nothing. */
  private misplace(): void {
    if (this.s.directives.length === 0) return;
    for (const line of this.s.directives) this.misplaced.push(line);
    this.s.directives = [];
  }

  // ---- grouped declarations ---------------------------------------------------------------------

  protected declStmt(): DeclStmt {
    const pos = this.pos();
    const decl = this.genDecl();
    return { kind: 'DeclStmt', pos, decl };
  }

  /** A declaration of imports, constants, variables or types. */
  private genDecl(): GenDecl {
    const pos = this.pos();
    const keyword = this.tok;
    this.next();
    if (keyword === Tok.Import) {
      return { kind: 'ImportDecl', pos, specs: this.group(() => this.importSpec()) };
    }
    if (keyword === Tok.Const) {
      return { kind: 'ConstDecl', pos, specs: this.group((i) => this.constSpec(i)) };
    }
    if (keyword === Tok.Var) {
      return { kind: 'VarDecl', pos, specs: this.group(() => this.varSpec()) };
    }
    return { kind: 'TypeDecl', pos, specs: this.group(() => this.typeSpec()) };
  }

  /** One specification, or several in parentheses; each is told its index. */
  private group<Spec>(spec: (index: number) => Spec): Spec[] {
    if (this.tok !== Tok.Lparen) return [spec(0)];
    this.next();
    const specs: Spec[] = [];
    this.list('grouped declaration', Tok.Semi, Tok.Rparen, () => {
      specs.push(spec(specs.length));
    });
    return specs;
  }

  private importSpec(): ImportSpec {
    const spec: ImportSpec = { pos: this.pos(), path: '', pathPos: 0 };
    if (this.tok === Tok.Name) spec.name = this.name();
    else if (this.tok === Tok.Dot) {
      spec.name = { kind: 'Ident', pos: this.pos(), name: '.' };
      this.next();
    }
    spec.pathPos = this.pos();
    const literal = this.literal();
    if (!literal) {
      this.syntaxError('missing import path');
      this.advance(Tok.Semi, Tok.Rparen);
    } else if (literal.lit === 'string') spec.path = literal.value as string;
    else if (!literal.bad) this.syntaxErrorAt(literal.pos, 'import path must be a string');
    return spec;
  }

  private constSpec(iota: number): ConstSpec {
    const pos = this.pos();
    const names = this.nameList(this.name());
    const spec: ConstSpec = { pos, names, values: [], iota, implicit: false };
    if (this.tok !== Tok.EOF && this.tok !== Tok.Semi && this.tok !== Tok.Rparen) {
      const type = this.typeOrNone();
      if (type) spec.type = type;
      if (this.gotAssign()) spec.values = this.exprList();
    }
    spec.implicit = !spec.type && spec.values.length === 0;
    return spec;
  }

  private varSpec(): VarSpec {
    const pos = this.pos();
    const names = this.nameList(this.name());
    const spec: VarSpec = { pos, names, values: [] };
    if (this.gotAssign()) spec.values = this.exprList();
    else {
      spec.type = this.type();
      if (this.gotAssign()) spec.values = this.exprList();
    }
    return spec;
  }

  // ---- types ------------------------------------------------------------------------------------

  private typeSpec(): TypeSpec {
    const pos = this.pos();
    const spec: TypeSpec = {
      pos, name: this.name(), tparams: [], alias: false, type: { kind: 'BadExpr', pos },
    };
    if (this.tok === Tok.Lbrack) this.bracketedTypeSpec(spec);
    else this.typeSpecEnd(spec);
    return spec;
  }

  /** `[ "=" ] type` */
  private typeSpecEnd(spec: TypeSpec): void {
    spec.alias = this.gotAssign();
    const type = this.typeOrNone();
    spec.type = type ?? this.badExpr();
    if (type) return;
    this.syntaxError('in type declaration');
    this.advance(Tok.Semi, Tok.Rparen);
  }

  /** What follows `type Name` at a `[`: an array or slice type, or type parameters. */
  private bracketedTypeSpec(spec: TypeSpec): void {
    const pos = this.pos();
    this.next();
    if (this.tok === Tok.Name) this.namedBracket(spec, pos);
    else if (this.got(Tok.Rbrack)) spec.type = { kind: 'SliceType', pos, elem: this.type() };
    else spec.type = this.arrayType(pos);
  }

  /**
   * `[N]T`, `[N * M]T`, `[P any]`, `[P *C,]` ...: read as an expression and then, if it can be one,
   * split into a type parameter and the start of its constraint. A name before a `[` can only be a
   * type parameter, since no index or slice expression is constant.
   */
  private namedBracket(spec: TypeSpec, pos: Pos): void {
    let x: Expr = this.name();
    if (this.tok !== Tok.Lbrack) {
      this.exprDepth++;
      x = this.binaryExpr(0, this.primaryExpr(false, x));
      this.exprDepth--;
    }
    const first = extractName(x, this.tok === Tok.Comma);
    if (first && (first.type || this.tok !== Tok.Rbrack)) {
      spec.tparams = this.paramList(Tok.Rbrack, { requireNames: true }, first);
      this.typeSpecEnd(spec);
    } else spec.type = this.arrayType(pos, x);
  }

  // ---- functions --------------------------------------------------------------------------------

  private funcDecl(): FuncDecl {
    const { directives } = this.s;
    this.s.directives = [];
    this.next();
    const pos = this.pos();
    const isMethod = this.tok === Tok.Lparen;
    const recv = isMethod ? this.receiver() : undefined;
    const decl: FuncDecl = {
      kind: 'FuncDecl', pos, name: { kind: 'Ident', pos: this.pos(), name: '_' }, directives,
      type: { kind: 'FuncType', pos: this.pos(), tparams: [], params: [], results: [] },
    };
    if (recv) decl.recv = recv;
    if (this.tok === Tok.Name) {
      decl.name = this.name();
      decl.type = this.funcType(isMethod ? 'method' : '');
    } else {
      this.syntaxError(isMethod ? 'expected name' : 'expected name or (');
      this.advance(Tok.Lbrace, Tok.Semi);
    }
    if (this.tok === Tok.Lbrace) this.bodyOf(decl);
    return decl;
  }

  private bodyOf(decl: FuncDecl): void {
    const { bodyAt } = this;
    if (!bodyAt) {
      decl.body = this.funcBody();
      return;
    }
    const { start } = this.s;
    let body: BlockStmt | undefined;
    Object.defineProperty(decl, 'body', { enumerable: true, get: () => (body ??= bodyAt(start)) });
  }

  private receiver(): Field | undefined {
    this.next();
    const list = this.paramList(Tok.Rparen);
    if (list.length === 0) this.errorAt(this.pos(), 'method has no receiver');
    if (list.length > 1) this.errorAt(this.pos(), 'method has multiple receivers');
    return list[0];
  }
}
