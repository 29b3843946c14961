/** The parser's fourth layer: statements. */
import type {
  AssignStmt, BinaryOp, BlockStmt, BranchStmt, CaseClause, CommClause, Expr, ExprStmt, ForStmt,
  Ident, IfStmt, Pos, RangeStmt, ReturnStmt, SelectStmt, Stmt, SwitchStmt, TypeSwitchStmt,
} from './ast.ts';
import { checkBranches } from './branch.ts';
import { ExprParser } from './parse-expr.ts';
import { exprListString, exprString, stmtString } from './print.ts';
import { spelling, Tok } from './token.ts';

/** `lhs := range x` in the header of a `for`, before there is a RangeStmt. */
interface RangeClause { kind: 'RangeClause'; pos: Pos; lhs: Expr[]; define: boolean; x: Expr }

/** `name := x.(type)` in the header of a `switch`: the statement is that of `x.(type)`. */
interface GuardStmt extends ExprStmt { guard: Ident }

/** What is between a keyword and its block. */
interface Header {
  init?: Stmt;
  cond?: Expr;
  post?: Stmt;
  /** The name in `switch name := x.(type)`. */
  guard?: Ident;
  range?: RangeClause;
}

/** The semicolon after the first statement of a header. */
interface HeaderSemi { pos: Pos; lit: string }

export abstract class StmtParser extends ExprParser {
  // ---- blocks -----------------------------------------------------------------------------------

  protected funcBody(): BlockStmt {
    this.funcDepth++;
    const { errors } = this;
    const body = this.block('');
    this.funcDepth--;
    // After an error labels may be missing only because they were skipped.
    if (this.errors === errors) {
      checkBranches(body, (pos, message) => this.checkError(pos, message),
        (pos) => this.placeText(pos));
    }
    return body;
  }

  /** A block. `context` says what it belongs to; not needed where its `{` has been seen. */
  protected block(context: string): BlockStmt {
    const block: BlockStmt = { kind: 'BlockStmt', pos: this.pos(), list: [], rbrace: 0 };
    if (!this.got(Tok.Lbrace)) {
      this.syntaxError(`expected { after ${context}`);
      this.advance(Tok.Name, Tok.Rbrace);
      block.rbrace = this.pos();
      if (this.got(Tok.Rbrace)) return block;
    }
    block.list = this.stmtList();
    block.rbrace = this.pos();
    this.want(Tok.Rbrace);
    return block;
  }

  /** Statements up to the end of a block or clause, or to what is no statement. */
  private stmtList(): Stmt[] {
    const list: Stmt[] = [];
    while (!this.endsList()) {
      const stmt = this.stmt();
      if (!stmt) break;
      list.push(stmt);
      if (this.got(Tok.Semi) || this.tok === Tok.Rbrace) continue;
      this.syntaxError('at end of statement');
      this.advance(Tok.Semi, Tok.Rbrace, Tok.Case, Tok.Default);
      this.got(Tok.Semi);
    }
    return list;
  }

  private endsList(): boolean {
    const { tok } = this;
    return tok === Tok.EOF || tok === Tok.Rbrace || tok === Tok.Case || tok === Tok.Default;
  }

  // ---- statements -------------------------------------------------------------------------------

  /** A statement, if the current token starts one. */
  private stmt(): Stmt | undefined {
    this.enter();
    const stmt = this.tok === Tok.Name ? this.nameStmt() : this.otherStmt();
    this.leave();
    return stmt;
  }

  /** A statement that starts with a name: most are. */
  private nameStmt(): Stmt | undefined {
    const lhs = this.exprList();
    const [label] = lhs;
    if (this.tok === Tok.Colon && lhs.length === 1 && label!.kind === 'Ident') {
      return this.labeledStmt(label);
    }
    return this.plainStmt(lhs);
  }

  private otherStmt(): Stmt | undefined {
    const pos = this.pos();
    switch (this.tok) {
      case Tok.Var: case Tok.Const: case Tok.Type: return this.declStmt();
      case Tok.Lbrace: return this.block('');
      case Tok.Operator:
        // `~` starts no statement.
        return '+-^&!'.includes(this.s.op) ? this.plainStmt() : undefined;
      case Tok.Star: case Tok.Literal: case Tok.Func: case Tok.Lparen: case Tok.Lbrack:
      case Tok.Struct: case Tok.Map: case Tok.Chan: case Tok.Interface: case Tok.Arrow:
        return this.plainStmt();
      case Tok.For: return this.forStmt();
      case Tok.Switch: return this.switchStmt();
      case Tok.Select: return this.selectStmt();
      case Tok.If: return this.ifStmt();
      case Tok.Break: case Tok.Continue: case Tok.Goto: case Tok.Fallthrough:
        return this.branchStmt();
      case Tok.Go: case Tok.Defer: return this.callStmt();
      case Tok.Return: return this.returnStmt();
      case Tok.Semi: return { kind: 'EmptyStmt', pos };
      default: return undefined;
    }
  }

