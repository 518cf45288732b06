import { expect, it } from 'vitest';
import { isEmojiOnly } from './is-emoji-only.ts';

const isLarge = (content: string): boolean => isEmojiOnly({ kind: 'text', content });

it.each(['👍', '👍🏽', '❤️', '👩🏽‍💻', '👨‍👩‍👧‍👦', '⚽️', '🇰🇷', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '🎉🎉🎉', ' 👍 🙏 '])(
  'takes %s for emoji alone',
  (content) => expect(isLarge(content)).toBe(true),
);

it.each(['', ' ', 'a', '1', '12', '#', '*', '👍 ok', 'ok👍', '🎉🎉🎉🎉', '👍'.repeat(200), '©'])(
  'takes %j for text',
  (content) => expect(isLarge(content)).toBe(false),
);

it('leaves messages of another kind alone', () => {
  expect(isEmojiOnly({ kind: 'html', content: '👍' })).toBe(false);
});
