/** The parser's third layer: expressions. */
import type {
  BasicLit, BinaryOp, BlockStmt, CallExpr, CompositeLit, Expr, Pos, SliceExpr, UnaryExpr,
} from './ast.ts';
import { TypeParser } from './parse-type.ts';
import { exprString } from './print.ts';
import { Prec, Tok } from './token.ts';
import { charValue, stringValue } from './unquote.ts';

/** What can be in front of an operand. `*` has a token of its own. */
const UNARY = new Set(['+', '-', '!', '^', '~', '&']);

/** `x` without the parentheses around it. */
export function unparen(x: Expr): Expr {
  while (x.kind === 'ParenExpr') x = x.x;
  return x;
}

/** Whether `x` can only be a value, never a type. */
function isValue(x: Expr): boolean {
  for (;;) {
    switch (x.kind) {
      case 'BasicLit': case 'CompositeLit': case 'FuncLit': case 'SliceExpr':
      case 'TypeAssertExpr': case 'CallExpr': case 'UnaryExpr': case 'BinaryExpr':
        return true;
      case 'IndexExpr':
        if (x.indices.length === 1 && isValue(x.indices[0]!)) return true;
        x = x.x;
        break;
      case 'ParenExpr':
        x = x.x;
        break;
      default: return false;
    }
  }
}

export abstract class ExprParser extends TypeParser {
  protected expr(): Expr {
    return this.binaryExpr(Prec.None);
  }

  /** `expr { "," expr }` */
  protected exprList(): Expr[] {
    const list = [this.expr()];
    while (this.got(Tok.Comma)) list.push(this.expr());
    return list;
  }

  /**
   * Operators that bind more tightly than `prec`, and their operands. `left` is the first operand,
   * if it has been read. Long chains of one precedence are a loop; the recursion ends at the fifth.
   */
  protected binaryExpr(prec: number, left?: Expr): Expr {
    let x = left ?? this.unaryExpr();
    while ((this.tok === Tok.Operator || this.tok === Tok.Star) && this.s.prec > prec) {
      const pos = this.pos();
      const op = this.s.op as BinaryOp;
      const opPrec = this.s.prec;
      this.next();
      x = { kind: 'BinaryExpr', pos, op, x, y: this.binaryExpr(opPrec) };
    }
    return x;
  }

  private unaryExpr(): Expr {
    this.enter();
    const x = this.unary();
    this.leave();
    return x;
  }

  private unary(): Expr {
    const pos = this.pos();
    if (this.tok === Tok.Star) {
      this.next();
      return { kind: 'StarExpr', pos, x: this.unaryExpr() };
    }
    if (this.tok === Tok.Arrow) return this.receive(pos);
    if (this.tok !== Tok.Operator || !UNARY.has(this.s.op)) return this.primaryExpr(true);
    const op = this.s.op as UnaryExpr['op'];
    this.next();
    const x = this.unaryExpr();
    return { kind: 'UnaryExpr', pos, op, x: op === '&' ? unparen(x) : x };
  }

  /**
   * `<-x` is a receive operation, `<-chan T` a type; which of the two is known when the operand has
   * been read. If it is a channel type, the arrow belongs to its `chan`, and the arrow of `chan<-
   * T` then to the next one: `<-chan<- chan T` is `<-chan (<-chan T)`.
   */
  private receive(pos: Pos): Expr {
    this.next();
    const x = this.unaryExpr();
    if (x.kind !== 'ChanType') return { kind: 'UnaryExpr', pos, op: '<-', x };
    let type: Expr = x;
    let dir: 'both' | 'send' | 'recv' = 'send';
    while (dir === 'send' && type.kind === 'ChanType') {
      dir = type.dir;
      if (dir === 'recv') this.syntaxError('unexpected <-, expected chan');
      type.dir = 'recv';
      type = type.elem;
    }
    if (dir === 'send') this.syntaxError(`unexpected ${exprString(type)}, expected chan`);
    x.pos = pos;
    return x;
  }

  // ---- primary expressions ----------------------------------------------------------------------

  /** `keepParens`: keep the parentheses of an operand in the tree. */
  private operand(keepParens: boolean): Expr {
    switch (this.tok) {
      case Tok.Name: return this.name();
      case Tok.Literal: return this.literal()!;
      case Tok.Lparen: return this.parenthesized(keepParens);
      case Tok.Func: return this.funcLitOrType();
      case Tok.Lbrack: case Tok.Chan: case Tok.Map: case Tok.Struct: case Tok.Interface:
        return this.type();
      default: {
        const bad = this.badExpr();
        this.syntaxError('expected expression');
        this.advance(Tok.Rparen, Tok.Rbrack, Tok.Rbrace);
        return bad;
      }
    }
  }

  protected literal(): BasicLit | undefined {
    if (this.tok !== Tok.Literal) return undefined;
    const { lit: text, literal: lit, bad } = this.s;
    let value: string | number = text;
    if (lit === 'string') value = stringValue(text);
    else if (lit === 'char') value = charValue(text);
    const node: BasicLit = { kind: 'BasicLit', pos: this.pos(), lit, text, value };
    if (bad) node.bad = true;
    this.next();
    return node;
  }

  private parenthesized(keepParens: boolean): Expr {
    const pos = this.pos();
    this.next();
    this.exprDepth++;
    const x = this.expr();
    this.exprDepth--;
    this.want(Tok.Rparen);
    // Before a `{` the parentheses may be around the type of a literal, which is an error.
    const keep = keepParens || this.tok === Tok.Lbrace;
    return keep ? { kind: 'ParenExpr', pos, x } : x;
  }

