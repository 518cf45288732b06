import { expect, test } from 'vitest';
import type { Participant } from '../../model/entities.ts';
import { createSignalSupport } from './signal-support.ts';

const people = (count: number): Participant[] =>
  Array.from({ length: count }, (_person, index) => ({ userId: `p${index}` }));

test('threads of up to 20 people have receipts and typing, larger ones have none', () => {
  const support = createSignalSupport();
  expect(support.supports('t')).toBe(true);
  support.observe({ type: 'participants-listed', threadId: 't', participants: people(20) });
  expect(support.supports('t')).toBe(true);
  support.observe({ type: 'participants-added', threadId: 't', participants: people(21) });
  expect(support.supports('t')).toBe(false);
  expect(support.supports('other')).toBe(true);
  support.observe({ type: 'participants-removed', threadId: 't', userIds: ['p3', 'nobody'] });
  expect(support.supports('t')).toBe(true);
});

test('a thread that comes back after it was removed is counted anew', () => {
  const support = createSignalSupport();
  support.observe({ type: 'participants-listed', threadId: 't', participants: people(30) });
  support.observe({ type: 'thread-removed', threadId: 't', reason: 'removed' });
  expect(support.supports('t')).toBe(true);
});
