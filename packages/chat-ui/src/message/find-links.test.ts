import { describe, expect, it } from 'vitest';
import { findLinks } from './find-links.ts';

function shown(text: string): string[] {
  return findLinks(text).map((link) => text.slice(link.start, link.end));
}

describe('findLinks', () => {
  it('finds web and mail addresses', () => {
    expect(
      shown('See https://a.example/x?y=1#z, http://b.example and mailto:ada@c.example.'),
    ).toEqual(['https://a.example/x?y=1#z', 'http://b.example', 'mailto:ada@c.example']);
  });

  it('leaves the punctuation of the sentence outside', () => {
    expect(shown('Is it https://a.example/b?')).toEqual(['https://a.example/b']);
    expect(shown('(https://a.example/b).')).toEqual(['https://a.example/b']);
    expect(shown('“https://a.example/b”…')).toEqual(['https://a.example/b']);
    expect(shown('https://a.example/끝。다음')).toEqual(['https://a.example/끝']);
  });

  it('keeps brackets that belong to the address', () => {
    expect(shown('https://a.example/Chat_(app)')).toEqual(['https://a.example/Chat_(app)']);
    expect(shown('(see https://a.example/Chat_(app))')).toEqual(['https://a.example/Chat_(app)']);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://',
    'https://?',
    'http://[',
    'mailto:',
    'mailto:nobody',
    'mailto:a@b@c',
    'xhttps://a.example',
    'a@https://a.example',
    '',
  ])('makes no link of %j', (text) => {
    expect(findLinks(text)).toEqual([]);
  });

  it('does not link an address that shows one host and opens another', () => {
    expect(findLinks('https://bank.example@evil.example/')).toEqual([]);
  });

  it('ends a link where the writing direction is turned', () => {
    expect(shown('https://a.example/\u202Egpj.exe')).toEqual(['https://a.example/']);
  });

  it('gives addresses that carry only a safe scheme', () => {
    const [link] = findLinks('HTTPS://A.example/"onclick="x');
    expect(link?.href).toBe('https://a.example/');
  });

  it('stays quick on hostile text', () => {
    const started = performance.now();
    findLinks(`https://a.example/${')'.repeat(28_000)}`);
    findLinks('https://'.repeat(3_500));
    findLinks(`https://a.example/${'('.repeat(14_000)}${')'.repeat(14_000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
