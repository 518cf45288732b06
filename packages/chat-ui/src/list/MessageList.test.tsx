import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { labelsEn } from '../labels/labels-en.ts';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import {
  ada,
  grace,
  sampleMessage,
  sampleNow,
  sampleTime,
} from '../test-support/sample-messages.ts';
import { MessageList } from './MessageList.tsx';
import type { MessageListItem } from './message-list-item.ts';
import type { MessageListMessagesProps } from './message-list-props.ts';

afterEach(cleanup);

const messages = [
  sampleMessage(grace, 'Could you look at the footer?', { createdAt: sampleTime(17, 0, 1) }),
  sampleMessage(grace, 'It is too tall.', { createdAt: sampleTime(17, 1, 1) }),
  sampleMessage(ada, 'On it.', { createdAt: sampleTime(8, 55) }),
];

function show(props: Partial<MessageListMessagesProps> = {}): ReturnType<typeof render> {
  return render(
    <ChatUiProvider timeZone="UTC" now={() => sampleNow}>
      <MessageList messages={messages} userId={ada.userId} timeZone="UTC" {...props} />
    </ChatUiProvider>,
  );
}

describe('MessageList with messages', () => {
  it('is a named list with one item for each message', () => {
    show();
    const list = screen.getByRole('list', { name: 'Messages' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    expect(within(list).getByText('On it.')).toBeInTheDocument();
  });

  it('shows what a message answers when that is in the list, and leads to it', async () => {
    const question = sampleMessage(grace, 'Tea?', { id: '7', rowKey: 'question' });
    const answer = (replyTo: string) =>
      sampleMessage(ada, 'Yes', { rowKey: replyTo, metadata: { 'confab.replyTo': replyTo } });
    show({ messages: [question, answer('7'), answer('8')] });
    const quote = await screen.findByRole('button', { name: 'In reply to Grace Tea?' });
    expect(screen.getByText('The original message is not available')).toBeInTheDocument();
    await userEvent.click(quote);
    expect(quote.closest('ol')?.querySelector('[data-state="highlighted"]')).toHaveTextContent(
      /Tea\?/,
    );
  });

  it('marks what mentions the reader', () => {
    const metadata = {
      'confab.mentions': JSON.stringify([{ rawId: ada.userId, start: 3, length: 4 }]),
    };
    show({ messages: [sampleMessage(grace, 'Hi @Ada', { metadata })] });
    expect(document.querySelector('[data-mentions-you]')).toHaveTextContent('Hi @Ada');
  });

  it('takes another name', () => {
    show({ label: 'Messages of Atlas launch' });
    expect(screen.getByRole('list', { name: 'Messages of Atlas launch' })).toBeInTheDocument();
  });

  it('names each row by sender, text and time, and says that more may come', () => {
    show();
    const row = screen.getByText('On it.').closest('li');
    expect(row).toHaveAccessibleName('Ada On it. 8:55 AM Sent');
    expect(row).toHaveAttribute('aria-posinset', '3');
    expect(row).toHaveAttribute('aria-setsize', '-1');
    // The second message of a group does not show its sender, and names it.
    expect(screen.getByText('It is too tall.').closest('li')).toHaveAccessibleName(
      'Grace It is too tall. 5:01 PM',
    );
  });

  it('names the rows by the parts that are chosen, in their order', () => {
    show({ rowLabelParts: ['time', 'body'] });
    expect(screen.getByText('On it.').closest('li')).toHaveAccessibleName('8:55 AM On it.');
  });

  it('shows every other message when one cannot be drawn, and that one when it has changed', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const [first, ...others] = messages;
    if (first === undefined) throw new Error('There is no message.');
    const unreadable = { ...first };
    Object.defineProperty(unreadable, 'content', {
      enumerable: true,
      get: () => {
        throw new TypeError('This cannot be read.');
      },
    });
    const list = (shown: MessageListMessagesProps['messages']): ReactNode => (
      <ChatUiProvider timeZone="UTC" now={() => sampleNow}>
        <MessageList messages={shown} userId={ada.userId} timeZone="UTC" />
      </ChatUiProvider>
    );
    const { rerender } = render(list([unreadable, ...others]));
    const isBroken = screen
      .getAllByRole('listitem')
      .map((row) => row.textContent?.includes(labelsEn.messageBroken));
    expect(isBroken).toEqual([true, false, false]);
    expect(screen.getByText('On it.')).toBeInTheDocument();
    rerender(list(messages));
    expect(screen.getByText(first.content)).toBeInTheDocument();
    vi.restoreAllMocks();
  });

  it('separates days, with the text before the row that begins the day', () => {
    show();
    const names = screen
      .getAllByRole('separator')
      .map((element) => element.getAttribute('aria-label'));
    expect(names).toEqual(['Yesterday', 'Today']);
    const today = screen.getByRole('separator', { name: 'Today' });
    const first = screen.getByText('On it.');
    expect(today.compareDocumentPosition(first)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('draws the unread divider below the last message that was read', () => {
    show({ unreadAfterKey: messages[1]?.rowKey ?? null });
    expect(screen.getByRole('separator', { name: 'New' })).toBeInTheDocument();
  });

  it('sets no live region: one announcer speaks for the whole kit', () => {
    const { container } = show();
    const regions = [...container.querySelectorAll('[aria-live], [role="log"], [role="status"]')];
    expect(regions.filter((region) => region.closest('[data-part="announcer"]') === null)).toEqual(
      [],
    );
  });

  it('shows an edited message without a new order', () => {
    const { rerender } = show();
    const edited = messages.map((message, index) =>
      index === 2 ? { ...message, content: 'Done.', editedAt: sampleNow } : message,
    );
    rerender(
      <ChatUiProvider timeZone="UTC" now={() => sampleNow}>
        <MessageList messages={edited} userId={ada.userId} timeZone="UTC" />
      </ChatUiProvider>,
    );
    expect(screen.getByText(/Done\./)).toBeInTheDocument();
    expect(screen.queryByText('On it.')).toBeNull();
  });

  it('hands the message to onRetry and onDiscard', async () => {
    const onRetry = vi.fn();
    const onDiscard = vi.fn();
    const failed = sampleMessage(ada, 'Lost', { sendState: 'failed' });
    show({ messages: [failed], onRetry, onDiscard });
    await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
    await userEvent.click(screen.getByRole('button', { name: /Discard/ }));
    expect(onRetry).toHaveBeenCalledWith(failed);
    expect(onDiscard).toHaveBeenCalledWith(failed);
  });

  it('uses the names that the app knows', () => {
    show({ senderOf: () => ({ displayName: 'Grace H.' }) });
    expect(screen.getAllByText('Grace H.').length).toBeGreaterThan(0);
  });

  it('works in StrictMode', () => {
    render(
      <StrictMode>
        <MessageList messages={messages} userId={ada.userId} />
      </StrictMode>,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });
});

describe('MessageList without rows', () => {
  it('shows what stands for loading while the first rows are not known', () => {
    show({ messages: [], isPending: true, loading: <p>Loading</p>, empty: <p>Nothing</p> });
    expect(screen.getByText('Loading')).toBeInTheDocument();
    expect(screen.queryByText('Nothing')).toBeNull();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('shows what stands for an empty list after that', () => {
    show({ messages: [], loading: <p>Loading</p>, empty: <p>Nothing</p> });
    expect(screen.getByText('Nothing')).toBeInTheDocument();
  });
});

describe('MessageList with items', () => {
  it('draws each row with renderItem', () => {
    const items: MessageListItem[] = ['a', 'b'].map((key) => ({
      key,
      groupStart: true,
      groupEnd: true,
    }));
    render(<MessageList items={items} renderItem={(item) => <p>row {item.key}</p>} />);
    expect(screen.getByText('row a')).toBeInTheDocument();
    expect(screen.getByText('row b')).toBeInTheDocument();
  });

  it('says what to do when older messages could not be loaded', async () => {
    const onReachStart = vi.fn();
    show({ hasOlder: true, olderError: true, onReachStart });
    expect(screen.getByText('Couldn’t load older messages.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onReachStart).toHaveBeenCalledTimes(1);
  });
});
