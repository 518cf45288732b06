import { expect, it } from 'vitest';
import { labelsEn } from '../labels/labels-en.ts';
import { messageStatusLooks, messageStatusOf } from './message-status.ts';

it('shows a stored message as read only when everybody has read it', () => {
  expect(messageStatusOf('sent', false)).toBe('sent');
  expect(messageStatusOf('sent', true)).toBe('read');
});

it('never shows a message that is not stored as read', () => {
  for (const state of ['queued', 'sending', 'checking', 'failed'] as const) {
    expect(messageStatusOf(state, true)).toBe(state);
  }
});

it('gives each status a glyph and a text of its own', () => {
  const looks = Object.values(messageStatusLooks);
  expect(new Set(looks.map((look) => look.Icon)).size).toBe(looks.length);
  expect(new Set(looks.map((look) => look.label(labelsEn))).size).toBe(looks.length);
});
