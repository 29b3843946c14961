/**
 * Which files of a directory belong to a package: what a file's name and its `//go:build` line ask
 * for must hold. The program is for linux/amd64, as what is simulated.
 */

const SYSTEMS = new Set(('aix android darwin dragonfly freebsd hurd illumos ios js linux nacl '
  + 'netbsd openbsd plan9 solaris wasip1 windows zos').split(' '));
const MACHINES = new Set(('386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le '
  + 'riscv64 s390x sparc64 wasm').split(' '));
const NEWEST = 26;

function holds(tag: string): boolean {
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= NEWEST;
  return tag === 'linux' || tag === 'amd64' || tag === 'unix' || tag === 'gc';
}

/** Is the file, of that name, part of the program? Tests never are. */
export function isIncluded(name: string, text: string): boolean {
  if (!name.endsWith('.go') || /^[._]/.test(name) || name.endsWith('_test.go')) return false;
  const words = name.slice(0, -3).split('_').slice(1);
  const [last, before] = [words.at(-1) ?? '', words.at(-2) ?? ''];
  if (MACHINES.has(last)) {
    if (!holds(last) || (SYSTEMS.has(before) && !holds(before))) return false;
  } else if (SYSTEMS.has(last) && !holds(last)) return false;
  const line = buildLine(text);
  return line === undefined || evaluate(line);
}

/** The expression of the `//go:build` line, which stands above the package clause. */
function buildLine(text: string): string | undefined {
  for (const line of text.split('\n', 200)) {
    const found = /^\/\/go:build (.*)$/.exec(line.trimEnd());
    if (found) return found[1];
    if (/^package\b/.test(line)) return undefined;
  }
  return undefined;
}

/** `||` binds weaker than `&&`, and that weaker than `!`. What is malformed does not hold. */
function evaluate(text: string): boolean {
  const tokens = text.match(/\|\||&&|[!()]|[\w.]+/g) ?? [];
  let at = 0;
  const or = (depth: number): boolean => {
    let value = and(depth);
    while (tokens[at] === '||') {
      at++;
      value = and(depth) || value;
    }
    return value;
  };
  const and = (depth: number): boolean => {
    let value = not(depth);
    while (tokens[at] === '&&') {
      at++;
      value = not(depth) && value;
    }
    return value;
  };
  const not = (depth: number): boolean => {
    const token = tokens[at++];
    if (token === undefined || depth > 100) return false;
    if (token === '!') return !not(depth + 1);
    if (token !== '(') return holds(token);
    const value = or(depth + 1);
    at++;
    return value;
  };
  return or(0);
}
