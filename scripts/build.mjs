#!/usr/bin/env node
/**
 * The one build script. Every step reads only the sources, writes only below build/, and two
 * builds of the same sources are byte for byte equal:
 *
 *     abi     hash of assembly/abi  ->  build/abi-hash.ts      compared when a kernel is loaded
 *     kernel  assembly/**           ->  build/kernel/{release,debug,test}.wasm
 *     lib     lib/**\/*.go           ->  build/lib.json         path -> text
 *     objects lib/**, src/golang    ->  build/lib.obj          the same, compiled
 *     host    src/**                ->  build/index.js, build/cli/{main.js,gopark.cjs}
 *     warm    the command           ->  build/cli/gopark.cache  V8's code of it; not reproducible
 *     types   src/index.ts          ->  build/types/**\/*.d.ts
 *     ui      src/ui/**             ->  build/ui               see scripts/build-ui.mjs
 *
 * `node scripts/build.mjs` runs all of them, `node scripts/build.mjs kernel lib` some. A step
 * whose inputs are what they were is skipped; `--force` runs it all the same. Files are written
 * beside and renamed, so a reader never sees half of one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const STEPS = ['abi', 'kernel', 'lib', 'objects', 'host', 'warm', 'types', 'ui'];

/** Kernels: entry file and flags of each; asconfig.json says the same for the editor. */
const KERNEL_FLAGS = ['--runtime', 'stub', '--initialMemory', '64', '--maximumMemory', '65536'];
const KERNELS = {
  release: { entry: 'assembly/index.ts', flags: ['-O3', '--noAssert'] },
  debug: { entry: 'assembly/index.ts', flags: ['-O1'] },
  test: { entry: 'assembly/export_test.ts', flags: ['-O1'] },
};

/** Thrown for what a person has to mend: printed without a stack. */
class BuildError extends Error {}

/** Files below `dir` (relative to the root) whose name ends in one of `ends`, sorted. */
function filesBelow(dir, ends) {
  if (!existsSync(at(dir))) return [];
  return readdirSync(at(dir), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && ends.some((end) => e.name.endsWith(end)))
    .map((e) => relative(root, join(e.parentPath, e.name)).split(sep).join('/'))
    .sort();
}

function hashFiles(files, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of files) {
    const bytes = readFileSync(at(file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest();
}

/** Writes through a temporary file, and not at all when the content is there already. */
function put(path, content) {
  const file = at(path);
  const bytes = Buffer.from(content);
  if (existsSync(file) && readFileSync(file).equals(bytes)) return;
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, bytes);
  renameSync(beside, file);
}

/** 31 bits, because asc takes a constant as an i32. */
export function abiHash() {
  return hashFiles(filesBelow('assembly/abi', ['.ts'])).readUInt32LE(0) & 0x7fffffff;
}

function buildAbi() {
  put(
    'build/abi-hash.ts',
    `/** Made by scripts/build.mjs: the hash of assembly/abi. */\n` +
      `export const ABI_HASH = ${abiHash()};\n`,
  );
}

async function buildKernel() {
  const asc = (await import('assemblyscript/asc')).default;
  for (const name of kernels()) await compileKernel(asc, name);
}

/** The test kernel is made only where its entry is: packages have none. */
function kernels() {
  return Object.keys(KERNELS).filter(
    (name) => name !== 'test' || existsSync(at(KERNELS.test.entry)),
  );
}

/** One kernel, compiled in this process. */
async function compileKernel(asc, name) {
  const { entry, flags } = KERNELS[name];
  if (!existsSync(at(entry))) throw new BuildError(`kernel ${name}: ${entry} does not exist`);
  const made = new Map();
  const text = [];
  const sink = {
    write: (chunk) => {
      text.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk));
    },
  };
  const out = `${name}.wasm`;
  const args = [
    entry,
    '--config',
    'none',
    '--outFile',
    out,
    ...flags,
    ...KERNEL_FLAGS,
    '--use',
    `ABI=${abiHash()}`,
  ];
  const { error } = await asc.main([...args, '--baseDir', root], {
    stdout: sink,
    stderr: sink,
    writeFile: (file, contents) => {
      made.set(file, contents);
    },
  });
  if (error || !made.has(out)) {
    throw new BuildError(
      `kernel ${name}:\n${text.join('')}${error?.message ?? 'nothing was made'}`,
    );
  }
  put(`build/kernel/${out}`, made.get(out));
}

function packedLib() {
  const packed = {};
  for (const file of filesBelow('lib', ['.go'])) {
    packed[file] = withoutComments(readFileSync(at(file), 'utf8'));
  }
  return packed;
}

/**
 * Go source without the lines that are comments only; they stay as empty lines, so that all others
 * keep their numbers. Directives stay. Lines within raw strings look no different and are none.
 */
