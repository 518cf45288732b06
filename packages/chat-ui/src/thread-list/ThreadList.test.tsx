import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, linus, sampleTime } from '../test-support/sample-messages.ts';
import { ThreadList } from './ThreadList.tsx';
import type { ThreadListEntry } from './thread-list-entry.ts';

afterEach(cleanup);

const atlas: ThreadListEntry = {
  id: 'atlas',
  topic: 'Atlas launch',
  participants: [grace, linus],
  lastMessage: { senderName: 'Grace', text: 'Morning!' },
  lastMessageAt: sampleTime(9, 9),
  unread: 3,
  isSelected: false,
};
const lone: ThreadListEntry = { id: 'lone', topic: '', isSelected: true };

describe('ThreadList', () => {
  it('reads each thread out whole: topic, time, message, unread', () => {
    renderInProvider(<ThreadList threads={[atlas]} />);
    const row = within(screen.getByRole('list')).getByRole('button');
    expect(row.textContent).toBe('GLAtlas launch09:09Grace:Morning!33 unread messages');
  });

  it('selects with the pointer and with the keyboard', async () => {
    const onSelect = vi.fn();
    renderInProvider(<ThreadList threads={[atlas, lone]} onSelect={onSelect} canFilter={false} />);
    await userEvent.click(screen.getByText('Atlas launch'));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onSelect.mock.calls).toEqual([['atlas'], ['lone']]);
  });

  it('marks the open thread, and names a thread without a topic', () => {
    renderInProvider(<ThreadList threads={[atlas, lone]} />);
    const current = screen
      .getAllByRole('button')
      .filter((row) => row.getAttribute('aria-current') === 'true');
    expect(current.map((row) => row.textContent)).toEqual(['Untitled chatNo messages yet']);
  });

  it('makes links of threads that have an address', () => {
    renderInProvider(<ThreadList threads={[atlas]} getHref={(id) => `/chats/${id}`} />);
    expect(screen.getByRole('link').getAttribute('href')).toBe('/chats/atlas');
  });

  it('caps the number of unread messages and marks an unknown number', () => {
    renderInProvider(
      <ThreadList
        threads={[
          { ...atlas, unread: 240 },
          { ...lone, unread: 'some' },
          { ...atlas, id: 'x', unread: 0 },
        ]}
      />,
    );
    expect(screen.getByText('99+')).toBeDefined();
    expect(screen.getByText('Unread messages')).toBeDefined();
    expect(document.querySelectorAll("[data-part='unread-badge']")).toHaveLength(2);
  });

  it('shows own, failed, deleted and unfinished messages for what they are', () => {
    renderInProvider(
      <ThreadList
        threads={[
          { ...lone, id: '1', lastMessage: { text: 'Mine', isOwn: true } },
          { ...lone, id: '2', lastMessage: { text: 'Lost', isOwn: true, status: 'failed' } },
          { ...lone, id: '3', lastMessage: { text: 'secret', deleted: true } },
          { ...lone, id: '4', draft: 'Half a', isSelected: false },
        ]}
      />,
    );
    const lines = screen
      .getAllByRole('listitem')
      .map((row) => row.textContent?.replace('Untitled chat', ''));
    expect(lines).toEqual([
      'You:Mine',
      'Not sent:Lost',
      'This message was deleted',
      'Draft:Half a',
    ]);
  });

  it('filters by topic and name, and says when nothing is left', async () => {
    renderInProvider(<ThreadList threads={[atlas, lone]} />);
    const filter = screen.getByRole('searchbox', { name: 'Filter chats' });
    await userEvent.type(filter, 'grace');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await userEvent.type(filter, 'x');
    expect(screen.getByText('No chat matches “gracex”.')).toBeDefined();
  });
});