  private branchStmt(): BranchStmt {
    const tok = spelling(this.tok) as BranchStmt['tok'];
    const node: BranchStmt = { kind: 'BranchStmt', pos: this.pos(), tok };
    this.next();
    const takesLabel = tok === 'goto' || (tok !== 'fallthrough' && this.tok === Tok.Name);
    if (takesLabel) node.label = this.name();
    return node;
  }

  private callStmt(): Stmt {
    const pos = this.pos();
    const keyword = this.tok;
    this.next();
    const x = this.primaryExpr(this.tok === Tok.Lparen);
    let call = x;
    while (call.kind === 'ParenExpr') call = call.x;
    if (call !== x) {
      this.errorAt(x.pos, `expression in ${spelling(keyword)} must not be parenthesized`);
    }
    return { kind: keyword === Tok.Go ? 'GoStmt' : 'DeferStmt', pos, call };
  }

  private returnStmt(): ReturnStmt {
    const pos = this.pos();
    this.next();
    const none = this.tok === Tok.Semi || this.tok === Tok.Rbrace;
    return { kind: 'ReturnStmt', pos, results: none ? [] : this.exprList() };
  }

  private labeledStmt(label: Ident): Stmt | undefined {
    const pos = this.pos();
    this.want(Tok.Colon);
    if (this.tok === Tok.Rbrace) {
      // The `;` may be left out before it, and with it the statement.
      return { kind: 'LabeledStmt', pos, label, stmt: { kind: 'EmptyStmt', pos: this.pos() } };
    }
    const stmt = this.stmt();
    if (stmt) return { kind: 'LabeledStmt', pos, label, stmt };
    this.syntaxErrorAt(pos, 'missing statement after label');
    return undefined;
  }

  // ---- simple statements ------------------------------------------------------------------------

  /** A simple statement anywhere but in the header of a `for` or `switch`. */
  private plainStmt(lhs?: Expr[]): Stmt {
    return this.simpleStmt(Tok.EOF, lhs) as Stmt;
  }

  /**
   * A simple statement; `lhs` is its left side, if it has been read. In the header of a `for` it
   * may be a range clause, in that of a `switch` have `name := x.(type)`.
   */
  private simpleStmt(keyword: number, lhs?: Expr[]): Stmt | RangeClause {
    if (keyword === Tok.For && this.tok === Tok.Range) return this.rangeClause([], false);
    lhs ??= this.exprList();
    const pos = this.pos();
    if (this.tok === Tok.Assign || this.tok === Tok.Define) return this.assignment(keyword, lhs);
    const x = lhs[0]!;
    if (lhs.length > 1) {
      this.syntaxError('expected := or = or comma');
      this.advance(Tok.Semi, Tok.Rbrace);
      return { kind: 'ExprStmt', pos: x.pos, x };
    }
    switch (this.tok) {
      case Tok.AssignOp: {
        const op = this.s.op as BinaryOp;
        this.next();
        return { kind: 'AssignStmt', pos, lhs, op, rhs: [this.expr()] };
      }
      case Tok.IncOp: {
        const op = this.s.op === '+' ? '++' : '--';
        this.next();
        return { kind: 'IncDecStmt', pos, x, op };
      }
      case Tok.Arrow:
        this.next();
        return { kind: 'SendStmt', pos, chan: x, value: this.expr() };
      default:
        return { kind: 'ExprStmt', pos: x.pos, x };
    }
  }

  private assignment(keyword: number, lhs: Expr[]): Stmt | RangeClause {
    const pos = this.pos();
    const op = this.tok === Tok.Define ? ':=' : '=';
    this.next();
    if (keyword === Tok.For && this.tok === Tok.Range) return this.rangeClause(lhs, op === ':=');
    const rhs = this.exprList();
    const [x] = rhs;
    const [guard] = lhs;
    const isGuard = keyword === Tok.Switch && op === ':=' && rhs.length === 1 &&
      x!.kind === 'TypeAssertExpr' && !x.type;
    if (isGuard && lhs.length === 1 && guard!.kind === 'Ident') {
      const stmt: GuardStmt = { kind: 'ExprStmt', pos: x!.pos, x: x!, guard };
      return stmt;
    }
    return { kind: 'AssignStmt', pos, lhs, op, rhs };
  }