function withoutComments(text) {
  let raw = false;
  const lines = text.split('\n').map((line) => {
    const comment = !raw && /^\s*\/\/(?!gopark:|go:)/.test(line);
    if (!comment && (line.split('`').length - 1) % 2 === 1) raw = !raw;
    return comment ? '' : line;
  });
  return lines.join('\n');
}

function buildLib() {
  // A file a line, so that src/kernel/lib.ts finds those of a package without parsing all.
  const lines = Object.entries(packedLib()).map((file) => file.map((s) => JSON.stringify(s)));
  put('build/lib.json', `{\n${lines.map((pair) => pair.join(':')).join(',\n')}\n}\n`);
}

/** What compiled functions of the library depend on. */
const objectSources = () => [
  ...filesBelow('lib', ['.go']),
  ...['assembly/abi', 'scripts/objects', 'src/golang', 'src/program', 'src/config']
    .flatMap((dir) => filesBelow(dir, ['.ts'])),
];

/** In the objects and in the command: the one uses the other only if they are of one making. */
const objectHash = () => hashFiles(objectSources()).toString('hex').slice(0, 16);

/** Compiles the library's functions with the front end itself, bundled for the purpose. */
async function buildObjects() {
  const esbuild = await import('esbuild');
  const outfile = 'build/.objects/main.mjs';
  const [file] = await bundle(esbuild, {
    absWorkingDir: root,
    entryPoints: ['scripts/objects/main.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  put(outfile, file.contents);
  const { makeObjects } = await import(`${pathToFileURL(at(outfile))}?${objectHash()}`);
  put('build/lib.obj', makeObjects(packedLib(), objectHash()).bytes);
}

/**
 * Points `src/kernel/assets.ts`, which says where built files are as seen from the sources, at
 * them as seen from a bundle.
 */
function assetsPlugin(toBuild) {
  return {
    name: 'assets',
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]kernel[\\/]assets\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll('../../build/', toBuild),
        loader: 'ts',
      }));
    },
  };
}

/**
 * commander wants child_process for commands that are programs of their own, of which there are
 * none here; so it is loaded when it is used, which is never.
 */
const laterPlugin = {
  name: 'later',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'later' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
      contents: `exports.spawn = (...args) => require('${path}').spawn(...args);`,
      loader: 'js',
    }));
  },
};

/**
 * Both bundles: the library, which imports no package, and the command, split so that it loads
 * what it needs.
 */
async function buildHost() {
  const esbuild = await import('esbuild');
  const shared = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    define: { GOPARK_VERSION: JSON.stringify(version()) },
  };
  const builds = [
    {
      ...shared,
      entryPoints: ['src/index.ts'],
      outfile: 'build/index.js',
      platform: 'neutral',
      external: ['node:*'],
      plugins: [assetsPlugin('./')],
      define: { ...shared.define, GOPARK_SOURCES: 'true' },
    },
    {
      ...shared,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'build/cli/gopark.cjs',
      platform: 'node',
      format: 'cjs',
      minify: true,
      // One script, which src/cli/boot.ts runs: it has neither import() nor import.meta, and is
      // read as one byte a character.
      supported: { 'dynamic-import': false },
      charset: 'ascii',
      plugins: [assetsPlugin('../'), laterPlugin],
      define: {
        ...shared.define,
        GOPARK_LIB: JSON.stringify(objectHash()),
        'import.meta.url': 'goparkUrl',
      },
      banner: { js: '(function (require, goparkUrl) {' },
      footer: { js: '})' },
    },
    {
      ...shared,
      entryPoints: ['src/cli/boot.ts'],
      outfile: 'build/cli/main.js',
      platform: 'node',
      format: 'cjs',
      banner: { js: '#!/usr/bin/env node' },
    },
  ];
  for (const options of builds) {
    if (!existsSync(at(options.entryPoints[0])))
      throw new BuildError(`${options.entryPoints[0]} is missing`);
    for (const file of await bundle(esbuild, options)) writeBundled(file);
  }
  put('build/cli/package.json', '{ "type": "commonjs" }\n');
  dropParts();
}

async function bundle(esbuild, options) {
  try {
    return (await esbuild.build(options)).outputFiles;
  } catch (error) {
    if (!error.errors) throw error;
    const lines = await esbuild.formatMessages(error.errors, { kind: 'error' });
    throw new BuildError(lines.join(''));
  }
}

/** The command was split once: its parts would lie about for good. */
function dropParts() {
  for (const name of readdirSync(at('build/cli'))) {
    if (/-[A-Z0-9]{8}\.js$/.test(name)) rmSync(at('build/cli', name));
  }
}

function writeBundled({ path, contents }) {
  if (path.endsWith('.cjs') && contents.some((byte) => byte > 127))
    throw new BuildError(`${path}: has characters beyond ASCII (in a regular expression?)`);
  put(relative(root, path), contents);
  if (path.endsWith('main.js')) chmodSync(path, 0o755);
}

