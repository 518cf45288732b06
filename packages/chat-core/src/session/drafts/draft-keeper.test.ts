import { expect, test } from 'vitest';
import { createDraftBench, draftsIn } from '../../test-support/draft-bench.ts';

test('a draft is told at once, and stored 500 ms after the first change, whatever is typed meanwhile', async () => {
  const { clock, openTab, stored, pokes } = createDraftBench();
  const { drafts, events } = openTab();
  const texts = ['H', 'He', 'Hel', 'Hell', 'Hello'];
  for (const text of texts) {
    drafts.set('t', { text });
    expect(draftsIn(events).at(-1)).toBe(`t: ${text}`);
    await clock.advance(120);
  }
  expect(events).toHaveLength(texts.length);
  expect(pokes()).toBe(1);
  expect(await stored()).toEqual(['t: Hello']);
  expect(clock.pendingTimers).toBe(0);
});

test('somebody who never stops typing is stored each 500 ms', async () => {
  const { clock, openTab, stored, pokes } = createDraftBench();
  const { drafts } = openTab();
  for (let length = 1; length <= 50; length += 1) {
    drafts.set('t', { text: 'x'.repeat(length) });
    await clock.advance(100);
  }
  expect(pokes()).toBeGreaterThanOrEqual(8);
  expect(pokes()).toBeLessThanOrEqual(10);
  await clock.advance(500);
  expect(await stored()).toEqual([`t: ${'x'.repeat(50)}`]);
});

test('a draft keeps its selection and the message that it answers, apart for each thread, over a reload', async () => {
  const { clock, openTab } = createDraftBench();
  const before = openTab();
  before.drafts.set('a', { text: 'One', selection: [1, 2], replyTo: '105' });
  before.drafts.set('b', { text: '', replyTo: '106' });
  await clock.advance(500);
  await before.drafts.dispose();
  const { drafts, events } = openTab();
  await drafts.refresh();
  const updatedAt = clock.now() - 500;
  expect(events).toEqual([
    {
      type: 'draft-changed',
      threadId: 'a',
      draft: { text: 'One', selection: [1, 2], replyTo: '105', updatedAt },
    },
    { type: 'draft-changed', threadId: 'b', draft: { text: '', replyTo: '106', updatedAt } },
    { type: 'drafts-read' },
  ]);
  expect(drafts.snapshot()).toEqual(events);
});

test('what was typed last is known to a new listener before it is stored', () => {
  const { openTab } = createDraftBench();
  const { drafts } = openTab();
  drafts.set('t', { text: 'Hello' });
  expect(draftsIn(drafts.snapshot())).toEqual(['t: Hello']);
});

test('when the page is hidden the last changes are stored at once', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const { drafts, events, hidePage } = openTab();
  drafts.set('t', { text: 'Hello' });
  hidePage();
  await clock.settle();
  expect(await stored()).toEqual(['t: Hello']);
  hidePage();
  await clock.advance(1_000);
  expect(events).toHaveLength(1);
});

test('when the page is about to be left the last changes are stored before it is hidden, and it listens only while there are some', async () => {
  const { clock, openTab, stored, pageListeners } = createDraftBench();
  const { drafts, leavePage } = openTab();
  drafts.set('t', { text: 'Hello' });
  expect(pageListeners()).toBe(2);
  leavePage();
  await clock.settle();
  expect(await stored()).toEqual(['t: Hello']);
  expect(pageListeners()).toBe(1);
});

test('a draft that was sent is gone at once, and does not come back after a reload', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const { drafts, events } = openTab();
  drafts.set('t', { text: 'Hello' });
  await clock.advance(500);
  drafts.set('t', { text: 'Hello!' });
  drafts.clear('t');
  expect(draftsIn(events)).toEqual(['t: Hello', 't: Hello!', 't: none']);
  expect(drafts.snapshot()).toEqual([]);
  await clock.settle();
  expect(await stored()).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
});

test('a draft that was sent before anything was loaded does not come back', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const before = openTab();
  before.drafts.set('t', { text: 'Hello' });
  await clock.advance(501);
  const { drafts } = openTab();
  drafts.clear('t');
  await drafts.refresh();
  expect(await stored()).toEqual([]);
  expect(draftsIn(drafts.snapshot())).toEqual([]);
});

