import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { MeasuredList, type Renders } from './test-support/measured-list.tsx';
import { useReadReceipts } from './use-read-receipts.ts';
import { useTyping } from './use-typing.ts';

const mounted = 500;
const renders: Renders = [];
let scene: ChatScene;

beforeAll(async () => {
  scene = await createChatScene(Array.from({ length: mounted }, (_, index) => `Message ${index}`));
}, 60_000);

afterAll(() => scene.end());
afterEach(cleanup);

/** What a chat has beside its list: it renders by itself, and must not make a row render. */
function Around(): ReactNode {
  const { typing } = useTyping(scene.threadId);
  const { receipts } = useReadReceipts(scene.threadId);
  const [count, setCount] = useState(0);
  return (
    <button onClick={() => setCount(count + 1)}>
      {typing.length} typing, {receipts.length} receipts
    </button>
  );
}

/** Mounts all rows, and waits until nothing more comes of it. */
beforeEach(async () => {
  scene.renderAsAda(
    <>
      <MeasuredList threadId={scene.threadId} renders={renders} pageSize={200} />
      <Around />
    </>,
  );
  const store = createChatStore(scene.ada);
  await waitFor(() => expect(store.getState().connection).toBe('live'));
  await waitFor(() => {
    const older = screen.getByRole('button', { name: 'Older' });
    if (screen.queryAllByRole('listitem').length < mounted) fireEvent.click(older);
    expect(screen.getAllByRole('listitem').length).toBeGreaterThanOrEqual(mounted);
  });
  await waitFor(() =>
    expect(store.getState().threads.get(scene.threadId)?.participants).toHaveLength(2),
  );
  renders.length = 0;
}, 60_000);

/** Each row that has rendered, with how often it did. */
const renderedRows = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of renders) if (id !== 'list') counts[id] = (counts[id] ?? 0) + 1;
  return counts;
};
const listRenders = (): number => renders.filter((id) => id === 'list').length;

test('a message that arrives renders the list once, and its own row', async () => {
  await act(() => scene.grace.send(scene.threadId, { content: 'New from Grace' }).settled);
  await screen.findByText('New from Grace');
  expect(Object.keys(renderedRows())).toEqual(['New from Grace']);
  expect(listRenders()).toBe(1);
});

test('an own message renders its own row for each step that it takes, and no other', async () => {
  await act(() => scene.ada.send(scene.threadId, { content: 'Mine' }).settled);
  await waitFor(() => expect(screen.getByText('Mine').dataset.status).toBe('sent'));
  expect(Object.keys(renderedRows())).toEqual(['Mine']);
});

test('an edit renders one row, once, and not the list', async () => {
  const thread = createChatStore(scene.ada).getState().threads.get(scene.threadId);
  const key = thread?.messageKeys.findLast(
    (one) => thread.rows.get(one)?.content === 'Message 250',
  );
  await act(() => scene.grace.edit(scene.threadId, key ?? '', { content: 'Edited' }));
  await screen.findByText('Edited');
  expect(renderedRows()).toEqual({ Edited: 1 });
  expect(listRenders()).toBe(0);
});

test('a read receipt renders only rows whose status, or whose readers, changed', async () => {
  await act(() => scene.ada.send(scene.threadId, { content: 'First of Ada' }).settled);
  await act(() => scene.grace.send(scene.threadId, { content: 'Between' }).settled);
  const second = scene.ada.send(scene.threadId, { content: 'Second of Ada' });
  const id = await act(() => second.settled);
  await waitFor(() => expect(screen.getByText('Second of Ada').dataset.status).toBe('sent'));
  await waitFor(() =>
    expect(screen.getAllByText(/^(First of Ada|Mine)$/).at(-1)?.dataset.status).toBeDefined(),
  );
  renders.length = 0;
  const unread = screen.getAllByRole('listitem').filter((row) => row.dataset.status === 'sent');
  act(() => scene.grace.markRead(scene.threadId, id));
  await waitFor(() => expect(screen.getByText('Second of Ada').dataset.status).toBe('read'));
  const changed = unread.map((row) => row.textContent ?? '');
  expect(Object.keys(renderedRows()).toSorted()).toEqual(changed.toSorted());
  expect(Object.values(renderedRows()).every((count) => count === 1)).toBe(true);
  expect(listRenders()).toBe(0);
});

test('typing renders no row', async () => {
  act(() => scene.grace.notifyTyping(scene.threadId));
  await screen.findByText(/^1 typing/);
  expect(renders).toEqual([]);
});

test('what renders around the list renders no row', () => {
  fireEvent.click(screen.getByText(/typing/));
  expect(renders).toEqual([]);
});
