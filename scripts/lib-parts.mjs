/**
 * Cuts the modelled library up for the page: a core, which nearly every program needs, and files
 * that are fetched one by one when a program says a word that they declare.
 *
 * What a file needs is read off its text, and is never too little. A name that it uses stands in
 * it; so it needs the files of its package that declare one of its words, and of a package that it
 * imports those that declare what stands behind the package's name and a dot. A type needs the
 * files with its methods, which may be called without being named. A file with an `init` is needed
 * wherever its package is imported. Of all other files the core has the beginning, with what they
 * import, so that packages are found and initialised in the same order with and without them.
 */

/** What an ordinary program uses. */
const ORDINARY = `import ("fmt"; "sync"; "time")
fmt.Println fmt.Printf fmt.Print fmt.Sprintf fmt.Errorf fmt.Fprintln
sync.WaitGroup sync.Mutex sync.RWMutex sync.Once
time.Sleep time.Duration time.Now time.Since time.After time.NewTicker time.NewTimer`;

const packageOf = (path) => path.slice('lib/'.length, path.lastIndexOf('/'));
/** Without what stands in quotes, of which the tables of package unicode consist. */
const code = (text) => text.replace(/`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\[^']+|[^'\\])'/g, ' ');
const FIELD = /^\s*\w+(?:, \w+)* +(?=\S)/gm;
/** Words that may be names of the package: what is selected of something, and fields, are not. */
const words = (text) => new Set(code(text)
  .replace(/\bstruct *\{([^{}]*)\}/g, (_, body) =>
    `{${body.replace(/\/\/.*/g, '').replace(FIELD, '')}}`)
  .match(/(?<!\w|[\w)\]]\.)[A-Za-z_]\w*/g) ?? []);

/** Names that a formatted file declares at its top level, without methods. */
function declared(text) {
  const names = [];
  const add = (list) => names.push(...list.split(', '));
  for (const [, name] of text.matchAll(/^func (\w+)/gm)) add(name);
  for (const [, list] of text.matchAll(/^(?:type|var|const) (\w+(?:, \w+)*)/gm)) add(list);
  for (const [, group] of text.matchAll(/^(?:type|var|const) \(\n([^]*?)^\)/gm)) {
    for (const [, list] of group.matchAll(/^\t(\w+(?:, \w+)*)/gm)) add(list);
  }
  return new Set(names);
}

class Files {
  constructor(packed) {
    this.list = Object.entries(packed).map(([path, text]) => ({
      path, text, pkg: packageOf(path), names: declared(text), words: words(text),
      hasInit: /^func init\(/m.test(text),
      methodsOf: new Set([...text.matchAll(/^func \((?:\w+ )?\*?(\w+)/gm)].map((m) => m[1])),
    }));
    this.packages = new Map();
    for (const file of this.list) {
      this.packages.set(file.pkg, [...(this.packages.get(file.pkg) ?? []), file]);
    }
    for (const file of this.list) file.needs = this.needsOf(file);
  }

  needsOf(file) {
    const own = this.packages.get(file.pkg).filter((other) => other !== file
      && ([...other.names].some((name) => file.words.has(name))
        || [...other.methodsOf].some((name) => file.names.has(name))));
    return [...own, ...this.imported(file.text)];
  }

  /** Files of packages that a text imports and uses. */
  imported(text) {
    return [...this.packages].flatMap(([path, files]) => {
      const found = new RegExp(`(?:(\\w+) +)?"${path}"`).exec(text);
      if (!found) return [];
      const last = path.slice(path.lastIndexOf('/') + 1);
      const name = found[1] && found[1] !== 'import' ? found[1] : last;
      const selected = code(text).matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'));
      const used = new Set([...selected].map((m) => m[1]));
      return files.filter((file) => file.hasInit || [...file.names].some((n) => used.has(n)));
    });
  }

  /** Files with all that they need. */
  closure(files) {
    const all = new Set(files);
    for (const file of all) for (const next of file.needs) all.add(next);
    return all;
  }
}

/** A table of package unicode in the source: raw strings, one a line. */
const TABLE = /`[^`]*`(?: \+\n\t\t`[^`]*`)*/g;

/** The source with its tables as src/ui/tables.ts reads them; others stay as they are. */
function squeezed({ pkg, text }) {
  if (pkg !== 'unicode') return text;
  return text.replace(TABLE, (literal) => {
    const table = literal.replaceAll('` +\n\t\t`', '').slice(1, -1);
    const packed = table.length % 12 === 0 ? squeeze(table) : undefined;
    return packed === undefined ? literal : `\u0001${packed}\u0002`;
  });
}

/** Undefined if it is a table of something else. */
function squeeze(table) {
  let out = '';
  let last = 0;
  const put = (x) => {
    for (; x >= 32; x = Math.floor(x / 32)) out += String.fromCharCode(64 + (x % 32));
    out += String.fromCharCode(32 + x);
  };
  for (let at = 0; at < table.length; at += 12) {
    const [lo, hi, stride] = [0, 4, 8].map((by) => [0, 1, 2, 3].reduce((x, i) =>
      x * 64 + table.charCodeAt(at + by + i) - 32, 0));
    if (lo < last || hi < lo || stride < 1 || (hi - lo) % stride !== 0) return undefined;
    put(lo - last);
    put(((hi - lo) / stride) * 2 + (stride > 1 ? 1 : 0));
    if (stride > 1) put(stride);
    last = hi;
  }
  return out;
}

/** What stands above a file's declarations: its package clause, and what it imports. */
const beginning = (text) => text.slice(0, /^(?:func|type|var|const)\b/m.exec(text)?.index);

/**
 * `core`: all files by path, of most the beginning only; `rest`: these by path, whole; `index`: of
 * these, in order, their paths, the names that programs may use, and the others that they need.
 */
export function partsOf(packed) {
  const files = new Files(packed);
  const core = files.closure([...files.packages.get('runtime'), ...files.imported(ORDINARY)]);
  const rest = files.list.filter((file) => !core.has(file));
  const numbers = (list) => [...list].filter((file) => !core.has(file))
    .map((file) => rest.indexOf(file)).sort((a, b) => a - b);
  const row = (file) => [
    file.path,
    // Who imports a package says the last part of its path.
    [...file.names].filter((name) => /^[A-Z]/.test(name))
      .concat(file.hasInit ? file.pkg.match(/\w+$/) : []).join(' '),
    numbers(files.closure([file])).filter((i) => rest[i] !== file),
  ];
  return {
    core: Object.fromEntries(files.list.map((file) =>
      [file.path, core.has(file) ? squeezed(file) : beginning(file.text)])),
    rest: Object.fromEntries(rest.map((file) => [file.path, squeezed(file)])),
    index: rest.map(row),
  };
}