test('sending where there is no draft writes nothing', async () => {
  const { clock, openTab, pokes } = createDraftBench();
  const { drafts, events } = openTab();
  await drafts.refresh();
  drafts.clear('t');
  await clock.settle();
  expect(draftsIn(events)).toEqual([]);
  expect(pokes()).toBe(0);
});

test.each([undefined, { text: '' }])('an emptied draft (%o) is forgotten', async (draft) => {
  const { clock, openTab, stored } = createDraftBench();
  const { drafts, events } = openTab();
  drafts.set('t', { text: 'Hello' });
  await clock.advance(500);
  drafts.set('t', draft);
  await clock.advance(500);
  expect(draftsIn(events)).toEqual(['t: Hello', 't: none']);
  expect(await stored()).toEqual([]);
});

test('of more than 200 drafts the oldest go', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const { drafts } = openTab();
  for (let index = 0; index < 205; index += 1) {
    drafts.set(`t${index}`, { text: 'Hello' });
    await clock.advance(10);
  }
  await clock.advance(1_000);
  const kept = await stored();
  expect(kept).toHaveLength(200);
  expect(kept).not.toContain('t4: Hello');
  expect(kept).toContain('t5: Hello');
  expect(drafts.snapshot()).toHaveLength(200);
});

test('a text of more than 100,000 units stays in memory and is reported once; the last one that fitted stays stored', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const { drafts, events, errors } = openTab();
  drafts.set('t', { text: 'x'.repeat(100_000) });
  await clock.advance(500);
  for (const text of ['y'.repeat(100_001), 'z'.repeat(100_002)]) {
    drafts.set('t', { text });
    await clock.advance(500);
  }
  await drafts.refresh();
  expect(draftsIn(drafts.snapshot())).toEqual([`t: ${'z'.repeat(100_002)}`]);
  expect(draftsIn(events)).toHaveLength(3);
  expect(await stored()).toEqual([`t: ${'x'.repeat(100_000)}`]);
  expect(errors).toMatchObject([{ code: 'too-large', operation: 'setDraft' }]);
});

test('a text that was never short enough to be stored stays when the tabs look again', async () => {
  const { clock, openTab } = createDraftBench();
  const { drafts } = openTab();
  drafts.set('t', { text: 'x'.repeat(100_001) });
  await clock.advance(2_000);
  await drafts.refresh();
  expect(draftsIn(drafts.snapshot())).toHaveLength(1);
});

test('a draft keeps what its message is to have with it, also where nothing is written yet', async () => {
  const { clock, openTab } = createDraftBench();
  const draft = { text: '', selection: [0, 0], metadata: { priority: 'high' } } as const;
  openTab().drafts.set('t', draft);
  await clock.advance(500);
  const later = openTab();
  await later.drafts.refresh();
  expect(later.drafts.snapshot()).toContainEqual(
    expect.objectContaining({ threadId: 't', draft: expect.objectContaining(draft) }),
  );
});

test('the page is watched from the first draft on', async () => {
  const { openTab, pageListeners } = createDraftBench();
  const { drafts } = openTab();
  expect(pageListeners()).toBe(0);
  drafts.set('t', { text: 'Hello' });
  await drafts.refresh();
  // That it is hidden, and, until the draft is stored, that it is about to be left.
  expect(pageListeners()).toBe(2);
  await drafts.dispose();
});

test('disposing stores the last changes and leaves no timer, and nothing happens after it', async () => {
  const { clock, openTab, stored, pageListeners } = createDraftBench();
  const { drafts, events } = openTab();
  drafts.set('t', { text: 'Hello' });
  await drafts.dispose();
  expect(await stored()).toEqual(['t: Hello']);
  expect([clock.pendingTimers, pageListeners()]).toEqual([0, 0]);
  drafts.set('t', { text: 'Late' });
  drafts.clear('t');
  await drafts.refresh();
  await clock.advance(1_000);
  expect(draftsIn(events)).toEqual(['t: Hello']);
  expect(clock.pendingTimers).toBe(0);
});
