import { expect, it } from 'vitest';
import { replyToOf } from './reply-to.ts';

const answered = (id: string): string | undefined =>
  replyToOf({ metadata: { 'confab.replyTo': id } });

it('is the id of the answered message', () => {
  expect(answered('1763900000000')).toBe('1763900000000');
});

it.each(['', ' 1', '-1', '1.5', '1e3', '../../etc/passwd', '<img src=x>', '1'.repeat(21), '١٢'])(
  'is nothing when somebody wrote %o in its place',
  (id) => expect(answered(id)).toBeUndefined(),
);

it('is nothing of a message without metadata, or of a deleted one', () => {
  expect(replyToOf({})).toBeUndefined();
  expect(replyToOf({ metadata: { 'confab.replyTo': '1' }, deletedAt: 5 })).toBeUndefined();
});
