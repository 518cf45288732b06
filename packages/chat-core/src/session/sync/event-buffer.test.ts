import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatEvent } from '../chat-event.ts';
import { createEventBuffer } from './event-buffer.ts';

function typingStopped(userId: string): ChatEvent {
  return { type: 'typing-stopped', threadId: 'thread', userId };
}

test('what is held back comes out once, in order, and only under its own key', () => {
  const buffer = createEventBuffer(10);
  expect(buffer.offer('a', typingStopped('0'))).toBe(false);
  buffer.begin('a');
  const events = ['1', '2', '3'].map(typingStopped);
  for (const event of events) expect(buffer.offer('a', event)).toBe(true);
  expect(buffer.offer('b', typingStopped('4'))).toBe(false);
  expect(buffer.end('a')).toEqual(events);
  expect(buffer.isHolding('a')).toBe(false);
  expect(buffer.end('a')).toEqual([]);
});

test('what was lost because it was too much is told, and events are held back until it was read anew', () => {
  const buffer = createEventBuffer(2);
  buffer.begin('a');
  buffer.begin('quiet');
  for (const id of ['1', '2', '3']) buffer.offer('a', typingStopped(id));
  expect(buffer.end('quiet')).toEqual([]);
  expect(buffer.end('a')).toBeUndefined();
  expect(buffer.isHolding('a')).toBe(true);
  buffer.offer('a', typingStopped('4'));
  expect(buffer.end('a')).toEqual([typingStopped('4')]);
});

test('for every sequence of calls an event is either let through, given out in order, or known to be lost', () => {
  const step = fc.oneof(
    fc.record({ call: fc.constantFrom('begin', 'end', 'discard'), key: fc.constantFrom('a', 'b') }),
    fc.record({ call: fc.constant('offer'), key: fc.constantFrom('a', 'b') }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, max) => {
      const buffer = createEventBuffer(max);
      const waiting = new Map<string, ChatEvent[]>();
      let count = 0;
      for (const { call, key } of steps) {
        if (call === 'begin') {
          buffer.begin(key);
          if (!waiting.has(key)) waiting.set(key, []);
        }
        if (call === 'offer') {
          const event = typingStopped(String((count += 1)));
          expect(buffer.offer(key, event)).toBe(waiting.has(key));
          waiting.get(key)?.push(event);
        }
        if (call === 'discard') {
          buffer.discard(key);
          waiting.delete(key);
        }
        if (call === 'end') {
          const events = buffer.end(key);
          const all = waiting.get(key) ?? [];
          if (events === undefined) waiting.set(key, []);
          else {
            // After a loss only what came since is there, and the loss was told before.
            expect(all.slice(all.length - events.length)).toEqual(events);
            expect(events.length).toBeLessThanOrEqual(max);
            waiting.delete(key);
          }
        }
      }
    }),
  );
});
