import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { Composer } from '../composer/Composer.tsx';
import { Message } from '../message/Message.tsx';
import {
  ada,
  everybody,
  grace,
  linus,
  sampleMessage,
  sampleTime,
} from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { ChatLayout } from './ChatLayout.tsx';
import { ThreadPane } from './ThreadPane.tsx';

const threads = (
  <ThreadList
    threads={[
      {
        id: 'atlas',
        topic: 'Atlas launch',
        participants: [grace, linus],
        lastMessage: { text: 'Then we go at ten.', isOwn: true, status: 'sent' },
        lastMessageAt: sampleTime(9, 8),
        isSelected: true,
      },
      {
        id: 'linus',
        topic: 'Linus',
        participants: [linus],
        lastMessage: { text: 'See you at the standup' },
        lastMessageAt: sampleTime(8, 40),
        unread: 2,
        isSelected: false,
      },
    ]}
    onSelect={fn()}
    onNewThread={fn()}
  />
);

const thread = (
  <ThreadPane
    label="Atlas launch"
    header={
      <ThreadHeader
        topic="Atlas launch"
        participants={everybody}
        userId={ada.userId}
        onBack={fn()}
        onShowParticipants={fn()}
      />
    }
    typing={<TypingIndicator names={['Linus']} />}
    composer={<Composer placeholder="Message Atlas launch" onSend={fn()} />}
  >
    <div style={{ alignSelf: 'end', padding: '16px 20px 4px' }}>
      <Message
        message={sampleMessage(
          linus,
          'Rounding is merged and `npm run check` is green 🎉 Can you deploy?',
        )}
        isOwn={false}
        groupStart
        groupEnd
      />
      <Message
        message={sampleMessage(ada, 'Then we go at ten.')}
        isOwn
        groupStart
        groupEnd
        status="sent"
        readers={[{ ...grace, readAt: sampleTime(9, 9) }]}
      />
    </div>
  </ThreadPane>
);

const meta: Meta<typeof ChatLayout> = {
  title: 'Components/ChatLayout',
  component: ChatLayout,
  decorators: [
    (Story, { parameters }) => (
      <Panel inlineSize={String(parameters['inlineSize'] ?? '960px')} blockSize="560px">
        <Story />
      </Panel>
    ),
  ],
  args: { list: threads, thread, selected: true },
};
export default meta;

type Story = StoryObj<typeof ChatLayout>;

export const TwoPanes: Story = {};
export const OnePaneThread: Story = { parameters: { inlineSize: '390px' } };
export const OnePaneList: Story = {
  args: { selected: false },
  parameters: { inlineSize: '390px' },
};
export const Sidebar: Story = { parameters: { inlineSize: '320px' } };
