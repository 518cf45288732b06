import { expect, it } from 'vitest';
import { makeEmojiList, makeEmojiWords } from './test-support/make-emoji-data.ts';

// `npx vitest run --project node emoji-data --update` writes the files anew.
it('keeps the list as the package of data has it', async () => {
  await expect(makeEmojiList()).toMatchFileSnapshot('./data/emoji-list.ts');
});

it.each(['en', 'fr', 'ko', 'de'] as const)(
  'keeps the names in %s as the package of data has them',
  async (locale) => {
    await expect(makeEmojiWords(locale)).toMatchFileSnapshot(`./data/emoji-words-${locale}.ts`);
  },
);
