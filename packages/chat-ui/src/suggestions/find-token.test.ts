import { expect, it } from 'vitest';
import { findToken } from './find-token.ts';

const at = (text: string): string | undefined => {
  const caret = text.indexOf('|');
  const token = findToken(text.replace('|', ''), caret);
  return token === null ? undefined : `${token.trigger}${token.query} ${token.start}-${token.end}`;
};

it('is the name after an "@" that begins a word', () => {
  expect(at('@|')).toBe('@ 0-1');
  expect(at('Hi @gr|ace')).toBe('@gr 3-6');
  expect(at('(@민준|')).toBe('@민준 1-4');
  expect(at('line\n@Grace H|')).toBe('@Grace H 5-13');
});

it('is no address, and ends with the line or a fourth further word', () => {
  expect(at('ada@example|')).toBeUndefined();
  expect(at('@Grace\nnext|')).toBeUndefined();
  expect(at('@a b c d e|')).toBeUndefined();
  expect(at('@Grace  two spaces|')).toBeUndefined();
});

it('is the shortcode after a ":" from the second letter on', () => {
  expect(at(':sm|')).toBe(':sm 0-3');
  expect(at('so :+1|')).toBe(':+1 3-6');
  expect(at('좋아 :하트|')).toBe(':하트 3-6');
});

it('is a whole shortcode with its colons, which need not be chosen', () => {
  expect(findToken('so :+1:', 7)).toEqual({
    trigger: ':',
    query: '+1',
    start: 3,
    end: 7,
    isClosed: true,
  });
  expect(findToken('10:30:', 6)).toBeNull();
});

it.each([':)|', ':-|', '10:30|', 'https://exa|', 'a::bc|', ': sm|', 'C:dir|'])(
  'is not what stands in %o',
  (text) => expect(at(text)).toBeUndefined(),
);

it('costs the same in a text of 28,000 characters', () => {
  const text = `${'@'.repeat(28_000)}`;
  expect(findToken(text, text.length)).toMatchObject({ query: '' });
  expect(findToken('a '.repeat(14_000), 28_000)).toBeNull();
});
