import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, linus, sampleTime } from '../test-support/sample-messages.ts';
import { ReadReceipt, type ReadReceiptProps } from './ReadReceipt.tsx';

afterEach(cleanup);

const readers = [
  { ...grace, readAt: sampleTime(9, 10) },
  { ...linus, readAt: sampleTime(9, 12) },
];

function show(props: ReadReceiptProps) {
  const { container } = renderInProvider(<ReadReceipt {...props} />);
  return {
    glyph: container.querySelector("[data-part='receipt-glyph']"),
    avatars: container.querySelectorAll("[data-part='avatar']"),
    text: container.textContent,
  };
}

it('has its text as tooltip and as text alternative', () => {
  const { glyph } = show({ status: 'sent' });
  expect(glyph?.getAttribute('title')).toBe('Sent');
  expect(glyph?.textContent).toBe('Sent');
});

it('names who has read the message, and when', () => {
  const { glyph, avatars } = show({ status: 'sent', readers });
  expect(glyph?.getAttribute('title')).toBe('Read by Grace, 09:10 and Linus, 09:12');
  expect(avatars).toHaveLength(2);
});

it('shows no avatars once everybody has read it, and still names them', () => {
  const { glyph, avatars } = show({ status: 'read', readers });
  expect(avatars).toHaveLength(0);
  expect(glyph?.getAttribute('title')).toContain('Grace, 09:10');
});

it('draws four readers and counts the rest', () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ userId: `u${index}`, readAt: 0 }));
  const { avatars, text } = show({ status: 'sent', readers: many });
  expect(avatars).toHaveLength(4);
  expect(text).toContain('+3');
});

it('explains above 20 people why nobody can be seen to have read', () => {
  expect(show({ status: 'sent', participantCount: 20 }).text).toBe('Sent');
  cleanup();
  expect(show({ status: 'sent', participantCount: 21 }).text).toBe(
    'Sent. Chats with more than 20 people don’t show who has read a message.',
  );
});
