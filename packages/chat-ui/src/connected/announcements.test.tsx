import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;
/** Everything that the live regions have held, in order. */
let spoken: string[];
let observer: MutationObserver | undefined;

afterEach(async () => {
  observer?.disconnect();
  cleanup();
  await scene.end();
});

async function openThread(messages: readonly string[]): Promise<void> {
  scene = await createConnectedScene(messages);
  scene.render(<ChatThread threadId={scene.threadId} />);
  spoken = [];
  observer = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) spoken.push(node.textContent ?? '');
  });
  for (const region of document.querySelectorAll('[aria-live]'))
    observer.observe(region, { childList: true, subtree: true });
  if (messages.length > 0) await screen.findByText(messages.at(-1) ?? '');
  await screen.findByRole('heading', { name: 'Launch' });
  await scene.untilLive();
  // What speaks comes after the page.
  await act(async () => {
    await import('./after-page.ts');
  });
}

const say = (content: string): Promise<unknown> =>
  scene.grace.session.send(scene.threadId, { content }).settled;

describe('an open thread', () => {
  it('says what others write from now on, by name, and nothing of what was there', async () => {
    await openThread(['Hello', 'Are you there?']);
    await act(() => say('Ready?'));
    await waitFor(() => expect(spoken).toEqual(['Grace: Ready?']));
  });

  it('says the first message of an empty thread', async () => {
    await openThread([]);
    await act(() => say('Hello'));
    await waitFor(() => expect(spoken).toEqual(['Grace: Hello']));
  });

  it('says several messages at a time as their number', async () => {
    await openThread(['Hello']);
    await act(async () => {
      await say('One');
    });
    await waitFor(() => expect(spoken).toEqual(['Grace: One']));
    await act(async () => {
      await Promise.all(['Two', 'Three', 'Four'].map(say));
    });
    await waitFor(() => expect(spoken).toEqual(['Grace: One', '3 new messages']));
  });

  it('says once that somebody has deleted a message', async () => {
    await openThread(['Hello', 'Oops']);
    const thread = scene.grace.client.getChatThreadClient(scene.threadId);
    for await (const { id, content } of thread.listMessages())
      if (content?.message === 'Oops') await act(() => thread.deleteMessage(id));
    await waitFor(() => expect(screen.queryByText('Oops')).toBeNull());
    await act(() => say('Sorry'));
    await waitFor(() => expect(spoken).toEqual(['Grace deleted a message', 'Grace: Sorry']));
  });

  it('says nothing of an own message that goes its way, and nothing of an edit', async () => {
    await openThread(['Hello']);
    await userEvent.type(screen.getByRole('textbox'), 'Mine{Enter}');
    await screen.findByText('Mine');
    const thread = scene.grace.client.getChatThreadClient(scene.threadId);
    for await (const { id, content } of thread.listMessages()) {
      if (content?.message === 'Hello')
        await act(() => thread.updateMessage(id, { content: 'Hello again' }));
    }
    await screen.findByText(/Hello again/u);
    await act(() => say('After'));
    await waitFor(() => expect(spoken).toEqual(['Grace: After']));
  });

  it('says a message as plain text, without markup', async () => {
    await openThread(['Hello']);
    await act(
      () =>
        scene.grace.session.send(scene.threadId, {
          content: '<p>See <b>you</b> &amp; Ana</p>',
          kind: 'html',
        }).settled,
    );
    await waitFor(() => expect(spoken).toEqual(['Grace: See you & Ana']));
  });

  it('says at once that a message was not sent, and once', async () => {
    await openThread(['Hello']);
    scene.ada.refuseSends(403);
    await userEvent.type(screen.getByRole('textbox'), 'Mine{Enter}');
    await screen.findByRole('button', { name: 'Discard' });
    await waitFor(() => expect(spoken).toEqual(['Not sent: Mine']));
  });
});
