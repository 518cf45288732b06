import { expect, test } from 'vitest';
import { createDraftBench, draftsIn } from '../../test-support/draft-bench.ts';
import { createGate } from '../gate.ts';
import type { SessionDatabase } from '../storage/session-database.ts';

test('a draft appears in the other tabs, and so does its end', async () => {
  const { clock, openTab } = createDraftBench();
  const [here, there] = [openTab(), openTab()];
  here.drafts.set('t', { text: 'Hello' });
  await clock.advance(500);
  expect(draftsIn(there.events)).toEqual(['t: Hello']);
  here.drafts.clear('t');
  await clock.settle();
  expect(draftsIn(there.events)).toEqual(['t: Hello', 't: none']);
  expect(draftsIn(there.drafts.snapshot())).toEqual([]);
});

test('of two tabs the later change wins, whichever stores first', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const [here, there] = [openTab(), openTab({ draftDelayMs: 1 })];
  here.drafts.set('t', { text: 'Earlier' });
  await clock.advance(10);
  there.drafts.set('t', { text: 'Later' });
  for (const passedMs of [1, 499]) {
    await clock.advance(passedMs);
    expect(await stored()).toEqual(['t: Later']);
  }
  await clock.advance(2_000);
  for (const { drafts } of [here, there]) {
    expect(draftsIn(drafts.snapshot())).toEqual(['t: Later']);
  }
  expect(clock.pendingTimers).toBe(0);
});

test('nothing changes under the hands of somebody who types, and what they type wins', async () => {
  const { clock, openTab, stored } = createDraftBench();
  const [here, there] = [openTab(), openTab({ draftDelayMs: 1 })];
  for (let count = 1; count <= 20; count += 1) {
    here.drafts.set('t', { text: `Here ${count}` });
    await clock.advance(60);
    there.drafts.set('t', { text: `There ${count}` });
    await clock.advance(1);
    expect(await stored()).toEqual([`t: There ${count}`]);
    await clock.advance(59);
    expect(draftsIn(here.drafts.snapshot())).toEqual([`t: Here ${count}`]);
  }
  here.drafts.set('t', { text: 'Here at last' });
  await clock.advance(2_000);
  expect(await stored()).toEqual(['t: Here at last']);
  for (const { drafts } of [here, there]) {
    expect(draftsIn(drafts.snapshot())).toEqual(['t: Here at last']);
  }
});

test('a clock that was set back does not make the newer text the older one', async () => {
  const { clock, openTab, stored } = createDraftBench();
  let skew = 0;
  const skewed = { ...clock, now: () => clock.now() + skew };
  const { drafts } = openTab({ clock: skewed });
  drafts.set('t', { text: 'Before' });
  await clock.advance(500);
  skew = -3_600_000;
  drafts.set('t', { text: 'After' });
  await clock.advance(500);
  await drafts.refresh();
  expect(await stored()).toEqual(['t: After']);
  expect(draftsIn(drafts.snapshot())).toEqual(['t: After']);
});

test.each([
  ['that was sent does not come back', undefined],
  ['that was changed stays changed, in all tabs', { text: 'After' }],
])(
  'a draft %s when the clock was set back before its page was loaded anew',
  async (_what, draft) => {
    const { clock, openTab, stored } = createDraftBench();
    const earlier = openTab();
    earlier.drafts.set('t', { text: 'Before' });
    await clock.advance(500);
    clock.jump(-3_600_000);
    const { drafts, events } = openTab();
    if (draft === undefined) drafts.clear('t');
    else drafts.set('t', draft);
    await clock.advance(500);
    await drafts.refresh();
    await clock.advance(2_000);
    const after = draft === undefined ? [] : ['t: After'];
    expect(await stored()).toEqual(after);
    expect(draftsIn(drafts.snapshot())).toEqual(after);
    expect(draftsIn(earlier.drafts.snapshot())).toEqual(after);
    expect(draftsIn(events)).toHaveLength(1);
  },
);

test('when nothing can be stored drafts stay in memory, the trouble is reported once, and the next change is stored when it has passed', async () => {
  const { clock, openTab, stored } = createDraftBench();
  let isFull = true;
  const wrap = (database: SessionDatabase): SessionDatabase => ({
    ...database,
    update: (...change) =>
      isFull ? Promise.reject(new Error('Full.')) : database.update(...change),
  });
  const { drafts, errors } = openTab({ wrap });
  for (const text of ['H', 'He', 'Hello']) {
    drafts.set('t', { text });
    await clock.advance(1_000);
  }
  await drafts.refresh();
  expect(draftsIn(drafts.snapshot())).toEqual(['t: Hello']);
  expect(errors).toEqual([new Error('Full.')]);
  expect(await stored()).toEqual([]);
  isFull = false;
  drafts.set('other', { text: 'More' });
  await clock.advance(500);
  expect((await stored()).toSorted()).toEqual(['other: More', 't: Hello']);
});

test('a read that began before a draft was stored does not take it away', async () => {
  const { clock, openTab } = createDraftBench();
  const { drafts, hidePage } = openTab();
  drafts.set('t', { text: 'Hello' });
  const reading = drafts.refresh();
  hidePage();
  await reading;
  await clock.advance(2_000);
  await drafts.refresh();
  expect(draftsIn(drafts.snapshot())).toEqual(['t: Hello']);
});

test('what has changed again before it was written is written once', async () => {
  const { clock, openTab, stored } = createDraftBench();
  let writes = 0;
  const hasRead = createGate<void>();
  const wrap = (database: SessionDatabase): SessionDatabase => ({
    ...database,
    async readAll(table) {
      await hasRead.promise;
      return database.readAll(table);
    },
    update(...change) {
      writes += 1;
      return database.update(...change);
    },
  });
  const { drafts } = openTab({ wrap });
  void drafts.refresh();
  for (const text of ['Hello', 'Hello!']) {
    drafts.set('t', { text });
    await clock.advance(500);
  }
  hasRead.open();
  await clock.settle();
  expect(await stored()).toEqual(['t: Hello!']);
  expect(writes).toBe(1);
});
