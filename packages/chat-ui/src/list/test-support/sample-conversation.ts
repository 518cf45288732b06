import type { Message } from '@confab/chat-core/model';
import { ada, everybody, sampleMessage, sampleNow } from '../../test-support/sample-messages.ts';

const lines: readonly string[] = [
  'Morning! The staging build is up.',
  'The cart total is off by a cent on my side. We round every line before adding.',
  'Good catch. I’ll sum first and round once at the end.',
  '우편번호 수정도 확인했어요 ✅',
  'Rounding is merged and `npm run check` is green 🎉',
  'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍',
  'Could everyone click through the checkout once before lunch? The address form is new, and so is the summary.',
  'Sure.',
];

/** Minutes between a message and the one before it: short runs, then a pause. */
const gaps: readonly number[] = [1, 2, 1, 9, 1, 14, 3];

/** `count` messages that end shortly before the sample day's present, numbered from `first`. */
export function sampleConversation(count: number, first = 0): Message[] {
  return Array.from({ length: count }, (_, index) => sampleAt(first + index));
}

/** The message with one number. Negative numbers are older than number 0. */
export function sampleAt(number: number, over: Partial<Message> = {}): Message {
  const cycle = Math.floor(number / gaps.length);
  const within = number - cycle * gaps.length;
  const perCycle = gaps.reduce((sum, gap) => sum + gap, 0);
  const minutes = cycle * perCycle + gaps.slice(0, within).reduce((sum, gap) => sum + gap, 0);
  const sender = everybody[Math.abs(Math.floor(number / 2) * 7) % everybody.length] ?? ada;
  return sampleMessage(sender, lines[Math.abs(number * 5) % lines.length] ?? '', {
    rowKey: `sample-${number}`,
    id: `${1_000_000 + number}`,
    createdAt: sampleNow - 24 * 60 * 60_000 + minutes * 60_000,
    ...over,
  });
}
