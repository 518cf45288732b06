import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../message/parse-text.ts';
import { findPeople } from './find-people.ts';
import { isMentioned } from './is-mentioned.ts';
import { markMentions } from './mark-mentions.ts';
import { readMentions, writeMentions, type Mention } from './mentions.ts';
import { moveMentions } from './move-mentions.ts';

const grace: Mention = { userId: '8:acs:x_grace', start: 3, length: 6 };
const text = 'Hi @Grace, tea?';

describe('mentions in metadata', () => {
  it('come back as they were written', () => {
    expect(readMentions(writeMentions([grace]), text)).toEqual([grace]);
    expect(writeMentions([])).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{"rawId":"a","start":3,"length":6}'],
    ['a place beyond the text', '[{"rawId":"a","start":12,"length":9}]'],
    ['a negative place', '[{"rawId":"a","start":-1,"length":4}]'],
    ['a broken place', '[{"rawId":"a","start":3.5,"length":4}]'],
    ['a place that is no number', '[{"rawId":"a","start":"3","length":6}]'],
    ['no id', '[{"rawId":"","start":3,"length":6}]'],
    ['a stretch that does not begin with "@"', '[{"rawId":"a","start":0,"length":2}]'],
    ['null', '[null, 5, "x"]'],
  ])('are left out where there is %s', (_, json) => expect(readMentions(json, text)).toEqual([]));

  it('do not overlap, and are at most fifty', () => {
    const one = { rawId: 'a', start: 3, length: 6 };
    expect(readMentions(JSON.stringify([one, { ...one, length: 3 }, one]), text)).toHaveLength(1);
    const many = Array.from({ length: 90 }, (_, index) => ({
      rawId: 'a',
      start: index * 2,
      length: 2,
    }));
    expect(readMentions(JSON.stringify(many), '@a'.repeat(90))).toHaveLength(50);
  });

  it('of anybody and anything never throw, and stay inside the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (json, any) => {
        for (const { start, length } of readMentions(json, any))
          expect(any.slice(start, start + length)).toHaveLength(length);
      }),
    );
  });

  it('tell whether somebody is mentioned, and not whose id is only a part of another', () => {
    const metadata = { 'confab.mentions': writeMentions([grace]) ?? '' };
    expect(isMentioned({ metadata }, '8:acs:x_grace')).toBe(true);
    expect(isMentioned({ metadata }, '8:acs:x_grac')).toBe(false);
    expect(isMentioned({ metadata, deletedAt: 1 }, '8:acs:x_grace')).toBe(false);
    expect(isMentioned({}, '8:acs:x_grace')).toBe(false);
  });
});

describe('mentions in a text that changes', () => {
  const places = (after: string): unknown =>
    moveMentions([grace], text, after).map(({ start, length }) =>
      after.slice(start, start + length),
    );

  it('move with what is written before them', () => {
    expect(moveMentions([grace], text, `So, hi @Grace, tea?`)).toMatchObject([{ start: 7 }]);
    expect(moveMentions([grace], text, `@Grace, tea?`)).toMatchObject([{ start: 0 }]);
  });

  it('stay with what is written behind them', () => {
    expect(moveMentions([grace], text, `${text} Or coffee?`)).toEqual([grace]);
  });

  it('end when the name is changed, or grows into another word', () => {
    expect(places('Hi @Gracie, tea?')).toEqual([]);
    expect(places('Hi @Gra, tea?')).toEqual([]);
    expect(places('Hi @Graceful, tea?')).toEqual([]);
    expect(places('')).toEqual([]);
  });

  it('keep the second of two equal names apart from the first', () => {
    const two = '@Ada and @Ada';
    const second = { userId: 'b', start: 9, length: 4 };
    expect(moveMentions([second], two, 'Well, @Ada and @Ada')).toMatchObject([{ start: 15 }]);
  });

  it('always name what they named', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const before = `${a}@Grace${b}`;
        const mention = { userId: 'g', start: a.length, length: 6 };
        for (const { start, length } of moveMentions([mention], before, `${c}@Grace${d}`))
          expect(`${c}@Grace${d}`.slice(start, start + length)).toBe('@Grace');
      }),
    );
  });
});

describe('mentions in a message', () => {
  const marked = (content: string, mentions: readonly Mention[]): unknown =>
    markMentions(parseText(content), content, writeMentions(mentions) ?? '').flatMap((block) =>
      block.type === 'code'
        ? [['block', block.text]]
        : block.parts.map((part) => [part.type, part.text]),
    );

  it('are parts of their own', () => {
    expect(marked(text, [grace])).toEqual([
      ['text', 'Hi '],
      ['mention', '@Grace'],
      ['text', ', tea?'],
    ]);
  });

  it('are not looked for in code, and are found behind it', () => {
    const content = '`@Grace` is @Grace\n```\n@Grace\n```\n@Grace';
    const starts = [1, 12, 23, 34];
    expect(
      marked(
        content,
        starts.map((start) => ({ ...grace, start })),
      ),
    ).toEqual([
      ['code', '@Grace'],
      ['text', ' is '],
      ['mention', '@Grace'],
      ['block', '@Grace'],
      ['mention', '@Grace'],
    ]);
  });

  it('leave every letter of the text where it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('@Ada', ' ', 'x', '\n', '`', 'https://a.example ', '한')),
        (words) => {
          const content = words.join('');
          const mentions = [...content.matchAll(/@Ada/gu)].map(({ index }) => ({
            userId: 'a',
            start: index,
            length: 4,
          }));
          const letters = (blocks: readonly ReturnType<typeof parseText>[number][]): string =>
            blocks
              .flatMap((block) =>
                block.type === 'code' ? [block.text] : block.parts.map((part) => part.text),
              )
              .join('|')
              .replaceAll('|', '');
          const blocks = parseText(content);
          expect(letters([...markMentions(blocks, content, writeMentions(mentions) ?? '[]')])).toBe(
            letters(blocks),
          );
        },
      ),
    );
  });
});

describe('people who fit what is typed', () => {
  const people = ['Grace Hopper', 'Ada Lovelace', 'Łukasz Graß', 'Élodie', '김민준', undefined].map(
    (displayName, index) => ({ userId: `u${index}`, displayName }),
  );
  const found = (typed: string): unknown =>
    findPeople(people, typed, 8).map((one) => one.displayName);

  it('are found by the beginning of any word, those of the first word first', () => {
    expect(found('gra')).toEqual(['Grace Hopper', 'Łukasz Graß']);
    expect(found('hop')).toEqual(['Grace Hopper']);
    expect(found('elo')).toEqual(['Élodie']);
    expect(found('김')).toEqual(['김민준']);
    expect(found('Grace h')).toEqual(['Grace Hopper']);
    expect(found('race')).toEqual([]);
  });

  it('are as many as there is room for', () => {
    expect(findPeople(people, '', 2)).toHaveLength(2);
    expect(findPeople(people, '', 9), 'all who have a name').toHaveLength(5);
  });
});
