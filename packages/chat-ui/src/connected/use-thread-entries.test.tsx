import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { createChatStore, useMessages, useParticipants, useThreads } from '@confab/chat-react';
import { memo, Profiler, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ThreadListEntry } from '../thread-list/thread-list-entry.ts';
import { ThreadRow } from '../thread-list/ThreadRow.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';
import { useThreadEntries } from './use-thread-entries.ts';

let scene: ConnectedScene;
let rendered: string[];
let launch: string;
let review: string;

const NotedRow = memo(function NotedRow({ entry }: { readonly entry: ThreadListEntry }): ReactNode {
  return (
    <Profiler id={entry.topic} onRender={(topic) => rendered.push(topic)}>
      <ThreadRow entry={entry} />
    </Profiler>
  );
});

function Loaded({ threadId }: { readonly threadId: string }): null {
  useMessages(threadId);
  useParticipants(threadId);
  return null;
}

function Rows({ selectedId }: { readonly selectedId?: string }): ReactNode {
  const { threadIds } = useThreads();
  const entries = useThreadEntries(selectedId);
  return (
    <>
      {entries.map((entry) => (
        <NotedRow key={entry.id} entry={entry} />
      ))}
      {threadIds.map((threadId) => (
        <Loaded key={threadId} threadId={threadId} />
      ))}
    </>
  );
}

beforeEach(async () => {
  scene = await createConnectedScene(['We go at ten.']);
  launch = scene.threadId;
  review = await scene.createThread('Review', ['Much calmer than before.']);
  await scene.createThread('Rota', ['Who takes the first week?']);
  rendered = [];
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

async function showRows(selectedId?: string): Promise<(selectedId?: string) => void> {
  const { rerender } = scene.render(<Rows {...(selectedId !== undefined && { selectedId })} />);
  await screen.findByText('Who takes the first week?');
  await waitFor(() => expect(topics()).toEqual(['Rota', 'Review', 'Launch']));
  await scene.untilLive();
  rendered = [];
  return (next) => rerender(scene.wrap(<Rows {...(next !== undefined && { selectedId: next })} />));
}

const topics = (): (string | null)[] =>
  [...document.querySelectorAll('[data-part="thread-topic"]')].map((topic) => topic.textContent);
const badge = (topic: string): string | undefined =>
  screen
    .getByText(topic)
    .closest('[data-part="thread-row"]')
    ?.querySelector('[data-part="unread-badge"] > [aria-hidden]')?.textContent ?? undefined;

it('shows in its row who is typing, and asks the service for nothing', async () => {
  await showRows();
  const requests = scene.ada.requests.length;
  act(() => scene.grace.session.notifyTyping(launch));
  await screen.findByText('Grace is typing');
  expect(new Set(rendered)).toEqual(new Set(['Launch']));
  expect(scene.ada.requests).toHaveLength(requests);
  await act(() => scene.grace.session.send(launch, { content: 'Ready?' }).settled);
  await screen.findByText('Ready?');
  expect(screen.queryByText('Grace is typing')).toBeNull();
});

it('renders one row, and moves it up, when a message arrives in its thread', async () => {
  await showRows();
  await act(() => scene.grace.session.send(launch, { content: 'Ready?' }).settled);
  await screen.findByText('Ready?');
  expect(new Set(rendered)).toEqual(new Set(['Launch']));
  expect(topics()).toEqual(['Launch', 'Rota', 'Review']);
  expect(badge('Launch')).toBe('2');
});

it('renders no row when the connection comes back and everything is read again', async () => {
  await showRows();
  await act(async () => {
    await scene.ada.session.stop();
    scene.ada.session.start();
  });
  await scene.untilLive();
  expect(rendered).toEqual([]);
});

it('renders two rows when another thread is opened', async () => {
  const select = await showRows(launch);
  expect(badge('Launch')).toBeUndefined();
  expect(badge('Review')).toBe('1');
  select(review);
  expect(new Set(rendered)).toEqual(new Set(['Launch', 'Review']));
  expect(badge('Review')).toBeUndefined();
  expect(badge('Launch')).toBe('1');
});

it('leaves the open row alone when something happens in another thread', async () => {
  await showRows(review);
  await act(() => scene.grace.session.send(launch, { content: 'Ready?' }).settled);
  await screen.findByText('Ready?');
  expect(rendered).not.toContain('Review');
});

it('takes a row away when its thread is deleted', async () => {
  await showRows();
  await act(() => scene.grace.client.deleteChatThread(launch));
  await waitFor(() => expect(topics()).toEqual(['Rota', 'Review']));
  expect(rendered).toEqual([]);
});

it('shows the draft of a thread that is not open, and no row while it is written in the open one', async () => {
  const select = await showRows(launch);
  act(() => scene.ada.session.setDraft(launch, { text: 'Almost' }));
  await waitFor(() =>
    expect(createChatStore(scene.ada.session).getState().threads.get(launch)?.draft?.text).toBe(
      'Almost',
    ),
  );
  expect(screen.queryByText('Almost')).toBeNull();
  expect(rendered).toEqual([]);
  select(review);
  expect(screen.queryByText('Almost')).not.toBeNull();
});
