/** Programs with the library's compiled functions are, byte for byte, those without. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeObjects } from '../../scripts/objects/main.ts';
import { compile, type LibProvider } from '../../src/golang/compile.ts';
import { Objects } from '../../src/golang/object/read.ts';
import { libraryOf } from '../../src/kernel/lib.ts';
import { link } from '../../src/program/encode.ts';

const files = JSON.parse(readFileSync('build/lib.json', 'utf8')) as Record<string, string>;
const source: LibProvider = libraryOf(files);
const compiled: LibProvider = libraryOf(files);
let left: Map<string, string>;

beforeAll(() => {
  const made = makeObjects(files, 'test');
  left = made.left;
  compiled.objects = { bytes: made.bytes, hash: 'test' };
}, 120_000);

function image(text: string, lib: LibProvider): Uint8Array {
  const { program, diagnostics } = compile([{ path: 'main.go', text }], { lib });
  expect(diagnostics).toEqual([]);
  return link(program!).image;
}

const programs = readdirSync('test/programs').filter((f) => f.endsWith('.go'))
  .map((f) => `test/programs/${f}`);
const examples = readdirSync('examples').filter((f) => !f.includes('.'))
  .map((f) => `examples/${f}/main.go`);

describe('a program is the same', () => {
  it.each([...programs, ...examples])('%s', (path) => {
    const text = readFileSync(path, 'utf8');
    expect(Buffer.from(image(text, compiled)).equals(Buffer.from(image(text, source)))).toBe(true);
  });
});

it('all but a few functions can be objects', () => {
  expect(left.size).toBeLessThan(20);
});

it('objects of another making are not used', () => {
  const { bytes } = compiled.objects!;
  expect(Objects.read(bytes, 'other')).toBeUndefined();
  expect(Objects.read(bytes.subarray(0, 0), 'test')).toBeUndefined();
  expect(Objects.read(bytes, 'test')?.block('fmt')?.funcs['Println']).toBeTypeOf('number');
});
