import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { createChatStore } from '@confab/chat-react';
import { memo, Profiler, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConnectedMessage, type ConnectedMessageProps } from './ConnectedMessage.tsx';
import { ConnectedMessageList } from './ConnectedMessageList.tsx';
import { ConnectedTyping } from './ConnectedTyping.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;
let rendered: Set<string>;

/** A row that notes its text when anything in it renders. */
const NotedMessage = memo(function NotedMessage(props: ConnectedMessageProps): ReactNode {
  return (
    <Profiler id={props.item.key} onRender={(key) => rendered.add(textOf(key))}>
      <ConnectedMessage {...props} />
    </Profiler>
  );
});

function textOf(key: string): string {
  const thread = createChatStore(scene.ada.session).getState().threads.get(scene.threadId);
  return thread?.rows.get(key)?.content ?? '';
}

/** The message ids of what Ada says before she looks. */
let said: string[];

beforeEach(async () => {
  scene = await createConnectedScene(['One', 'Two', 'Three']);
  said = [];
  for (const content of ['Mine 1', 'Mine 2', 'Mine 3']) {
    said.push(await scene.ada.session.send(scene.threadId, { content }).settled);
  }
  rendered = new Set();
  scene.render(
    <>
      <ConnectedMessageList threadId={scene.threadId} row={NotedMessage} />
      <ConnectedTyping threadId={scene.threadId} />
    </>,
  );
  await screen.findByText('Mine 3');
  await scene.untilLive();
  rendered.clear();
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

it('renders the new row and at most the one before it when a message arrives', async () => {
  await act(() => scene.grace.session.send(scene.threadId, { content: 'Four' }).settled);
  await screen.findByText('Four');
  expect(rendered).toEqual(new Set(['Four']));

  rendered.clear();
  await act(() => scene.grace.session.send(scene.threadId, { content: 'Five' }).settled);
  await screen.findByText('Five');
  expect(rendered).toEqual(new Set(['Four', 'Five']));
});

it('renders the new row and at most the one before it when the user sends', async () => {
  await act(() => scene.ada.session.send(scene.threadId, { content: 'Mine 4' }).settled);
  await waitFor(() => expect(statusOf('Mine 4')).toBe('sent'));
  expect(rendered).toEqual(new Set(['Mine 3', 'Mine 4']));
});

it('renders only the rows whose status or readers a receipt changes', async () => {
  act(() => scene.grace.session.markRead(scene.threadId, said[0] ?? ''));
  await waitFor(() => expect(statusOf('Mine 1')).toBe('read'));
  expect(rendered).toEqual(new Set(['Mine 1']));

  rendered.clear();
  const reader = scene.grace.client.getChatThreadClient(scene.threadId);
  await act(() => reader.sendReadReceipt({ chatMessageId: said[2] ?? '' }));
  await waitFor(() => expect(statusOf('Mine 3')).toBe('read'));
  expect(rendered).toEqual(new Set(['Mine 1', 'Mine 2', 'Mine 3']));
});

it('renders no row while somebody types', async () => {
  act(() => scene.grace.session.notifyTyping(scene.threadId));
  await screen.findByText('Grace is typing');
  expect(rendered).toEqual(new Set());
});

it('renders no row of another person when somebody joins', async () => {
  const linus = await scene.signIn('Linus');
  await scene.grace.client.getChatThreadClient(scene.threadId).addParticipants({
    participants: [{ id: { communicationUserId: linus.session.userId }, displayName: 'Linus' }],
  });
  await screen.findByText(/added Linus/);
  for (const text of ['One', 'Two', 'Three']) expect(rendered).not.toContain(text);
});

it('renders no row when the connection comes back and everything is read again', async () => {
  const before = scene.ada.requests.length;
  await act(async () => {
    await scene.ada.session.stop();
    scene.ada.session.start();
  });
  await scene.untilLive();
  expect(scene.ada.requests.length).toBeGreaterThan(before);
  expect(rendered).toEqual(new Set());
});

function statusOf(text: string): string | null | undefined {
  return screen.getByText(text).closest('[data-part="message"]')?.getAttribute('data-state');
}