  private rangeClause(lhs: Expr[], define: boolean): RangeClause {
    const pos = this.pos();
    this.next();
    return { kind: 'RangeClause', pos, lhs, define, x: this.expr() };
  }

  // ---- headers ----------------------------------------------------------------------------------

  /** What is between `if`, `for` or `switch` and the block. */
  private header(keyword: number): Header {
    this.next();
    if (this.tok === Tok.Lbrace) {
      if (keyword !== Tok.If) return {};
      this.syntaxError('missing condition in if statement');
      return { cond: this.badExpr() };
    }
    const outer = this.exprDepth;
    this.exprDepth = -1;
    const header = this.headerParts(keyword);
    this.exprDepth = outer;
    return header;
  }

  private headerParts(keyword: number): Header {
    let first: Stmt | undefined;
    if (this.tok !== Tok.Semi) {
      if (this.got(Tok.Var)) {
        this.syntaxError(`var declaration not allowed in ${spelling(keyword)} initializer`);
      }
      const stmt = this.simpleStmt(keyword);
      if (stmt.kind === 'RangeClause') return { range: stmt };
      first = stmt;
    }
    const header: Header = {};
    if (this.tok === Tok.Lbrace) {
      this.condition(header, keyword, first);
      return header;
    }
    if (first) header.init = first;
    const semi = this.headerSemi();
    if (keyword === Tok.For) this.forParts(header);
    else {
      const cond = this.tok === Tok.Lbrace ? undefined : this.simpleStmt(keyword) as Stmt;
      this.condition(header, keyword, cond, semi);
    }
    return header;
  }

  /** The semicolon behind a header's first statement. Asking for `{` gives the better message. */
  private headerSemi(): HeaderSemi | undefined {
    if (this.tok === Tok.Semi) {
      const semi = { pos: this.pos(), lit: this.s.lit };
      this.next();
      return semi;
    }
    this.want(Tok.Lbrace);
    if (this.tok !== Tok.Lbrace) this.advance(Tok.Lbrace, Tok.Rbrace);
    return undefined;
  }

  /** Condition and post statement of a `for` with semicolons. */
  private forParts(header: Header): void {
    let cond: Stmt | undefined;
    if (this.tok !== Tok.Semi) {
      if (this.tok === Tok.Lbrace) {
        this.syntaxError('expected for loop condition');
        return;
      }
      cond = this.plainStmt();
    }
    this.want(Tok.Semi);
    if (this.tok !== Tok.Lbrace) {
      header.post = this.plainStmt();
      if (header.post.kind === 'AssignStmt' && header.post.op === ':=') {
        this.syntaxErrorAt(header.post.pos, 'cannot declare in post statement of for loop');
      }
    }
    this.condition(header, Tok.For, cond);
  }

  /** Takes the statement where the condition is for the condition. */
  private condition(
    header: Header, keyword: number, stmt: Stmt | undefined, semi?: HeaderSemi,
  ): void {
    if (!stmt) {
      if (keyword === Tok.If && semi) this.missingCondition(header, semi);
      return;
    }
    if (stmt.kind === 'ExprStmt') {
      header.cond = stmt.x;
      const { guard } = stmt as Partial<GuardStmt>;
      if (guard) header.guard = guard;
      return;
    }
    const what = stmt.kind === 'AssignStmt' && stmt.op === '=' ? assignmentText(stmt)
      : stmtString(stmt);
    this.syntaxErrorAt(stmt.pos, `cannot use ${what} as value`);
    header.cond = { kind: 'BadExpr', pos: stmt.pos };
  }

  private missingCondition(header: Header, semi: HeaderSemi): void {
    const message = semi.lit === 'semicolon' ? 'missing condition in if statement'
      : `unexpected ${semi.lit}, expected { after if clause`;
    this.syntaxErrorAt(semi.pos, message);
    header.cond = { kind: 'BadExpr', pos: semi.pos };
  }

  // ---- compound statements ----------------------------------------------------------------------

