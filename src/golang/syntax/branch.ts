/**
 * Labels and branches of a function body: misplaced `break`, `continue` and `fallthrough`; labels
 * that are missing, unused, defined twice or of the wrong statement; and `goto` into a block or
 * over the declaration of a variable.
 *
 * One pass over the statements. A `goto` whose label has not been seen waits in its block; at the
 * end of the block it is handed to the block around it, since a label further down there may be
 * meant. What still waits at the end of the function has no label it could go to. Whether a
 * variable was declared while a `goto` waited is told by numbers: each block counts its events,
 * notes the count at its last declaration, and each waiting `goto` has the count of when it began
 * to wait.
 */
import type {
  BlockStmt, BranchStmt, CaseClause, CommClause, IfStmt, LabeledStmt, Pos, Stmt, SwitchStmt,
  TypeSwitchStmt,
} from './ast.ts';
import { exprListString } from './print.ts';

interface Label { block: Block; stmt: LabeledStmt; used: boolean }

interface Block {
  parent: Block | undefined;
  start: Pos;
  /** The labeled statement that the block is part of. */
  labeled: LabeledStmt | undefined;
  events: number;
  lastDecl: { name: string; pos: Pos; event: number } | undefined;
  /** Forward gotos, by label. Most blocks never have one. */
  waiting: Map<string, Waiting[]> | undefined;
}

interface Waiting { label: Pos; event: number }

/** The statements that a branch without label could be about. */
interface Targets {
  breaks: 'no' | 'loop' | 'select' | SwitchStmt | TypeSwitchStmt;
  continues: boolean;
  /** The clause of the switch around, directly, or -1. */
  clause: number;
}

/** Reports mistakes in the branches of a function's body. `place` tells what a position is. */
export function checkBranches(
  body: BlockStmt, error: (pos: Pos, message: string) => void, place: (pos: Pos) => string,
): void {
  new BranchChecker(error, place).body(body);
}

class BranchChecker {
  private readonly labels = new Map<string, Label>();
  private readonly error: (pos: Pos, message: string) => void;
  private readonly place: (pos: Pos) => string;

  constructor(error: (pos: Pos, message: string) => void, place: (pos: Pos) => string) {
    this.error = error;
    this.place = place;
  }

  body(body: BlockStmt): void {
    const targets: Targets = { breaks: 'no', continues: false, clause: -1 };
    const block = this.block(undefined, targets, undefined, body.pos, body.list);
    for (const [name, gotos] of block.waiting ?? []) this.unresolved(name, gotos);
    for (const [name, { used, stmt }] of this.labels) {
      if (!used) this.error(stmt.label.pos, `label ${name} defined and not used`);
    }
  }

  private unresolved(name: string, gotos: Waiting[]): void {
    const label = this.labels.get(name);
    if (label) label.used = true;
    const message = label
      ? `goto ${name} jumps into block starting at ${this.place(label.block.start)}`
      : `label ${name} not defined`;
    for (const { label: pos } of gotos) this.error(pos, message);
  }

  private block(
    parent: Block | undefined, targets: Targets, labeled: LabeledStmt | undefined, start: Pos,
    list: Stmt[],
  ): Block {
    const block: Block = {
      parent, start, labeled, events: 0, lastDecl: undefined, waiting: undefined,
    };
    // A fallthrough may be followed by empty statements, and is still the last one.
    let count = list.length;
    while (count > 0 && list[count - 1]!.kind === 'EmptyStmt') count--;
    for (let i = 0; i < count; i++) this.stmt(block, targets, list[i]!, i === count - 1);
    return block;
  }

  private stmt(block: Block, targets: Targets, stmt: Stmt, isLast: boolean): void {
    let labeled: LabeledStmt | undefined;
    while (stmt.kind === 'LabeledStmt') {
      if (stmt.label.name !== '_') {
        this.declare(block, stmt);
        labeled = stmt;
      }
      stmt = stmt.stmt;
    }
    switch (stmt.kind) {
      case 'DeclStmt':
        if (stmt.decl.kind === 'VarDecl' && stmt.decl.specs[0]) {
          const { names: [name], pos } = stmt.decl.specs[0];
          declared(block, name!.name, pos);
        }
        break;
      case 'AssignStmt':
        if (stmt.op === ':=') declared(block, exprListString(stmt.lhs), stmt.pos);
        break;
      case 'BranchStmt': this.branch(block, targets, stmt, isLast); break;
      default: this.compound(block, targets, labeled, stmt);
    }
  }

  /** The blocks inside a statement. */
  private compound(
    block: Block, targets: Targets, labeled: LabeledStmt | undefined, stmt: Stmt,
  ): void {
    switch (stmt.kind) {
      case 'BlockStmt': this.inner(block, outOfClause(targets), labeled, stmt); break;
      case 'IfStmt': {
        const plain = outOfClause(targets);
        let next: IfStmt | BlockStmt | undefined = stmt;
        for (; next?.kind === 'IfStmt'; next = next.else) {
          this.inner(block, plain, labeled, next.then);
        }
        if (next) this.inner(block, plain, labeled, next);
        break;
      }
      case 'ForStmt': case 'RangeStmt':
        this.inner(block, { breaks: 'loop', continues: true, clause: -1 }, labeled, stmt.body);
        break;
      case 'SwitchStmt': case 'TypeSwitchStmt':
        this.clauses(block, { ...targets, breaks: stmt }, labeled, stmt.body);
        break;
      case 'SelectStmt':
        this.clauses(block, { ...targets, breaks: 'select' }, labeled, stmt.body);
        break;
    }
  }