/** What V8 makes of the command while it compiles a program, kept for those who run it. */
function buildWarm() {
  const args = ['scripts/warm.mjs', 'build/cli/gopark.cjs', 'build/cli/gopark.cache'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new BuildError(`warm: ${stderr}`);
}

function version() {
  return JSON.parse(readFileSync(at('package.json'), 'utf8')).version;
}

/** Declarations for users of the library. Type errors are `npm run check`'s business. */
async function buildTypes() {
  const ts = (await import('typescript')).default;
  const config = ts.readConfigFile(at('tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram([at('src/index.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noEmitOnError: false,
    rootDir: root,
    outDir: at('build/types'),
  });
  program.emit(undefined, (file, text) => {
    put(
      relative(root, file),
      text.replaceAll(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'),
    );
  });
}

/** The playground and the report's template; see scripts/build-ui.mjs. */
async function buildPages() {
  const esbuild = await import('esbuild');
  const { buildUi } = await import('./build-ui.mjs');
  const make = (options) => bundle(esbuild, options);
  await buildUi({ bundle: make, assetsPlugin, put, root, at, version: version() });
}

const INPUTS = {
  abi: () => filesBelow('assembly/abi', ['.ts']),
  kernel: () => filesBelow('assembly', ['.ts']),
  lib: () => filesBelow('lib', ['.go']),
  objects: objectSources,
  host: () => [
    ...filesBelow('src', ['.ts', '.tsx']),
    ...filesBelow('assembly/abi', ['.ts']),
    ...objectSources(),
  ],
  warm: () => [
    ...INPUTS.host(),
    ...filesBelow('lib', ['.go']),
    ...filesBelow('assembly', ['.ts']),
    'scripts/warm.mjs',
    'scripts/warm.go',
    ...filesBelow('examples', ['.go']),
  ],
  types: () => [...filesBelow('src', ['.ts', '.tsx']), ...filesBelow('assembly/abi', ['.ts'])],
  ui: () => [
    'scripts/build-ui.mjs',
    'scripts/lib-parts.mjs',
    'scripts/markdown.mjs',
    'docs/scheduler.md',
    'docs/cores.md',
    ...filesBelow('src', ['.ts', '.tsx', '.css', '.html', '.go']),
    ...filesBelow('assembly', ['.ts']),
    ...filesBelow('lib', ['.go']),
  ],
};
const OUTPUTS = {
  abi: ['build/abi-hash.ts'],
  kernel: kernels().map((name) => `build/kernel/${name}.wasm`),
  lib: ['build/lib.json'],
  objects: ['build/lib.obj'],
  host: ['build/index.js', 'build/cli/main.js', 'build/cli/gopark.cjs', 'build/cli/package.json'],
  warm: ['build/cli/gopark.cache'],
  types: ['build/types/src/index.d.ts'],
  ui: ['build/ui/index.html', 'build/ui/main.js', 'build/ui/report.html'],
};
const RUN = {
  abi: buildAbi,
  kernel: buildKernel,
  lib: buildLib,
  objects: buildObjects,
  host: buildHost,
  warm: buildWarm,
  types: buildTypes,
  ui: buildPages,
};

/** Runs one step unless the stamp says that its inputs are those of the last time. */
async function step(name, force) {
  const stamp = at('build/.stamps', name);
  const salt = ['scripts/build.mjs', 'package.json', 'package-lock.json'].filter((f) =>
    existsSync(at(f)),
  );
  const inputs = () => hashFiles([...salt, ...INPUTS[name]()], name).toString('hex');
  const now = inputs();
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (!force && done && OUTPUTS[name].every((file) => existsSync(at(file)))) return;
  await RUN[name]();
  // An edit while the step ran would otherwise be missed for good.
  if (inputs() === now) put(`build/.stamps/${name}`, now);
}

/** Whether the process that wrote `file` is still there. */
function isHeld(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's. ENOENT: the lock was just given back.
    return error.code === 'EPERM' || error.code === 'ENOENT';
  }
}

/**
 * One build at a time: test files that run side by side bring the same parts up to date, and none
 * may read what another one is just replacing. A lock whose owner has died is taken over.
 */
async function locked(work) {
  const file = at('build/.lock');
  mkdirSync(at('build'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld(file)) rmSync(file, { force: true });
      else await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Brings `steps` up to date; each brings the ABI hash along. */
export async function build(steps = STEPS, { force = false } = {}) {
  const wanted = new Set(['abi', ...steps]);
  await locked(async () => {
    for (const name of STEPS) if (wanted.has(name)) await step(name, force);
  });
}

async function main(args) {
  const force = args.includes('--force');
  const steps = args.filter((a) => a !== '--force');
  const unknown = steps.find((a) => !STEPS.includes(a));
  if (unknown)
    throw new BuildError(`unknown step ${unknown}; there are ${STEPS.join(', ')} and --force`);
  await build(steps.length > 0 ? steps : STEPS, { force });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`build: ${error instanceof BuildError ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}
