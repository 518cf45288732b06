import type { Meta, StoryObj } from '@storybook/react-vite';
import { useRef, useState, type ReactElement } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { EmptyState } from '../states/EmptyState.tsx';
import { MessageSkeletons } from '../states/MessageSkeletons.tsx';
import { ThreadStart } from '../states/ThreadStart.tsx';
import { ada, everybody } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { MessageList } from './MessageList.tsx';
import type { MessageListHandle, MessageListMessagesProps } from './message-list-props.ts';
import { sampleAt, sampleConversation } from './test-support/sample-conversation.ts';

const meta: Meta<MessageListMessagesProps> = {
  title: 'Components/MessageList',
  component: MessageList,
  decorators: [
    (Story) => (
      <Panel inlineSize="720px" blockSize="560px">
        <ThreadPane label="Atlas launch">
          <Story />
        </ThreadPane>
      </Panel>
    ),
  ],
  args: { messages: [], userId: ada.userId, timeZone: 'UTC' },
};
export default meta;

type Story = StoryObj<MessageListMessagesProps>;

/** A button of the page around the list. */
const outsideButton = {
  position: 'absolute',
  insetBlockStart: 8,
  insetInlineEnd: 24,
  flex: 'none',
  minBlockSize: 24,
} as const;

function scrollerOf(canvas: HTMLElement): HTMLElement {
  const scroller = canvas.querySelector<HTMLElement>('[data-part="scroller"]');
  if (!scroller) throw new Error('The story shows no list.');
  return scroller;
}

function gapOf({ scrollHeight, clientHeight, scrollTop }: HTMLElement): number {
  return scrollHeight - clientHeight - scrollTop;
}

/** 10,000 messages. Only the rows near the screen are in the document. */
export const LongConversation: Story = {
  args: {
    messages: sampleConversation(10_000, -9_900),
    unreadAfterKey: 'sample-96',
    footer: <TypingIndicator names={['Linus']} />,
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const scroller = scrollerOf(canvasElement);
    await waitFor(() => expect(gapOf(scroller)).toBeLessThanOrEqual(1));
    await expect(canvas.getAllByRole('listitem').length).toBeLessThanOrEqual(60);
    scroller.scrollTop = 100_000;
    const pill = await canvas.findByRole('button', { name: 'Jump to latest' });
    await userEvent.click(pill);
    await waitFor(() => expect(gapOf(scroller)).toBeLessThanOrEqual(1));
    await waitFor(() =>
      expect(canvas.queryByRole('button', { name: 'Jump to latest' })).toBeNull(),
    );
  },
};

/** What was unread is further up: the bar leads there, and stays until it was seen. */
export const UnreadAbove: Story = {
  args: { messages: sampleConversation(400), unreadAfterKey: 'sample-300' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const bar = await canvas.findByRole('button', { name: /^\d+ unread messages$/ });
    await userEvent.click(bar);
    await canvas.findByRole('separator', { name: 'New' });
    await waitFor(() => expect(bar).not.toBeInTheDocument());
  },
};

/** The top of the history. The day of the topmost message floats while the list moves. */
export const StartOfHistory: Story = {
  args: {
    messages: sampleConversation(60),
    initialPlace: { atEnd: false, key: 'sample-0', y: 120 },
    start: <ThreadStart people={everybody.slice(1)} />,
  },
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(within(canvasElement).getByText(/^Your conversation with/)).toBeVisible(),
    );
  },
};

/** A jump to a message marks it for two seconds. */
export const JumpToMessage: Story = {
  args: { messages: sampleConversation(400) },
  render: function JumpToMessage(args): ReactElement {
    const list = useRef<MessageListHandle>(null);
    return (
      <>
        <MessageList {...args} ref={list} />
        <button
          type="button"
          style={outsideButton}
          onClick={() => list.current?.scrollToMessage('sample-100', { highlight: true })}
        >
          Jump to a message
        </button>
      </>
    );
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Jump to a message' }));
    await waitFor(() =>
      expect(canvasElement.querySelector('[data-state="highlighted"]')).toBeVisible(),
    );
  },
};

/** A few messages sit at the lower edge. */
export const ShortConversation: Story = { args: { messages: sampleConversation(3) } };

export const Empty: Story = {
  args: {
    empty: (
      <EmptyState
        title="No messages yet"
        description="Say hello to Grace, Linus and Min-jun."
        people={everybody.slice(1)}
      />
    ),
  },
};

export const Loading: Story = { args: { isPending: true, loading: <MessageSkeletons /> } };

/** Pages of older messages come in above. The reader's place does not move. */
export const OlderMessages: Story = {
  args: { onReachStart: fn() },
  render: function OlderMessages(args): ReactElement {
    const [first, setFirst] = useState(60);
    return (
      <MessageList
        {...args}
        messages={sampleConversation(100 - first, first)}
        hasOlder={first > 0}
        onReachStart={() => {
          args.onReachStart?.();
          setFirst((before) => Math.max(0, before - 20));
        }}
      />
    );
  },
  play: async ({ args, canvasElement }) => {
    const scroller = scrollerOf(canvasElement);
    await waitFor(() => expect(gapOf(scroller)).toBeLessThanOrEqual(1));
    const before = scroller.scrollHeight;
    scroller.scrollTop = 0;
    await waitFor(() => expect(args.onReachStart).toHaveBeenCalledTimes(1));
    await waitFor(() => expect(scroller.scrollHeight).toBeGreaterThan(before));
    await expect(scroller.scrollTop).toBeGreaterThan(0);
  },
};

/** What was there stays, and says what to do. */
export const OlderMessagesFailed: Story = {
  args: {
    messages: sampleConversation(3),
    hasOlder: true,
    olderError: true,
    onReachStart: fn(),
  },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }));
    await expect(args.onReachStart).toHaveBeenCalledTimes(1);
  },
};

/** Messages arrive while the reader is further up: the place stays, the pill counts. */
export const NewMessages: Story = {
  render: function NewMessages(args): ReactElement {
    const [count, setCount] = useState(80);
    const messages = Array.from({ length: count }, (_, index) =>
      sampleAt(index, index < 80 ? {} : { senderId: '8:acs:sample_grace' }),
    );
    return (
      <>
        <MessageList {...args} messages={messages} />
        <button
          type="button"
          style={outsideButton}
          onClick={() => setCount((before) => before + 1)}
        >
          Receive a message
        </button>
      </>
    );
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const scroller = scrollerOf(canvasElement);
    await waitFor(() => expect(gapOf(scroller)).toBeLessThanOrEqual(1));
    scroller.scrollTop -= 400;
    await canvas.findByRole('button', { name: 'Jump to latest' });
    for (let i = 0; i < 3; i += 1) {
      await userEvent.click(canvas.getByRole('button', { name: 'Receive a message' }));
    }
    await canvas.findByRole('button', { name: '3 new messages' });
  },
};