  private inner(
    block: Block, targets: Targets, labeled: LabeledStmt | undefined, { pos, list }: BlockStmt,
  ): void {
    adopt(block, this.block(block, targets, labeled, pos, list));
  }

  private clauses(
    block: Block, targets: Targets, labeled: LabeledStmt | undefined,
    clauses: (CaseClause | CommClause)[],
  ): void {
    clauses.forEach(({ pos, body }, clause) => {
      adopt(block, this.block(block, { ...targets, clause }, labeled, pos, body));
    });
  }

  // ---- labels -----------------------------------------------------------------------------------

  private declare(block: Block, stmt: LabeledStmt): void {
    const { name, pos } = stmt.label;
    let label = this.labels.get(name);
    if (label) {
      const before = this.place(label.stmt.label.pos);
      this.error(pos, `label ${name} already defined at ${before}`);
    } else {
      label = { block, stmt, used: false };
      this.labels.set(name, label);
    }
    const { lastDecl } = block;
    for (const { label: goto, event } of block.waiting?.get(name) ?? []) {
      label.used = true;
      if (!lastDecl || event > lastDecl.event) continue;
      const over = `${lastDecl.name} at ${this.place(lastDecl.pos)}`;
      this.error(goto, `goto ${name} jumps over declaration of ${over}`);
    }
    block.waiting?.delete(name);
  }

  /** A label that a branch names; it then counts as used, whether or not it is a valid target. */
  private use(name: string): Label | undefined {
    const label = this.labels.get(name);
    if (label) label.used = true;
    return label;
  }

  // ---- branches ---------------------------------------------------------------------------------

  private branch(block: Block, targets: Targets, stmt: BranchStmt, isLast: boolean): void {
    const { tok, label, pos } = stmt;
    if (label && tok === 'goto') this.goto(block, label.name, label.pos);
    else if (label) this.labeledBranch(block, tok, label.name, label.pos);
    else if (tok === 'fallthrough') this.fallthrough(targets, pos, isLast);
    else if (tok === 'break' && targets.breaks === 'no') {
      this.error(pos, 'break is not in a loop, switch, or select');
    } else if (tok === 'continue' && !targets.continues) {
      this.error(pos, 'continue is not in a loop');
    }
  }

  /** Backwards a goto may leave blocks, but not enter one; forwards it has to wait. */
  private goto(block: Block, name: string, pos: Pos): void {
    const label = this.use(name);
    for (let b: Block | undefined = block; b && label; b = b.parent) {
      if (label.block === b) return;
    }
    wait(block, name, pos);
  }

  /**
   * The label of a `break` or `continue` must be that of a statement around it, of the
   * right kind.
   */
  private labeledBranch(block: Block, tok: string, name: string, pos: Pos): void {
    const label = this.use(name);
    if (!label) {
      this.error(pos, `${tok} label not defined: ${name}`);
      return;
    }
    const isAround = (b: Block | undefined): boolean => {
      while (b && b.labeled !== label.stmt) b = b.parent;
      return b !== undefined;
    };
    const { kind } = label.stmt.stmt;
    const isLoop = kind === 'ForStmt' || kind === 'RangeStmt';
    const canBreak = isLoop || kind === 'SwitchStmt' || kind === 'TypeSwitchStmt' ||
      kind === 'SelectStmt';
    const fits = tok === 'break' ? canBreak : isLoop;
    if (!fits || !isAround(block)) this.error(pos, `invalid ${tok} label ${name}`);
  }

  private fallthrough({ breaks, clause }: Targets, pos: Pos, isLast: boolean): void {
    let message = 'fallthrough statement out of place';
    if (typeof breaks !== 'string') {
      if (breaks.kind === 'TypeSwitchStmt') message = 'cannot fallthrough in type switch';
      else if (clause >= 0 && isLast) {
        if (clause + 1 < breaks.body.length) return;
        message = 'cannot fallthrough final case in switch';
      }
    }
    this.error(pos, message);
  }
}

/** What a block that is not itself a clause can branch to. */
function outOfClause(targets: Targets): Targets {
  return targets.clause < 0 ? targets : { ...targets, clause: -1 };
}

function declared(block: Block, name: string, pos: Pos): void {
  block.lastDecl = { name, pos, event: ++block.events };
}

function wait(block: Block, name: string, label: Pos): void {
  const event = ++block.events;
  block.waiting ??= new Map();
  const gotos = block.waiting.get(name);
  if (gotos) gotos.push({ label, event });
  else block.waiting.set(name, [{ label, event }]);
}

/** Takes over the gotos that still wait in an inner block. */
function adopt(block: Block, inner: Block): void {
  if (!inner.waiting) return;
  for (const [name, gotos] of inner.waiting) {
    for (const { label } of gotos) wait(block, name, label);
  }
}