  /** An `if` and all its `else if`: a loop, since such chains may be long. */
  private ifStmt(): IfStmt {
    const first = this.ifClause();
    let last = first;
    while (this.got(Tok.Else)) {
      if (this.tok === Tok.If) {
        const next = this.ifClause();
        last.else = next;
        last = next;
        continue;
      }
      if (this.tok === Tok.Lbrace) last.else = this.block('');
      else {
        this.syntaxError('else must be followed by if or statement block');
        this.advance(Tok.Name, Tok.Rbrace);
      }
      break;
    }
    return first;
  }

  private ifClause(): IfStmt {
    const pos = this.pos();
    const { init, cond } = this.header(Tok.If);
    const then = this.block('if clause');
    const node: IfStmt = { kind: 'IfStmt', pos, cond: cond ?? { kind: 'BadExpr', pos }, then };
    if (init) node.init = init;
    return node;
  }

  private forStmt(): ForStmt | RangeStmt {
    const pos = this.pos();
    const { init, cond, post, range } = this.header(Tok.For);
    const body = this.block('for clause');
    if (range) return this.rangeStmt(pos, range, body);
    const node: ForStmt = { kind: 'ForStmt', pos, body };
    if (init) node.init = init;
    if (cond) node.cond = cond;
    if (post) node.post = post;
    return node;
  }

  private rangeStmt(pos: Pos, { lhs, define, x }: RangeClause, body: BlockStmt): RangeStmt {
    const [key, value, extra] = lhs;
    const node: RangeStmt = { kind: 'RangeStmt', pos, define, x, body };
    if (key) node.key = key;
    if (value) node.value = value;
    if (extra) {
      this.deferError(extra.pos, 'range clause permits at most two iteration variables');
    }
    return node;
  }

  private switchStmt(): SwitchStmt | TypeSwitchStmt {
    const pos = this.pos();
    const { init, cond, guard } = this.header(Tok.Switch);
    const { body, rbrace } = this.clauses('switch', () => this.caseClause());
    if (cond?.kind === 'TypeAssertExpr' && !cond.type) {
      const node: TypeSwitchStmt = { kind: 'TypeSwitchStmt', pos, x: cond.x, body, rbrace };
      if (init) node.init = init;
      if (guard) node.name = guard;
      return node;
    }
    const node: SwitchStmt = { kind: 'SwitchStmt', pos, body, rbrace };
    if (init) node.init = init;
    if (cond) node.tag = cond;
    return node;
  }

  private selectStmt(): SelectStmt {
    const pos = this.pos();
    this.next();
    return { kind: 'SelectStmt', pos, ...this.clauses('select', () => this.commClause()) };
  }

  private clauses<Clause>(context: string, clause: () => Clause): { body: Clause[]; rbrace: Pos } {
    if (!this.got(Tok.Lbrace)) {
      this.syntaxError(`missing { after ${context} clause`);
      this.advance(Tok.Case, Tok.Default, Tok.Rbrace);
    }
    const body: Clause[] = [];
    while (this.tok !== Tok.EOF && this.tok !== Tok.Rbrace) body.push(clause());
    const rbrace = this.pos();
    this.want(Tok.Rbrace);
    return { body, rbrace };
  }

  private caseClause(): CaseClause {
    const pos = this.pos();
    const exprs = this.got(Tok.Case) ? this.exprList() : [];
    const isDefault = exprs.length === 0 && this.defaultClause();
    return { kind: 'CaseClause', pos, exprs, isDefault, ...this.clauseBody() };
  }

  private commClause(): CommClause {
    const pos = this.pos();
    const comm = this.got(Tok.Case) ? this.plainStmt() : undefined;
    if (!comm) this.defaultClause();
    const node: CommClause = { kind: 'CommClause', pos, ...this.clauseBody() };
    if (comm) node.comm = comm;
    return node;
  }

  private defaultClause(): boolean {
    if (this.got(Tok.Default)) return true;
    this.syntaxError('expected case or default or }');
    this.advance(Tok.Colon, Tok.Case, Tok.Default, Tok.Rbrace);
    return false;
  }

  private clauseBody(): { colon: Pos; body: Stmt[] } {
    const colon = this.pos();
    this.want(Tok.Colon);
    return { colon, body: this.stmtList() };
  }

  protected abstract declStmt(): Stmt;
}

/** `a = b` with parentheses around operators, so that the `=` written for `==` stands out. */
function assignmentText({ lhs, rhs }: AssignStmt): string {
  return `assignment ${emphasized(lhs)} = ${emphasized(rhs)}`;
}

function emphasized(list: Expr[]): string {
  const [x] = list;
  const only = list.length === 1 && x!.kind === 'BinaryExpr';
  return only ? `(${exprString(x!)})` : exprListString(list);
}