  private funcLitOrType(): Expr {
    const pos = this.pos();
    this.next();
    const type = this.funcType('function type');
    if (this.tok !== Tok.Lbrace) return type;
    this.exprDepth++;
    const body = this.funcBody();
    this.exprDepth--;
    return { kind: 'FuncLit', pos, type, body };
  }

  /** An operand and what is applied to it: a loop, since such chains may be long. */
  protected primaryExpr(keepParens: boolean, operand?: Expr): Expr {
    let x = operand ?? this.operand(keepParens);
    for (;;) {
      switch (this.tok) {
        case Tok.Dot:
          x = this.selector(x);
          break;
        case Tok.Lbrack:
          x = this.indexOrSlice(x);
          break;
        case Tok.Lparen:
          x = this.call(x);
          break;
        case Tok.Lbrace:
          if (!this.isLiteralType(unparen(x))) return x;
          if (x.kind === 'ParenExpr') {
            this.syntaxError('cannot parenthesize type in composite literal');
          }
          x = this.compositeLit(x);
          break;
        default: return x;
      }
    }
  }

  /** `x.name`, `x.(T)`, `x.(type)`. */
  private selector(x: Expr): Expr {
    const pos = this.pos();
    this.next();
    if (this.tok === Tok.Name) return { kind: 'SelectorExpr', pos, x, sel: this.name() };
    if (!this.got(Tok.Lparen)) {
      this.syntaxError('expected name or (');
      this.advance(Tok.Semi, Tok.Rparen);
      return x;
    }
    if (this.got(Tok.Type)) {
      this.want(Tok.Rparen);
      return { kind: 'TypeAssertExpr', pos, x };
    }
    const type = this.type();
    this.want(Tok.Rparen);
    return { kind: 'TypeAssertExpr', pos, x, type };
  }

  private indexOrSlice(x: Expr): Expr {
    const pos = this.pos();
    this.next();
    let lo: Expr | undefined;
    if (this.tok === Tok.Rbrack) {
      this.syntaxError('expected operand');
      const bad = this.badExpr();
      this.next();
      return { kind: 'IndexExpr', pos, x, indices: [bad] };
    }
    if (this.tok !== Tok.Colon) {
      const { list, comma } = this.typeList(false);
      if (comma || this.tok === Tok.Rbrack) {
        this.want(Tok.Rbrack);
        return { kind: 'IndexExpr', pos, x, indices: list };
      }
      lo = list[0];
    }
    if (!this.got(Tok.Colon)) {
      this.syntaxError('expected comma, : or ]');
      this.advance(Tok.Comma, Tok.Colon, Tok.Rbrack);
    }
    return this.slice(pos, x, lo);
  }

  /** A slice expression from behind its first colon on. */
  private slice(pos: Pos, x: Expr, lo: Expr | undefined): SliceExpr {
    const node: SliceExpr = { kind: 'SliceExpr', pos, x, full: false };
    if (lo) node.lo = lo;
    this.exprDepth++;
    if (this.tok !== Tok.Colon && this.tok !== Tok.Rbrack) node.hi = this.expr();
    if (this.tok === Tok.Colon) {
      node.full = true;
      node.hi ??= this.missingIndex('middle');
      this.next();
      node.max = this.tok === Tok.Rbrack ? this.missingIndex('final') : this.expr();
    }
    this.exprDepth--;
    this.want(Tok.Rbrack);
    return node;
  }

  private missingIndex(which: string): Expr {
    this.errorAt(this.pos(), `${which} index required in 3-index slice`);
    return this.badExpr();
  }

  private call(fun: Expr): CallExpr {
    const pos = this.pos();
    this.next();
    const args: Expr[] = [];
    let hasDots = false;
    this.exprDepth++;
    const rparen = this.list('argument list', Tok.Comma, Tok.Rparen, () => {
      args.push(this.expr());
      hasDots = this.got(Tok.DotDotDot);
      return hasDots;
    });
    this.exprDepth--;
    return { kind: 'CallExpr', pos, fun, args, hasDots, rparen };
  }

  // ---- composite literals -----------------------------------------------------------------------

  /**
   * Whether a `{` behind `x` starts a composite literal. In a control clause it starts the block,
   * unless `x` can only be the type of a literal.
   */
  private isLiteralType(x: Expr): boolean {
    switch (x.kind) {
      case 'ArrayType': case 'SliceType': case 'StructType': case 'MapType': return true;
      case 'Ident': case 'SelectorExpr': return this.exprDepth >= 0;
      case 'IndexExpr': return this.exprDepth >= 0 && !isValue(x);
      default: return false;
    }
  }

  private compositeLit(type?: Expr): CompositeLit {
    this.enter();
    const pos = this.pos();
    const elts: Expr[] = [];
    this.exprDepth++;
    this.want(Tok.Lbrace);
    const rbrace = this.list('composite literal', Tok.Comma, Tok.Rbrace, () => {
      elts.push(this.element());
    });
    this.exprDepth--;
    this.leave();
    const node: CompositeLit = { kind: 'CompositeLit', pos, elts, rbrace };
    if (type) node.type = type;
    return node;
  }

  private element(): Expr {
    const key = this.elementValue();
    if (this.tok !== Tok.Colon) return key;
    const pos = this.pos();
    this.next();
    return { kind: 'KeyValue', pos, key, value: this.elementValue() };
  }

  /** Inside a literal, the type of an element that is itself a literal may be left out. */
  private elementValue(): Expr {
    return this.tok === Tok.Lbrace ? this.compositeLit() : this.expr();
  }

  protected abstract funcBody(): BlockStmt;
}
