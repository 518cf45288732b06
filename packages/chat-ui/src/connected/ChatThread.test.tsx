import '@testing-library/jest-dom/vitest';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ChatMessage } from '@confab/chat-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

async function openThread(messages: readonly string[] = ['Hello']): Promise<void> {
  scene = await createConnectedScene(messages);
  scene.render(<ChatThread threadId={scene.threadId} />);
  await screen.findByText(messages.at(-1) ?? '');
  await screen.findByRole('heading', { name: 'Launch' });
  await scene.untilLive();
}

const field = (): HTMLElement => screen.getByRole('textbox');
const message = (text: string): HTMLElement => {
  const element = screen.getByText(text).closest<HTMLElement>('[data-part="message"]');
  if (element === null) throw new Error(`"${text}" is not in a message.`);
  return element;
};

describe('opening a thread', () => {
  it('shows skeletons, then the messages under the topic', async () => {
    scene = await createConnectedScene(['Hello', 'Are you there?']);
    scene.render(<ChatThread threadId={scene.threadId} />);
    expect(screen.getByText('Loading messages')).toBeInTheDocument();
    await screen.findByText('Are you there?');
    expect(screen.queryByText('Loading messages')).toBeNull();
    expect(await screen.findByRole('region', { name: 'Launch' })).toBeInTheDocument();
    expect(message('Hello')).not.toHaveAttribute('data-own');
  });

  it('says that a thread does not exist for this user, and offers to try again', async () => {
    scene = await createConnectedScene();
    scene.render(<ChatThread threadId="19:nowhere@thread.v2" />);
    expect(await screen.findByText('Couldn’t load this chat')).toBeInTheDocument();
    await scene.untilLive();
    expect(field()).toHaveAttribute('placeholder', 'You can’t write in this chat');

    const reads = (): number =>
      scene.ada.requests.filter((request) => /^GET .*nowhere.*\/messages/.test(request)).length;
    const before = reads();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(reads()).toBe(before + 1));
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('keeps what was read when the user is removed from the open thread, and takes no more text', async () => {
    await openThread();
    await act(() =>
      scene.grace.client
        .getChatThreadClient(scene.threadId)
        .removeParticipant({ communicationUserId: scene.ada.session.userId }),
    );
    await screen.findByText('You are no longer in this chat.');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText('Hello')).toBeInTheDocument();
  });
});

