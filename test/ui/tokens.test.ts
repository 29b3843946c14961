/** The editor's colours and brackets, from the scanner's tokens. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partnerOf, type Token, tokenAt, tokensOf } from '../../src/ui/code/tokens.ts';

const coloured = (text: string): string[] => tokensOf(text).filter((t) => t.colour)
  .map((t) => `${text.slice(t.from, t.to)}: ${t.colour}`);

describe('tokens', () => {
  it('have colours by what they are, and by what follows', () => {
    const text = 'package p // a "b"\ntype T []int\n'
      + 'func (t T) f() { g("x", \'y\', `z\n//`, 0x1F) }';
    expect(coloured(text)).toEqual([
      'package: keyword', '// a "b": comment', 'type: keyword', 'T: type', 'int: type',
      'func: keyword', 'f: func', 'g: func', '"x": string', '\'y\': string', '`z\n//`: string',
      '0x1F: number']);
    expect(coloured('x = nil /* a\nb */ + int(y) // end')).toEqual(
      ['nil: number', '/* a\nb */: comment', 'int: type', '// end: comment']);
  });

  it('are told of any text, and cover it in order', () => {
    const folder = new URL('../../src/ui/presets/', import.meta.url);
    const programs = readdirSync(folder).filter((name) => name.endsWith('.go'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const odd = ['', '"', '`', '/*', '\'', '0x', '\u{1F600} := "\u{1F600}', '#!$', '{{{', 'a\0b'];
    expect(programs.length).toBe(12);
    for (const text of [...programs, ...odd, ...programs.map((t) => t.slice(0, t.length / 3))]) {
      const tokens = tokensOf(text);
      let end = 0;
      for (const { from, to } of tokens) {
        expect([from >= end, to >= from, to <= text.length]).toEqual([true, true, true]);
        end = to;
      }
      // What no token covers is white, or no character of Go's.
      const rest = [...text].length > 0 ? uncovered(text, tokens) : '';
      expect(rest.replace(/[\s#$!\0\u{1F600}]/gu, '')).toBe('');
    }
  });

  it('find the bracket that belongs to one, over those in strings', () => {
    const text = 'f(a[1], "(", []int{2})';
    const tokens = tokensOf(text);
    const partner = (at: number): number =>
      tokens[partnerOf(tokens, tokenAt(tokens, at))]?.from ?? -1;
    expect([1, 3, 13, 18, 21].map(partner)).toEqual([21, 5, 14, 20, 1]);
    const open = tokensOf('f((a)');
    expect(partnerOf(open, tokenAt(open, 1))).toBe(-1);
  });
});

function uncovered(text: string, tokens: readonly Token[]): string {
  let rest = '';
  let end = 0;
  for (const { from, to } of [...tokens, { from: text.length, to: text.length }]) {
    rest += text.slice(end, from);
    end = to;
  }
  return rest;
}