describe('the keys of the list', () => {
  const names = ['Atlas', 'Ärzte', 'Budget', 'Atrium', 'Beach house'];
  const threads = names.map((topic) => ({ id: topic, topic, isSelected: topic === 'Budget' }));
  const focused = (): string | null | undefined =>
    document.activeElement?.querySelector('[data-part="thread-topic"]')?.textContent;
  const row = (topic: string): HTMLElement =>
    screen.getByRole('button', { name: new RegExp(`^${topic}`, 'u') });

  it('Tab enters once, at the open thread, and leaves', async () => {
    renderInProvider(
      <>
        <ThreadList threads={threads} canFilter={false} />
        <button>after</button>
      </>,
    );
    await userEvent.tab();
    expect(focused()).toBe('Budget');
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('after');
    await userEvent.tab({ shift: true });
    expect(focused()).toBe('Budget');
  });

  it('arrows go row by row and stop at the ends, Home and End go there, Enter opens', async () => {
    const onSelect = vi.fn<(id: string) => void>();
    renderInProvider(<ThreadList threads={threads} onSelect={onSelect} />);
    act(() => row('Budget').focus());
    await userEvent.keyboard('{ArrowUp}');
    expect(focused()).toBe('Ärzte');
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(focused()).toBe('Atlas');
    await userEvent.keyboard('{End}{ArrowDown}');
    expect(focused()).toBe('Beach house');
    await userEvent.keyboard('{Enter}');
    expect(onSelect.mock.calls).toEqual([['Beach house']]);
  });

  it('the focus stays on its thread when the order changes', () => {
    const { rerender } = renderInProvider(<ThreadList threads={threads} />);
    act(() => row('Ärzte').focus());
    rerender(<ThreadList threads={threads.toReversed()} />);
    expect(focused()).toBe('Ärzte');
    expect(row('Ärzte').tabIndex).toBe(0);
    expect(row('Budget').tabIndex).toBe(-1);
  });
});

it('shows who is writing in the place of the message', () => {
  renderInProvider(<ThreadList threads={[{ ...atlas, typing: ['Grace', 'Linus'] }]} />);
  expect(screen.getByText('Grace and Linus are typing')).toBeDefined();
  expect(screen.queryByText('Morning!')).toBeNull();
});

it('says how many threads the filter leaves', async () => {
  renderInProvider(<ThreadList threads={[atlas, lone]} />);
  await userEvent.type(screen.getByRole('searchbox'), 'grace');
  await waitFor(() =>
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('1 chat'),
  );
});

describe('while there is nothing to list', () => {
  it('shows skeletons first, then one sentence and one action', async () => {
    const onNewThread = vi.fn();
    const { rerender } = renderInProvider(<ThreadList threads={[]} isPending />);
    expect(screen.getByText('Loading chats')).toBeDefined();
    rerender(<ThreadList threads={[]} onNewThread={onNewThread} />);
    expect(screen.getByText('No chats yet')).toBeDefined();
    const [, action] = screen.getAllByRole('button', { name: 'New chat' });
    if (action !== undefined) await userEvent.click(action);
    expect(onNewThread).toHaveBeenCalledTimes(1);
  });

  it('says what went wrong and tries again; what was there stays', async () => {
    const onRetry = vi.fn();
    const { rerender } = renderInProvider(
      <ThreadList threads={[]} error="The server is away." onRetry={onRetry} />,
    );
    expect(screen.getByText('The server is away.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    rerender(<ThreadList threads={[atlas]} error="The server is away." onRetry={onRetry} />);
    expect(screen.getByText('Atlas launch')).toBeDefined();
    expect(screen.getByText('Couldn’t load your chats')).toBeDefined();
  });
});

it('says that there are no messages only where there are none, not while the last one is awaited', () => {
  renderInProvider(
    <ThreadList
      threads={[
        { ...lone, id: '1', topic: 'Awaited', lastMessageAt: sampleTime(9, 9) },
        { ...lone, id: '2', topic: 'Empty' },
      ]}
      onSelect={() => {}}
    />,
  );
  expect(screen.getByRole('button', { name: /^Awaited/u }).textContent).not.toContain(
    'No messages',
  );
  expect(screen.getByRole('button', { name: /^Empty/u }).textContent).toContain('No messages yet');
});