describe('sending', () => {
  it('shows the message at once, and keeps its DOM node until the service has it', async () => {
    await openThread();
    let most = 0;
    const observer = new MutationObserver(() => {
      most = Math.max(most, screen.queryAllByText('On my way').length);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    await userEvent.type(field(), 'On my way{Enter}');

    const row = message('On my way');
    expect(field()).toHaveValue('');
    expect(field()).toHaveFocus();
    await waitFor(() => expect(row).toHaveAttribute('data-state', 'sent'));
    observer.disconnect();
    expect(message('On my way')).toBe(row);
    expect(most).toBe(1);
  });

  it('shows why a message was refused; Retry sends it, in the same row', async () => {
    await openThread();
    scene.ada.refuseSends(403);
    await userEvent.type(field(), 'May I?{Enter}');
    const row = message('May I?');
    const reason = { selector: '[data-part="message-failure-reason"]' };
    await within(row).findByText(/You can’t post here any more/, reason);

    scene.ada.refuseSends(undefined);
    await userEvent.click(within(row).getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(row).toHaveAttribute('data-state', 'sent'));
    expect(message('May I?')).toBe(row);
    expect(within(row).queryByRole('button', { name: 'Retry' })).toBeNull();
  });

  it('shows a message that fails again as failed again', async () => {
    await openThread();
    scene.ada.refuseSends(403);
    await userEvent.type(field(), 'May I?{Enter}');
    const sends = (): number =>
      scene.ada.requests.filter((request) => /^POST .*\/messages/.test(request)).length;
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(sends()).toBe(2));
    expect(await screen.findByRole('button', { name: 'Retry' })).toBeInTheDocument();
  });

  it('removes a failed message when it is discarded', async () => {
    await openThread();
    scene.ada.refuseSends(404);
    await userEvent.type(field(), 'Never mind{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(screen.queryByText('Never mind')).toBeNull();
    expect(screen.getByText('Hello')).toBeInTheDocument();
  });
});

describe('what is written', () => {
  it('is a draft that is there again when the thread is opened again', async () => {
    await openThread();
    await userEvent.type(field(), 'Half a thou');
    cleanup();
    scene.render(<ChatThread threadId={scene.threadId} />);
    await waitFor(() => expect(field()).toHaveValue('Half a thou'));
    await userEvent.type(field(), 'ght{Enter}');
    await screen.findByText('Half a thought');
    cleanup();
    scene.render(<ChatThread threadId={scene.threadId} />);
    await screen.findByText('Half a thought');
    expect(field()).toHaveValue('');
  });
});

it('leaves what is being written alone when somebody renames the chat or leaves it', async () => {
  await openThread();
  await userEvent.type(field(), 'Half a thou');
  const thread = scene.grace.client.getChatThreadClient(scene.threadId);
  await act(() => thread.updateTopic('Landing'));
  await screen.findByRole('heading', { name: 'Landing' });
  await act(() => thread.removeParticipant({ communicationUserId: scene.grace.session.userId }));
  await screen.findByText(/left/);
  await userEvent.type(field(), 'ght');
  expect(field()).toHaveValue('Half a thought');
});

describe('changing an own message', () => {
  async function sendFirst(): Promise<void> {
    await openThread();
    await userEvent.type(field(), 'We go at ten{Enter}');
    await waitFor(() => expect(message('We go at ten')).toHaveAttribute('data-state', 'sent'));
  }

  it('starts with ↑ in the empty field, and shows at once', async () => {
    await sendFirst();
    await userEvent.keyboard('{ArrowUp}');
    const edited = screen.getByRole('textbox', { name: 'Edit message' });
    expect(edited).toHaveValue('We go at ten');
    await userEvent.clear(edited);
    await userEvent.type(edited, 'We go at eleven{Enter}');
    expect(message('We go at eleven')).toHaveTextContent('(edited)');
    expect(field()).toHaveValue('');
    expect(field()).toHaveFocus();
  });

  it('leaves what was being written as it was', async () => {
    await sendFirst();
    await userEvent.type(field(), 'A new one');
    await userEvent.hover(message('We go at ten'));
    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Edit message' }), ' sharp{Escape}');
    expect(field()).toHaveValue('A new one');
    expect(message('We go at ten')).not.toHaveTextContent('edited');
  });

  it('is not offered for what others have written', async () => {
    await openThread(['Hello']);
    await userEvent.click(field());
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull();
    await userEvent.hover(message('Hello'));
    await screen.findByRole('button', { name: 'Copy text' });
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});

it('deletes an own message for everybody once the user has said yes', async () => {
  await openThread();
  await userEvent.type(field(), 'Oops{Enter}');
  await waitFor(() => expect(message('Oops')).toHaveAttribute('data-state', 'sent'));
  await userEvent.hover(message('Oops'));
  await userEvent.click(await screen.findByRole('button', { name: 'More' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete this message?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('Oops')).toBeNull());
  expect(await screen.findByText('This message was deleted')).toBeInTheDocument();
});

describe('the unread divider', () => {
  const rowsAround = (): (string | null)[] => {
    const row = screen.getByRole('separator', { name: 'New' }).closest('[data-part="row"]');
    return [row?.previousElementSibling ?? null, row ?? null].map(
      (element) => element?.querySelector('[data-part="message-bubble"]')?.textContent ?? null,
    );
  };

  it('stands below what was read at opening, and stays there while the thread is open', async () => {
    scene = await createConnectedScene(['One', 'Two', 'Three']);
    const thread = scene.ada.client.getChatThreadClient(scene.threadId);
    const listed: ChatMessage[] = [];
    for await (const item of thread.listMessages()) listed.push(item);
    const one = listed.find(({ content }) => content?.message === 'One');
    await thread.sendReadReceipt({ chatMessageId: one?.id ?? '' });

    scene.render(<ChatThread threadId={scene.threadId} />);
    await screen.findByRole('separator', { name: 'New' });
    expect(rowsAround()).toEqual(['One', 'Two']);

    await scene.untilLive();
    await act(() => scene.grace.session.send(scene.threadId, { content: 'Four' }).settled);
    await screen.findByText('Four');
    act(() => scene.ada.session.markRead(scene.threadId, listed[0]?.id ?? ''));
    await userEvent.type(field(), 'Five{Enter}');
    await screen.findByText('Five');
    expect(rowsAround()).toEqual(['One', 'Two']);
  });

  it('is absent where nothing is unread, also when something arrives later', async () => {
    scene = await createConnectedScene(['One']);
    await scene.ada.session.send(scene.threadId, { content: 'Mine' }).settled;
    scene.render(<ChatThread threadId={scene.threadId} />);
    await screen.findByText('Mine');
    await scene.untilLive();
    await act(() => scene.grace.session.send(scene.threadId, { content: 'Late' }).settled);
    await screen.findByText('Late');
    expect(screen.queryByRole('separator', { name: 'New' })).toBeNull();
  });
});

describe('what the others do', () => {
  it('shows who is typing until the message comes', async () => {
    await openThread();
    act(() => scene.grace.session.notifyTyping(scene.threadId));
    expect(await screen.findByText('Grace is typing')).toBeInTheDocument();
    await act(() => scene.grace.session.send(scene.threadId, { content: 'There.' }).settled);
    await screen.findByText('There.');
    expect(screen.queryByText('Grace is typing')).toBeNull();
  });

  it('names a typing person whose client sends no name', async () => {
    await openThread();
    await act(() =>
      scene.grace.client.getChatThreadClient(scene.threadId).sendTypingNotification(),
    );
    expect(await screen.findByText('Grace is typing')).toBeInTheDocument();
  });

  it('shows the avatars of the last readers beside the own message that they have come to', async () => {
    await openThread();
    const linus = await scene.signIn('Linus');
    await scene.grace.client.getChatThreadClient(scene.threadId).addParticipants({
      participants: [{ id: { communicationUserId: linus.session.userId }, displayName: 'Linus' }],
    });
    const ids: string[] = [];
    for (const content of ['First', 'Second']) {
      ids.push(await act(() => scene.ada.session.send(scene.threadId, { content }).settled));
    }
    const readersOf = (text: string): number =>
      message(text).querySelectorAll('[data-part="receipt-readers"] [data-part="avatar"]').length;

    act(() => scene.grace.session.markRead(scene.threadId, ids[0] ?? ''));
    await waitFor(() => expect(readersOf('First')).toBe(1));
    expect(within(message('First')).getByText(/Read by Grace/)).toBeInTheDocument();

    const reader = linus.client.getChatThreadClient(scene.threadId);
    await act(() => reader.sendReadReceipt({ chatMessageId: ids[1] ?? '' }));
    await waitFor(() => expect(readersOf('Second')).toBe(1));
    expect(message('First')).toHaveAttribute('data-state', 'read');
    expect(message('Second')).toHaveAttribute('data-state', 'sent');
  });
});

describe('the people of a thread', () => {
  it('show and hide by keyboard, from the button that counts them', async () => {
    await openThread();
    const button = await screen.findByRole('button', { name: '2 people' });
    expect(screen.queryByRole('region', { name: /People/ })).toBeNull();
    while (document.activeElement !== button) await userEvent.tab({ shift: true });
    await userEvent.keyboard('{Enter}');
    const panel = await screen.findByRole('region', { name: /People/ });
    expect(
      within(panel)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual(
      expect.arrayContaining([expect.stringContaining('Grace'), expect.stringContaining('You')]),
    );
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('region', { name: /People/ })).toBeNull();
    expect(button).toHaveFocus();
  });
});
