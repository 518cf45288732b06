import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { grace, linus, minjun, sampleTime } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import type { ThreadListEntry } from './thread-list-entry.ts';
import { ThreadList } from './ThreadList.tsx';

const tomas = { userId: 'tomas', displayName: 'Tomás' };

const threads: readonly ThreadListEntry[] = [
  {
    id: 'design',
    topic: 'Design review',
    participants: [minjun, tomas],
    lastMessage: { senderName: 'Min-jun', text: '버튼 색을 조금 더 진하게 할까요?' },
    lastMessageAt: sampleTime(8, 31),
    unread: 3,
    isSelected: false,
  },
  {
    id: 'grace',
    topic: 'Grace',
    participants: [grace],
    lastMessage: { text: 'Release notes are in the folder', isOwn: true, status: 'failed' },
    lastMessageAt: sampleTime(9, 9),
    isSelected: true,
  },
  {
    id: 'linus',
    topic: 'Linus',
    participants: [linus],
    draft: 'Could you look at the footer links before we ship?',
    lastMessageAt: sampleTime(8, 40),
    isSelected: false,
  },
  {
    id: 'planning',
    topic: 'Quarterly planning with everyone from both offices',
    participants: [tomas, grace],
    lastMessage: { text: 'Agenda is in the invite', isOwn: true, status: 'read' },
    lastMessageAt: sampleTime(10, 0, 6),
    unread: 240,
    typing: ['Tomás'],
    isSelected: false,
  },
  {
    id: 'rota',
    topic: 'دوريات الدعم',
    participants: [linus, minjun],
    lastMessage: { senderName: 'Grace', text: 'دوري الأسبوع القادم' },
    lastMessageAt: sampleTime(10, 0, 1),
    unread: 'some',
    isSelected: false,
  },
  {
    id: 'plants',
    topic: 'Office plants 🌱',
    participants: [grace, linus],
    lastMessage: { text: '', deleted: true },
    lastMessageAt: sampleTime(10, 0, 40),
    isSelected: false,
  },
];

const meta: Meta<typeof ThreadList> = {
  title: 'Components/ThreadList',
  component: ThreadList,
  decorators: [
    (Story) => (
      <Panel inlineSize="320px" blockSize="520px">
        <Story />
      </Panel>
    ),
  ],
  args: { threads, onSelect: fn(), onNewThread: fn() },
};
export default meta;

type Story = StoryObj<typeof ThreadList>;

export const Rows: Story = {
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByText('Design review'));
    await expect(args.onSelect).toHaveBeenCalledWith('design');
  },
};

export const Filtered: Story = {
  play: async ({ canvasElement }) => {
    await userEvent.type(within(canvasElement).getByRole('searchbox'), 'linus');
    await expect(within(canvasElement).getAllByRole('listitem')).toHaveLength(3);
  },
};

/** One Tab stop: arrow keys and first letters go from thread to thread. */
export const Keys: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole('searchbox'));
    await userEvent.tab();
    await expect(canvas.getByRole('button', { name: /^Grace/u })).toHaveFocus();
    await userEvent.keyboard('{End}');
    const [last] = canvas.getAllByRole('listitem').toReversed();
    await expect(last?.querySelector('button')).toHaveFocus();
  },
};

export const Links: Story = { args: { getHref: (id: string) => `#${id}` } };
export const Loading: Story = { args: { threads: [], isPending: true } };
export const Empty: Story = { args: { threads: [] } };
export const Failed: Story = {
  args: { threads: [], error: 'The server did not answer. Try again in a moment.', onRetry: fn() },
};
export const FailedWithRows: Story = {
  args: { error: 'The server did not answer.', onRetry: fn() },
};
