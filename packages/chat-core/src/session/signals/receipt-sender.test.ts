import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds } from '../../model/compare-ids.ts';
import { createReceiptBench, createRefusal, seenIn } from '../../test-support/receipt-bench.ts';

test('a receipt never goes back', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts, events } = openTab();
  for (const id of ['105', '103', '105', '99', 'no number', '']) receipts.markRead('t', id);
  await clock.advance(60_000);
  expect(sent).toEqual(['105']);
  expect(seenIn(events)).toEqual(['105']);
});

test('whatever is marked and known in whatever order, receipts and marks only rise, and the furthest arrives', async () => {
  const ids = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), fc.boolean()), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(ids, async (calls) => {
      const { clock, sent, openTab } = createReceiptBench();
      const { receipts, events } = openTab();
      let furthest = '';
      let known = '';
      for (const [id, isMark] of calls) {
        const text = String(id);
        if (compareIds(text, furthest) > 0) furthest = text;
        if (isMark) receipts.markRead('t', text);
        else {
          receipts.noteKnown('t', text);
          if (compareIds(text, known) > 0) known = text;
        }
        await clock.settle();
      }
      await clock.advance(10_000);
      for (const list of [sent, seenIn(events)]) {
        expect(list).toEqual([...new Set(list)].toSorted(compareIds));
      }
      expect([known, ...sent].toSorted(compareIds).at(-1)).toBe(furthest);
    }),
    { numRuns: 40 },
  );
});

test('1,000 marks in a minute make at most 24 requests, 2.5 s apart, and the last mark arrives', async () => {
  const { clock, sent, sentAt, openTab } = createReceiptBench();
  const { receipts } = openTab();
  for (let id = 1; id <= 1_000; id += 1) {
    receipts.markRead('t', String(id));
    await clock.advance(59);
  }
  expect(sent).toHaveLength(24);
  await clock.advance(2_500);
  expect(sent.at(-1)).toBe('1000');
  const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
  expect(Math.min(...gaps)).toBe(2_500);
});

test('while a receipt is on its way no other one leaves in its thread, but in another thread', async () => {
  const answers: (() => void)[] = [];
  const { clock, sent, openTab } = createReceiptBench(
    () => new Promise((resolve) => answers.push(() => resolve())),
  );
  const { receipts } = openTab();
  receipts.markRead('t', '101');
  receipts.markRead('t', '102');
  receipts.markRead('other', '201');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '201']);
  answers[0]?.();
  await clock.advance(2_600);
  expect(sent).toEqual(['101', '201', '102']);
});

test('what the service knows already is not sent', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts } = openTab();
  receipts.noteKnown('t', '105');
  receipts.markRead('t', '105');
  receipts.markRead('t', '106');
  await clock.advance(60_000);
  expect(sent).toEqual(['106']);
});

test('a receipt that keeps failing is sent less and less often', async () => {
  const { clock, sent, openTab } = createReceiptBench(() => Promise.reject(createRefusal(401)));
  openTab().receipts.markRead('t', '101');
  await clock.advance(600_000);
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.length).toBeLessThan(15);
});

test('a service that asks to wait is not asked earlier, also when the connection comes back, and up to a second later', async () => {
  const answers = [Promise.reject(createRefusal(429, 30_000))];
  const { clock, sent, openTab } = createReceiptBench(() => answers.shift() ?? Promise.resolve());
  const { receipts } = openTab();
  receipts.markRead('t', '101');
  await clock.advance(29_000);
  receipts.resume();
  // The bench's random numbers are all a half.
  await clock.advance(1_499);
  expect(sent).toHaveLength(1);
  await clock.advance(1);
  expect(sent).toHaveLength(2);
});

test('offline nothing is sent; when the network is back the newest mark of each thread leaves', async () => {
  let isOnline = false;
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts } = openTab({ canSend: () => isOnline });
  receipts.markRead('t', '101');
  receipts.markRead('t', '102');
  receipts.markRead('other', '201');
  await clock.advance(3_600_000);
  expect(sent).toEqual([]);
  isOnline = true;
  receipts.resume();
  await clock.advance(100);
  expect(sent.toSorted()).toEqual(['102', '201']);
});

test('after failures a connection that comes back ends the long wait', async () => {
  let isBroken = true;
  const { clock, sent, openTab } = createReceiptBench(async () => {
    if (isBroken) throw new TypeError('Failed to fetch');
  });
  const { receipts } = openTab();
  receipts.markRead('t', '101');
  await clock.advance(200_000);
  const { length } = sent;
  isBroken = false;
  receipts.resume();
  await clock.advance(2_600);
  expect(sent).toHaveLength(length + 1);
});

test('a thread that is too large gets no receipt, and is read all the same', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts, events } = openTab({ supports: () => false });
  receipts.markRead('t', '101');
  receipts.resume();
  await clock.advance(60_000);
  expect(sent).toEqual([]);
  expect(seenIn(events)).toEqual(['101']);
});

test('disposing leaves no timer, and nothing is sent or said after it', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts, events } = openTab();
  receipts.markRead('t', '101');
  receipts.markRead('t', '102');
  await clock.settle();
  receipts.dispose();
  receipts.resume();
  expect(clock.pendingTimers).toBe(0);
  await clock.advance(60_000);
  expect(sent).toEqual(['101']);
  expect(events).toHaveLength(2);
  expect(clock.pendingTimers).toBe(0);
});
