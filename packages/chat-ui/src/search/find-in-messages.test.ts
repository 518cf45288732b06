import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grace, sampleMessage } from '../test-support/sample-messages.ts';
import { createMessageFinder, rangesOf, snippetOf } from './find-in-messages.ts';

const messages = [
  'Der Größte Käse',
  'the cart total is off',
  '우편번호가 두 번 나와요',
  'Total: 5 €',
  'ﬁnal résumé',
].map((text) => sampleMessage(grace, text));
const find = createMessageFinder((message) => message.content);
const found = (typed: string): readonly string[] =>
  find(messages, typed, 10).map(({ content }) => content);
const marked = (text: string, typed: string): readonly string[] =>
  rangesOf(text, typed).map(([start, end]) => text.slice(start, end));

it('finds the messages that hold each word, newest first, without case and accents', () => {
  expect(found('total')).toEqual(['Total: 5 €', 'the cart total is off']);
  expect(found('cart tot')).toEqual(['the cart total is off']);
  expect(found('kase')).toEqual(['Der Größte Käse']);
  expect(found('RESUME fin')).toEqual(['ﬁnal résumé']);
  expect(found('우편')).toEqual(['우편번호가 두 번 나와요']);
  expect(found('nothing like it')).toEqual([]);
});

it('finds nothing for nothing, and not more than it was asked for', () => {
  expect(found('  ')).toEqual([]);
  expect(find(messages, 'e', 1)).toHaveLength(1);
});

it('leaves deleted messages out', () => {
  const gone = sampleMessage(grace, 'secret', { deletedAt: 5 });
  expect(find([gone], 'secret', 10)).toEqual([]);
});

it('marks what was written, also where folding changes the length', () => {
  expect(marked('The Größte Käse', 'kase gro')).toEqual(['Grö', 'Käse']);
  expect(marked('ﬁnal résumé', 'fin')).toEqual(['ﬁn']);
  expect(marked('aaaa', 'aa')).toEqual(['aa', 'aa']);
  expect(marked('total', 'total tot')).toEqual(['total']);
});

it('shows a long text around its first match', () => {
  const long = `${'word '.repeat(100)}needle ${'more '.repeat(100)}`;
  const { text, ranges } = snippetOf(long, 'needle');
  expect(text.length).toBeLessThan(170);
  expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(['needle']);
  expect(text.startsWith('… word')).toBe(true);
});

it('takes any text and any words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
      let end = 0;
      for (const [from, to] of rangesOf(text, typed)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
        end = to;
      }
      snippetOf(text, typed);
    }),
  );
});
