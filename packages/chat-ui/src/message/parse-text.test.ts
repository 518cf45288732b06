import { describe, expect, it } from 'vitest';
import { parseText, type TextBlock } from './parse-text.ts';

const paragraph = (text: string): TextBlock => ({
  type: 'paragraph',
  parts: [{ type: 'text', text }],
});

describe('parseText', () => {
  it('keeps plain text and its line breaks as they are', () => {
    expect(parseText('one\n two\n\nthree')).toEqual([paragraph('one\n two\n\nthree')]);
  });

  it('takes out inline code and links', () => {
    expect(parseText('run `npm test` at https://a.example now')).toEqual([
      {
        type: 'paragraph',
        parts: [
          { type: 'text', text: 'run ' },
          { type: 'code', text: 'npm test' },
          { type: 'text', text: ' at ' },
          { type: 'link', text: 'https://a.example', href: 'https://a.example/' },
          { type: 'text', text: ' now' },
        ],
      },
    ]);
  });

  it('takes out fenced blocks, with or without a language', () => {
    expect(parseText('before\n```ts\nconst a = `b`;\n\n  c();\n```\nafter')).toEqual([
      paragraph('before'),
      { type: 'code', text: 'const a = `b`;\n\n  c();' },
      paragraph('after'),
    ]);
    expect(parseText('```\r\na\r\n```')).toEqual([{ type: 'code', text: 'a' }]);
  });

  it('does not look for links inside code', () => {
    expect(parseText('`https://a.example`')).toEqual([
      { type: 'paragraph', parts: [{ type: 'code', text: 'https://a.example' }] },
    ]);
  });

  it('leaves fences and backticks that are never closed in the text', () => {
    expect(parseText('```\nnever closed')).toEqual([paragraph('```\nnever closed')]);
    expect(parseText('one ` only')).toEqual([paragraph('one ` only')]);
    expect(parseText('``')).toEqual([paragraph('``')]);
  });

  it('gives nothing for empty text', () => {
    expect(parseText('')).toEqual([]);
    expect(parseText(' \n ')).toEqual([]);
  });

  it('stays quick on hostile text', () => {
    const started = performance.now();
    parseText('```x\n'.repeat(5_600));
    parseText('`'.repeat(28_000));
    parseText('` '.repeat(14_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
