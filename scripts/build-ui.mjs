/**
 * The step `ui` of the build: the playground as static files in build/ui, and the template of the
 * report, one self-contained file. Bundled by esbuild as everything else is; two builds of the same
 * sources are equal.
 *
 *     page.html style.css        ->  index.html, style.css
 *     main.ts                    ->  main.js and chunks (the editor and the stories come later)
 *     worker.ts                  ->  worker.js, beside it kernel/release.wasm
 *     build/lib.json             ->  lib/: a core, and files that are fetched when they are needed
 *     presets/*.go               ->  presets.json
 *     prepare.ts, run at once    ->  first-run.bin: the run that plays at the first visit
 *     report.ts, report.html     ->  report.html
 *     docs/{scheduler,cores}.md  ->  scheduler.html, cores.html: where "the rule" leads
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { partsOf } from './lib-parts.mjs';
import { markdown } from './markdown.mjs';

const JSX = { jsx: 'automatic', jsxImportSource: 'preact' };

function presets(at) {
  const folder = at('src/ui/presets');
  const programs = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.go')).sort()) {
    programs[name.slice(0, -'.go'.length)] = readFileSync(join(folder, name), 'utf8');
  }
  return programs;
}

/** The library cut up: what nearly every program needs, and files by their numbers. */
function pieces({ put, at }) {
  const { core, rest, index } = partsOf(JSON.parse(readFileSync(at('build/lib.json'), 'utf8')));
  rmSync(at('build/ui/lib'), { recursive: true, force: true });
  put('build/ui/lib/core.json', JSON.stringify(core));
  put('build/ui/lib/index.json', JSON.stringify(index));
  Object.entries(rest).forEach(([path, text], i) => {
    put(`build/ui/lib/${i}.json`, JSON.stringify({ [path]: text }));
  });
}

/** What esbuild is told for all bundles. */
function shared({ root, version }) {
  return {
    absWorkingDir: root, bundle: true, format: 'esm', target: 'es2022', charset: 'utf8',
    write: false, legalComments: 'none', logLevel: 'silent', minify: true, ...JSX,
    define: { GOPARK_VERSION: JSON.stringify(version), GOPARK_SOURCES: 'true' },
  };
}

/** Syntax trees are named by the editor's commands, and used by none that the page has. */
const withoutTrees = {
  name: 'without-trees',
  setup(build) {
    build.onResolve({ filter: /^@lezer\// }, async ({ path, pluginData, ...at }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await build.resolve(path, { ...at, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

async function pageAndWorker(tools) {
  const { bundle, assetsPlugin, put, root, at } = tools;
  const options = { ...shared(tools), platform: 'browser', plugins: [assetsPlugin('./')] };
  const page = await bundle({
    ...options, plugins: [...options.plugins, withoutTrees], entryPoints: ['src/ui/main.ts'],
    outdir: 'build/ui', splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  });
  const worker = await bundle({
    ...options, entryPoints: ['src/ui/worker.ts'], outfile: 'build/ui/worker.js',
    external: ['node:*'],
  });
  const styles = await bundle({
    ...options, entryPoints: ['src/ui/style.css'], outfile: 'build/ui/style.css',
  });
  rmSync(at('build/ui/chunks'), { recursive: true, force: true });
  for (const file of [...page, ...worker, ...styles]) {
    put(relative(root, file.path), file.contents);
  }
}

/** Compiles and runs the first example with what was just built, and keeps its records. */
async function firstRun(tools) {
  const { bundle, assetsPlugin, put, at } = tools;
  const [file] = await bundle({
    ...shared(tools), entryPoints: ['src/ui/prepare.ts'], outfile: 'build/.ui/prepare.mjs',
    platform: 'node', plugins: [assetsPlugin('../')],
  });
  put('build/.ui/prepare.mjs', file.contents);
  const url = `${pathToFileURL(at('build/.ui/prepare.mjs')).href}?${process.hrtime.bigint()}`;
  const { prepare } = await import(url);
  const { id, bytes } = await prepare(presets(at));
  put('build/ui/first-run.bin', bytes);
  return id;
}

/** Parts of style.css that a report has no use for, by their headings. */
const PAGE_ONLY = new Set([
  'run bar', 'story', 'code', 'dialogs, toast', 'embedded', 'the rules as a page',
]);

/** The style of a report: that of the page without what only the page shows. */
function reportStyle(css) {
  const parts = css.split(/^(?=\/\* -+ [^*]+ -+ \*\/$)/m);
  const nameOf = (part) => /^\/\* -+ ([^*]+) -+ \*\/$/m.exec(part.split('\n', 1)[0])?.[1] ?? '';
  const found = parts.map(nameOf).filter((name) => PAGE_ONLY.has(name));
  if (found.length !== PAGE_ONLY.size) throw new Error(`style.css has only: ${found.join('; ')}`);
  return parts.filter((part) => !PAGE_ONLY.has(nameOf(part))).join('');
}

async function report(tools) {
  const { bundle, assetsPlugin, put, at } = tools;
  const [script] = await bundle({
    ...shared(tools), entryPoints: ['src/ui/report.ts'], outfile: 'build/.ui/report.js',
    platform: 'browser', format: 'iife', plugins: [assetsPlugin('./')],
  });
  const [style] = await bundle({
    ...shared(tools), outfile: 'build/.ui/report.css',
    stdin: { contents: reportStyle(readFileSync(at('src/ui/style.css'), 'utf8')), loader: 'css' },
  });
  const html = readFileSync(at('src/ui/report.html'), 'utf8')
    .replace('/*style*/', () => style.text)
    .replace('/*script*/', () => script.text.replaceAll('</script', '<\\/script'));
  put('build/ui/report.html', html);
}

/** The rules of the scheduler, and of the system below it, as pages. */
function rules({ put, at }, name, title) {
  const body = markdown(readFileSync(at(`docs/${name}.md`), 'utf8'));
  put(`build/ui/${name}.html`, `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="./style.css"></head>
<body class="document">${body}</body></html>
`);
}

/** Builds build/ui; `tools` are those of build.mjs. */
export async function buildUi(tools) {
  const { put, at } = tools;
  put('build/ui/index.html', readFileSync(at('src/ui/page.html')));
  put('build/ui/presets.json', `${JSON.stringify(presets(at))}\n`);
  put('build/ui/kernel/release.wasm', readFileSync(at('build/kernel/release.wasm')));
  pieces(tools);
  rules(tools, 'scheduler', 'Go\'s scheduler, as gopark follows it');
  rules(tools, 'cores', 'Cores and quotas in gopark');
  await pageAndWorker(tools);
  await firstRun(tools);
  await report(tools);
}
