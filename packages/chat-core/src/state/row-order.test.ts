import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../session/chat-event.ts';
import { arrived, deleted, fold, listed, message, threadOf } from '../test-support/fold-scene.ts';
import { compareIdTexts } from './compare-text.ts';
import { sequenceNumber } from './row-numbers.ts';
import { compareRowOrder, type RowOrder } from './row-order.ts';

const id = fc.constantFrom('1', '2', '10', '010', '9007199254740993', '9007199254740994', 'a', '');

const order: fc.Arbitrary<RowOrder> = fc.oneof(
  fc.record({
    ordinal: fc.nat({ max: 3 }),
    number: fc.constant(''),
    isNumbered: fc.constant(false),
    id,
  }),
  fc.record({
    ordinal: fc.constant(null),
    number: fc.constantFrom('', '1', '2', '02', '10'),
    isNumbered: fc.boolean(),
    id,
  }),
);

describe('the order of rows', () => {
  test('decides every pair, in one way only', () => {
    fc.assert(
      fc.property(order, order, (a, b) => {
        expect(Math.sign(compareRowOrder(a, b))).toBe(-Math.sign(compareRowOrder(b, a)) + 0);
        const isSame = a.ordinal === b.ordinal && a.isNumbered === b.isNumbered && a.id === b.id;
        if (compareRowOrder(a, b) === 0) expect(isSame).toBe(true);
      }),
    );
  });

  test('has no circles', () => {
    fc.assert(
      fc.property(order, order, order, (a, b, c) => {
        const [first, second, third] = [a, b, c].toSorted(compareRowOrder);
        if (!first || !second || !third) throw new Error('There are three.');
        expect(compareRowOrder(first, second)).toBeLessThanOrEqual(0);
        expect(compareRowOrder(second, third)).toBeLessThanOrEqual(0);
        expect(compareRowOrder(first, third)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

/** The order as it is defined, computed from all messages at once. */
function sortAll(messages: readonly ServerMessage[]): string[] {
  const numbered = messages.filter((one) => sequenceNumber(one.sequenceId) !== undefined);
  const place = (one: ServerMessage): RowOrder => {
    const own = sequenceNumber(one.sequenceId);
    const below = numbered
      .filter((other) => compareIdTexts(other.id, one.id) < 0)
      .map((other) => BigInt(other.sequenceId ?? ''));
    const highest = below.reduce<bigint | undefined>(
      (most, next) => (most === undefined || next > most ? next : most),
      undefined,
    );
    return {
      ordinal: null,
      number: own ?? highest?.toString() ?? '',
      isNumbered: own !== undefined,
      id: one.id,
    };
  };
  return messages.toSorted((a, b) => compareRowOrder(place(a), place(b))).map((one) => one.id);
}

describe('rows whose numbers come late, or contradict their ids', () => {
  const messages = fc.uniqueArray(
    fc.record({
      number: fc.nat({ max: 30 }),
      sequence: fc.option(fc.nat({ max: 6 }).map(String), { nil: 'none', freq: 3 }),
      comesNumbered: fc.boolean(),
    }),
    { selector: ({ number }) => number, maxLength: 15 },
  );

  test('stand where the order of all of them says, in whatever order messages and numbers come', () => {
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.nat()), fc.boolean(), (all, dice, isBatched) => {
        const known = all.map(({ number, sequence }) => message(number, { sequenceId: sequence }));
        const events = all.flatMap(({ number, sequence, comesNumbered }) => [
          message(number, { sequenceId: comesNumbered ? sequence : 'none' }),
          message(number, { sequenceId: sequence }),
        ]);
        const shuffled = events
          .map((one) => ({ one, rank: dice.next().value }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ one }) => arrived(one));
        const state = isBatched ? fold(shuffled) : fold(...shuffled.map((event) => [event]));
        expect(all.length === 0 ? [] : threadOf(state).messageKeys).toEqual(sortAll(known));
      }),
      { numRuns: 400 },
    );
  });

  test('stand there too after some of them have gone', () => {
    fc.assert(
      fc.property(
        messages,
        fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
        (all, stays) => {
          const ends = [message(-1), message(31)];
          const some = all.map(({ number, sequence }) => message(number, { sequenceId: sequence }));
          const left = [...some.filter((_, index) => stays[index] === true), ...ends];
          const state = fold([...some, ...ends].map(arrived), [
            listed(left, { complete: true, olderCursor: null }),
          ]);
          expect(threadOf(state).messageKeys).toEqual(sortAll(left));
        },
      ),
    );
  });

  test('move when two views contradict each other about their number: the higher one holds', () => {
    const contradicting = arrived(message(1, { sequenceId: '9' }));
    const events = [arrived(message(1)), arrived(message(2)), contradicting];
    for (const arrivals of [events, events.toReversed()]) {
      const state = fold(...arrivals.map((event) => [event]));
      expect(threadOf(state).messageKeys).toEqual(['1002', '1001']);
    }
  });

  test('keep their place when they are deleted by an event that knows no number', () => {
    const { sequenceId: _number, ...bare } = deleted(message(1, { sequenceId: '9' }), 5_000);
    const state = fold(
      [arrived(message(1, { sequenceId: '9' })), arrived(message(2))],
      [arrived(bare)],
    );
    expect(threadOf(state).messageKeys).toEqual(['1002', '1001']);
  });
});
