import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createMessageItems,
  type MessageFacts,
  type MessageItemsBuilder,
} from './message-items.ts';
import type { Rows } from './core/rows.ts';
import type { MessageListItem } from './message-list-item.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 2, 10, 12);

/** Facts by key: `a1` is the first message of `a`. Times are minutes after noon. */
type Facts = Readonly<Record<string, MessageFacts>>;

function text(senderId: string, minutes: number): MessageFacts {
  return { senderId, createdAt: noon + minutes * minute, kind: 'text' };
}

function build(
  facts: Facts,
  unreadAfterKey?: string,
  timeZone = 'UTC',
): readonly MessageListItem[] {
  const { items } = createMessageItems({ timeZone }).update({
    keys: Object.keys(facts),
    lookup: (key) => facts[key],
    unreadAfterKey,
  });
  return all(items);
}

function all(rows: Rows<MessageListItem>): readonly MessageListItem[] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index)).filter(
    (row) => row !== undefined,
  );
}

/** `[` starts a group and `]` ends it. */
function draw(items: Rows<MessageListItem>): string {
  return all(items)
    .map((item) => `${item.groupStart ? '[' : ''}${item.key}${item.groupEnd ? ']' : ''}`)
    .join(' ');
}

describe('grouping', () => {
  it('puts consecutive messages of one person together', () => {
    const items = build({ a1: text('a', 0), a2: text('a', 4), b1: text('b', 5), a3: text('a', 5) });
    expect(draw(items)).toBe('[a1 a2] [b1] [a3]');
  });

  it('starts anew after more than five minutes, counted from the message before', () => {
    const items = build({ a1: text('a', 0), a2: text('a', 5), a3: text('a', 10.1) });
    expect(draw(items)).toBe('[a1 a2] [a3]');
  });

  it('leaves system messages alone', () => {
    const system: MessageFacts = { createdAt: noon + minute, kind: 'topicUpdated' };
    const items = build({ a1: text('a', 0), s1: system, s2: system, a2: text('a', 2) });
    expect(draw(items)).toBe('[a1] [s1] [s2] [a2]');
  });

  it('breaks at the unread divider, which stands above the next row only', () => {
    const items = build({ a1: text('a', 0), a2: text('a', 1), a3: text('a', 2) }, 'a2');
    expect(draw(items)).toBe('[a1 a2] [a3]');
    expect(items.map((item) => item.divider)).toEqual([undefined, undefined, 'unread']);
  });

  it('shows no divider when everything is read', () => {
    const items = build({ a1: text('a', 0), a2: text('a', 1) }, 'a2');
    expect(items.some((item) => item.divider)).toBe(false);
    expect(draw(items)).toBe('[a1 a2]');
  });

  it('lets a row stand alone whose message is gone', () => {
    const items = createMessageItems().update({
      keys: ['a1', 'gone', 'a2'],
      lookup: (key) => (key === 'gone' ? undefined : text('a', 0)),
    }).items;
    expect(draw(items)).toBe('[a1] [gone] [a2]');
  });

  it('leaves deleted messages alone, also when they are deleted later', () => {
    const facts = [text('a', 0), text('a', 1), text('a', 2)];
    const keys = ['0', '1', '2'];
    const builder = createMessageItems({ timeZone: 'UTC' });
    const lookup = (key: string): MessageFacts | undefined => facts[Number(key)];
    const before = builder.update({ keys, lookup, version: 0 });
    expect(draw(before.items)).toBe('[0 1 2]');
    facts[1] = { ...text('a', 1), deletedAt: noon };
    expect(builder.update({ keys, lookup, version: 0 })).toBe(before);
    const after = builder.update({ keys, lookup, version: 1 });
    expect(all(after.items).map(({ groupStart, groupEnd }) => groupStart && groupEnd)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('survives times that are not numbers', () => {
    const broken: MessageFacts = { senderId: 'a', createdAt: Number.NaN, kind: 'text' };
    expect(draw(build({ a1: broken, a2: broken }))).toBe('[a1 a2]');
  });
});

describe('days', () => {
  const days = (times: readonly string[], timeZone: string): readonly boolean[] => {
    const facts = times.map((time): [string, MessageFacts] => [
      time,
      { senderId: 'a', createdAt: Date.parse(time), kind: 'text' },
    ]);
    return build(Object.fromEntries(facts), undefined, timeZone).map(
      (item) => item.day !== undefined,
    );
  };

  it('begin at the first row and where the local date changes', () => {
    const times = ['2026-03-10T22:59:00Z', '2026-03-10T23:01:00Z', '2026-03-11T00:01:00Z'];
    expect(days(times, 'UTC')).toEqual([true, false, true]);
    expect(days(times, 'Europe/Berlin')).toEqual([true, true, false]);
  });

  it('follow zones whose clocks are off by three quarters of an hour', () => {
    const times = ['2026-03-10T18:14:00Z', '2026-03-10T18:16:00Z'];
    expect(days(times, 'Asia/Kathmandu')).toEqual([true, true]);
  });

  it('are right on the days of 23 and of 25 hours', () => {
    const spring = [
      '2026-03-28T22:59:00Z',
      '2026-03-28T23:01:00Z',
      '2026-03-29T21:59:00Z',
      '2026-03-29T22:01:00Z',
    ];
    expect(days(spring, 'Europe/Berlin')).toEqual([true, true, false, true]);
    const autumn = [
      '2026-10-24T21:59:00Z',
      '2026-10-24T22:01:00Z',
      '2026-10-25T22:59:00Z',
      '2026-10-25T23:01:00Z',
    ];
    expect(days(autumn, 'Europe/Berlin')).toEqual([true, true, false, true]);
  });

  it('carry a moment of the day, and a new day starts a new group', () => {
    const late = text('a', 11 * 60 + 59);
    const items = build({ a1: late, a2: text('a', 12 * 60 + 1) });
    expect(draw(items)).toBe('[a1] [a2]');
    expect(items.at(1)?.day).toBe(noon + (12 * 60 + 1) * minute);
  });
});

describe('updates', () => {
  const facts: Facts = {
    b0: text('b', -2),
    a0: text('a', -1),
    a1: text('a', 0),
    a2: text('a', 1),
    b1: text('b', 2),
  };
  /** Updates, and asks for all rows as a list does that shows them. */
  const update = (
    builder: MessageItemsBuilder,
    keys: readonly string[],
    unreadAfterKey?: string,
  ): ReturnType<MessageItemsBuilder['update']> => {
    const result = builder.update({ keys, lookup: (key) => facts[key], unreadAfterKey });
    all(result.items);
    return result;
  };

  it('return the same object for the same keys: an edit changes nothing', () => {
    const builder = createMessageItems();
    const keys = ['a1', 'a2'];
    expect(update(builder, keys)).toBe(update(builder, keys));
  });

  it('touch at most the row before an appended one', () => {
    const builder = createMessageItems();
    const before = update(builder, ['b0', 'a0', 'a1']).items;
    const after = update(builder, ['b0', 'a0', 'a1', 'a2']);
    expect(after.change).toEqual({ prepended: 0, appended: 1, from: before });
    expect(after.items.at(0)).toBe(before.at(0));
    expect(after.items.at(1)).toBe(before.at(1));
    expect(after.items.at(2)).not.toBe(before.at(2));
    expect(draw(after.items)).toBe('[b0] [a0 a1 a2]');
  });

  it('touch no old row when the appended one starts a group', () => {
    const builder = createMessageItems();
    const before = update(builder, ['a1', 'a2']).items;
    const after = update(builder, ['a1', 'a2', 'b1']).items;
    expect(after.at(0)).toBe(before.at(0));
    expect(after.at(1)).toBe(before.at(1));
  });

  it('touch at most the row after a prepended one, which gives up its day', () => {
    const builder = createMessageItems();
    const before = update(builder, ['a1', 'a2', 'b1']).items;
    expect(before.at(0)?.day).toBeDefined();
    const after = update(builder, ['b0', 'a0', 'a1', 'a2', 'b1']);
    expect(after.change).toEqual({ prepended: 2, appended: 0, from: before });
    expect(after.items.at(2)?.day).toBeUndefined();
    expect(after.items.at(3)).toBe(before.at(1));
    expect(after.items.at(4)).toBe(before.at(2));
  });

  it('keep the objects of rows that did not change when another one leaves', () => {
    const builder = createMessageItems();
    const before = update(builder, ['b0', 'a0', 'a1', 'b1']).items;
    const after = update(builder, ['b0', 'a0', 'b1']);
    expect(after.change).toBeNull();
    expect(after.items.at(0)).toBe(before.at(0));
    expect(after.items.at(2)).toBe(before.at(3));
  });

  it('move the divider and change nothing else', () => {
    const builder = createMessageItems();
    const keys = ['b0', 'a0', 'b1'];
    const before = update(builder, keys).items;
    const after = update(builder, keys, 'a0').items;
    expect(after.at(0)).toBe(before.at(0));
    expect(after.at(2)?.divider).toBe('unread');
  });

  it('keep an object through an update that nobody has looked at, and let it go with what is no longer shown', () => {
    const builder = createMessageItems();
    const first = update(builder, ['b0', 'a0']).items.at(0);
    builder.update({ keys: ['b0', 'a0', 'a1'], lookup: (key) => facts[key] });
    expect(update(builder, ['b0', 'a0', 'a1', 'a2']).items.at(0)).toBe(first);
    update(builder, ['a1', 'a2']);
    const again = update(builder, ['b0', 'a0', 'a1', 'a2']).items.at(0);
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });

  it('look only at the messages of rows that are asked for, and at their neighbours', () => {
    const asked = new Set<string>();
    const keys = Array.from({ length: 1_000 }, (_, index) => String(index));
    const lookup = (key: string): MessageFacts => {
      asked.add(key);
      return text('a', Number(key));
    };
    const builder = createMessageItems();
    builder.update({ keys, lookup }).items.at(-1);
    builder.update({ keys: [...keys, '1000'], lookup }).items.at(1_000);
    expect([...asked].toSorted()).toEqual(['1000', '998', '999']);
  });

  it('step by step give the same rows as all at once', () => {
    const message = fc.record({
      senderId: fc.constantFrom('a', 'b'),
      gap: fc.constantFrom(1, 4, 6, 700),
      kind: fc.constantFrom('text', 'html', 'topicUpdated'),
    });
    const cut = fc.tuple(fc.nat(), fc.nat());
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 20 }),
        fc.array(cut),
        (list, cuts) => {
          let minutes = 0;
          const messages = new Map(
            list.map(({ senderId, gap, kind }, index): [string, MessageFacts] => [
              `k${index}`,
              { senderId, kind, createdAt: noon + (minutes += gap) * minute },
            ]),
          );
          const every = [...messages.keys()];
          const lookup = (key: string): MessageFacts | undefined => messages.get(key);
          const builder = createMessageItems({ timeZone: 'UTC' });
          for (const [a, b] of cuts) {
            const start = a % every.length;
            const keys = every.slice(start, start + 1 + (b % every.length));
            all(builder.update({ keys, lookup }).items);
          }
          const atOnce = createMessageItems({ timeZone: 'UTC' }).update({ keys: every, lookup });
          expect(all(builder.update({ keys: [...every], lookup }).items)).toEqual(
            all(atOnce.items),
          );
        },
      ),
    );
  });
});
