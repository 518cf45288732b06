import { expect, test, vi } from 'vitest';
import { createDraftBench, draftsIn } from '../../test-support/draft-bench.ts';

const isRead = { type: 'drafts-read' };

test('that the stored drafts have been read is told once, after them, and to whoever listens later', async () => {
  const { clock, openTab } = createDraftBench();
  openTab().drafts.set('t', { text: 'Hello' });
  await clock.advance(500);
  const { drafts, events } = openTab();
  expect(drafts.snapshot()).toEqual([]);
  const reading = drafts.refresh();
  expect(events).toEqual([]);
  await reading;
  expect(events).toMatchObject([{ type: 'draft-changed', threadId: 't' }, isRead]);
  expect(drafts.snapshot()).toEqual(events);
  await drafts.refresh();
  expect(events).toHaveLength(2);
});

test('drafts that cannot be read are no longer waited for, and come when they can', async () => {
  const { clock, openTab } = createDraftBench();
  openTab().drafts.set('t', { text: 'Hello' });
  await clock.advance(500);
  let canRead = false;
  const { drafts, events, errors } = openTab({
    wrap: (database) => ({
      ...database,
      readAll: (table) =>
        canRead ? database.readAll(table) : Promise.reject(new Error('The disk is broken.')),
    }),
  });
  await drafts.refresh();
  expect(events).toEqual([isRead]);
  expect(errors).toHaveLength(1);
  canRead = true;
  await drafts.refresh();
  expect(draftsIn(events)).toEqual(['t: Hello']);
  expect(events.filter(({ type }) => type === isRead.type)).toHaveLength(1);
});

test('somebody who ends while the drafts are read hears no more of them', async () => {
  const { openTab } = createDraftBench();
  let answer: (() => void) | undefined;
  const { drafts, events } = openTab({
    wrap: (database) => ({
      ...database,
      async readAll(table) {
        await new Promise<void>((resolve) => (answer = resolve));
        return database.readAll(table);
      },
    }),
  });
  const reading = drafts.refresh();
  await vi.waitFor(() => expect(answer).toBeDefined());
  await drafts.dispose(true);
  answer?.();
  await reading;
  expect(events).toEqual([]);
});
