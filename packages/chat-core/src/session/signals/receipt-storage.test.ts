import { expect, test } from 'vitest';
import { createReceiptBench, createRefusal, seenIn } from '../../test-support/receipt-bench.ts';

test('marks in one go are stored once or twice, not each', async () => {
  const { clock, openTab, pokes, database } = createReceiptBench();
  const { receipts } = openTab({ canSend: () => false });
  for (let id = 1; id <= 1_000; id += 1) receipts.markRead('t', String(id));
  await clock.settle();
  expect(pokes()).toBeLessThanOrEqual(2);
  expect(await database.readAll('marks')).toMatchObject([{ seen: '1000', sent: '' }]);
});

test('a receipt that was lost is sent again, one that was refused is not, not even after a reload', async () => {
  const answers = [createRefusal(500), createRefusal(503), createRefusal(403)];
  const { clock, sent, openTab } = createReceiptBench(() => Promise.reject(answers.shift()));
  const { receipts, errors } = openTab();
  receipts.markRead('t', '101');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '101', '101']);
  receipts.dispose();
  await openTab().receipts.refresh();
  await clock.advance(60_000);
  expect(sent).toHaveLength(3);
  expect(errors).toEqual([]);
});

test('after a reload an unsent receipt leaves, and the own mark is known before', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const before = openTab({ canSend: () => false });
  before.receipts.markRead('t', '101');
  await clock.settle();
  before.receipts.dispose();
  const { receipts, events } = openTab();
  expect(receipts.snapshot()).toEqual([]);
  await receipts.refresh();
  await clock.settle();
  expect(events).toEqual([
    {
      type: 'receipt-received',
      threadId: 't',
      receipt: { userId: 'ada', messageId: '101', readAt: clock.now() },
    },
  ]);
  expect(receipts.snapshot()).toEqual(events);
  expect(sent).toEqual(['101']);
});

test('of two tabs that mark the same messages one sends, each receipt once, and both know', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const sender = openTab();
  const other = openTab({ canSend: () => false });
  other.receipts.markRead('t', '101');
  await clock.advance(100);
  expect(sent).toEqual(['101']);
  expect(seenIn(sender.events)).toEqual(['101']);
  for (const { receipts } of [other, sender]) receipts.markRead('t', '102');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '102']);
  expect(seenIn(other.events)).toEqual(['101', '102']);
});

test('a tab that takes over does not send what the one before has sent', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  let isSender = false;
  const other = openTab({ canSend: () => isSender });
  const sender = openTab({ poke() {} });
  for (const { receipts } of [other, sender]) receipts.markRead('t', '101');
  await clock.advance(10_000);
  sender.receipts.dispose();
  isSender = true;
  other.receipts.resume();
  await clock.advance(60_000);
  expect(sent).toEqual(['101']);
});

test('without a database receipts are sent from memory, and the trouble is reported', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts, errors } = openTab({ database: () => Promise.reject(new Error('Full.')) });
  receipts.markRead('t', '101');
  await clock.advance(60_000);
  expect(sent).toEqual(['101']);
  expect(errors).toContainEqual(new Error('Full.'));
});

test('of a thread that is gone nothing is sent or kept', async () => {
  const { clock, sent, openTab, database } = createReceiptBench(() =>
    Promise.reject(createRefusal(503)),
  );
  const { receipts } = openTab();
  receipts.markRead('t', '101');
  await clock.settle();
  receipts.forget('t');
  await clock.advance(60_000);
  expect(sent).toEqual(['101']);
  expect(await database.readAll('marks')).toEqual([]);
  expect(receipts.snapshot()).toEqual([]);
});

test('a mark that could not be stored is stored when the tabs look again', async () => {
  const { clock, openTab, database } = createReceiptBench();
  let isFull = true;
  const { receipts, errors } = openTab({
    canSend: () => false,
    database: () => (isFull ? Promise.reject(new Error('Full.')) : Promise.resolve(database)),
  });
  receipts.markRead('t', '101');
  await clock.settle();
  expect(errors).toEqual([new Error('Full.')]);
  isFull = false;
  await receipts.refresh();
  await clock.settle();
  expect(await database.readAll('marks')).toMatchObject([{ threadId: 't', seen: '101' }]);
});

test('what the service says to all tabs is stored and told by one of them', async () => {
  const { clock, openTab, pokes } = createReceiptBench();
  const tabs = [openTab({ canSend: () => false }), openTab({ canSend: () => false })];
  tabs[0]?.receipts.markRead('t', '101');
  await clock.settle();
  expect(pokes()).toBe(1);
  for (const { receipts } of tabs) receipts.noteKnown('t', '101');
  await clock.settle();
  expect(pokes()).toBe(2);
});

test.each([400, 404])(
  'a mark that the service does not know (%i) is dropped in all tabs, and those that follow are sent',
  async (status) => {
    const { clock, sent, openTab, database } = createReceiptBench(async (messageId) => {
      if (messageId === '999') throw createRefusal(status);
    });
    const [sender, other] = [openTab(), openTab({ canSend: () => false })];
    other.receipts.markRead('t', '999');
    await clock.advance(60_000);
    for (const { receipts } of [sender, other]) receipts.markRead('t', '999');
    other.receipts.markRead('t', '101');
    await clock.advance(60_000);
    expect(sent).toEqual(['999', '101']);
    expect(await database.readAll('marks')).toMatchObject([{ seen: '101', sent: '101' }]);

    for (const { receipts } of [sender, other]) receipts.dispose();
    const later = openTab();
    await later.receipts.refresh();
    later.receipts.markRead('t', '999');
    later.receipts.markRead('t', '102');
    await clock.advance(60_000);
    expect(sent).toEqual(['999', '101', '102']);
  },
);

test('a thread in which several marks are refused is not asked again and again', async () => {
  const { clock, sent, openTab } = createReceiptBench(() => Promise.reject(createRefusal(404)));
  const { receipts } = openTab();
  for (const id of ['999', '500', '501']) {
    receipts.markRead('t', id);
    await clock.advance(600_000);
  }
  expect(sent).toEqual(['999', '500', '501']);
});

test('whoever wrote last has nothing unread there after a reload either, and no request is made for it', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const before = openTab();
  before.receipts.noteWritten('t', '105');
  before.receipts.noteWritten('t', '103');
  await clock.advance(60_000);
  expect(seenIn(before.events)).toEqual(['105']);
  before.receipts.dispose();
  const { receipts, events } = openTab();
  await receipts.refresh();
  await clock.advance(60_000);
  expect(seenIn(events)).toEqual(['105']);
  expect(seenIn(receipts.snapshot())).toEqual(['105']);
  expect(sent).toEqual([]);
});

test('an own message does not keep others from being told what was read before it', async () => {
  const { clock, sent, openTab } = createReceiptBench();
  const { receipts, events } = openTab();
  receipts.markRead('t', '101');
  receipts.markRead('t', '104');
  receipts.noteWritten('t', '105');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '104']);
  expect(seenIn(events)).toEqual(['101', '104', '105']);
  receipts.noteWritten('other', '205');
  receipts.markRead('other', '204');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '104', '204']);
  expect(seenIn(receipts.snapshot())).toEqual(['105', '205']);
});
