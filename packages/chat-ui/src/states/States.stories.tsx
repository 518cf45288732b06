import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { grace, linus, minjun } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { MessageSkeletons } from './MessageSkeletons.tsx';

const meta: Meta = {
  title: 'Components/States',
  decorators: [
    (Story) => (
      <Panel inlineSize="480px" blockSize="380px">
        <ThreadPane label="Story">
          <Story />
        </ThreadPane>
      </Panel>
    ),
  ],
};
export default meta;

export const EmptyThread: StoryObj = {
  render: () => (
    <EmptyState
      title="No messages yet"
      description="Say hello to Grace, Linus and Min-jun."
      people={[grace, linus, minjun]}
      actionLabel="Write a message"
      onAction={fn()}
    />
  ),
};

export const NothingOpen: StoryObj = {
  render: () => (
    <EmptyState title="No chat open" description="Choose one from the list to read and write." />
  ),
};

export const LoadError: StoryObj = {
  render: () => <ErrorState title="Couldn’t load this chat" onRetry={fn()} />,
};

export const CompactError: StoryObj = {
  render: () => <ErrorState title="Couldn’t load older messages." isCompact onRetry={fn()} />,
};

export const Loading: StoryObj = { render: () => <MessageSkeletons /> };
