import { expect, it } from 'vitest';
import { labelsEn } from './labels-en.ts';

it('uses the singular for one', () => {
  expect(labelsEn.newMessages(1)).toBe('1 new message');
  expect(labelsEn.newMessages(3)).toBe('3 new messages');
  expect(labelsEn.unreadCount(1)).toBe('1 unread message');
  expect(labelsEn.tooLong(1)).toBe('Too long by 1 character.');
  expect(labelsEn.participantCount(1)).toBe('1 person');
});

it('joins names with commas and "and"', () => {
  expect(labelsEn.participantsLine(['Grace'], false)).toBe('Grace');
  expect(labelsEn.participantsLine(['Grace', 'Linus'], true)).toBe('Grace, Linus and you');
});

it('names up to three people who are typing', () => {
  expect(labelsEn.typing([])).toBe('');
  expect(labelsEn.typing(['Linus'])).toBe('Linus is typing');
  expect(labelsEn.typing(['Grace', 'Linus'])).toBe('Grace and Linus are typing');
  expect(labelsEn.typing(['a', 'b', 'c', 'd'])).toBe('Several people are typing');
});

it('tells joining, being added, leaving and being removed apart', () => {
  expect(labelsEn.participantsAdded(undefined, ['Min-jun'])).toBe('Min-jun joined');
  expect(labelsEn.participantsAdded('Grace', ['Min-jun', 'Kim'])).toBe(
    'Grace added Min-jun and Kim',
  );
  expect(labelsEn.participantsRemoved('Grace', ['Kim'])).toBe('Grace removed Kim');
  expect(labelsEn.participantsRemoved(undefined, ['Kim', 'Ann'])).toBe('Kim and Ann were removed');
  expect(labelsEn.participantsLeft(['Kim'])).toBe('Kim left');
});
