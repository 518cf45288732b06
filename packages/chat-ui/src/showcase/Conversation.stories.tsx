import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { fn } from 'storybook/test';
import { Composer } from '../composer/Composer.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ChatLayout } from '../layout/ChatLayout.tsx';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { MessageList } from '../list/MessageList.tsx';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { languageOf } from '../test-support/story-languages.ts';
import { ada, everybody, sampleNow } from '../test-support/sample-messages.ts';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { lastReadKey, readUpTo, sampleThread, sampleThreads } from './sample-thread.ts';

const now = (): number => sampleNow;
const names = new Map(everybody.map((person) => [person.userId, person]));

function Conversation({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const labels = useLabels();
  return (
    <ChatLayout
      selected={isOpen}
      list={<ThreadList threads={sampleThreads} onSelect={fn()} onNewThread={fn()} />}
      thread={
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
          composer={<Composer placeholder={labels.messageTo('Atlas launch')} onSend={fn()} />}
        >
          <MessageList
            messages={sampleThread}
            userId={ada.userId}
            unreadAfterKey={lastReadKey}
            timeZone="UTC"
            senderOf={(userId) => names.get(userId)}
            isReadByAll={(message) => message.rowKey !== readUpTo}
            onRetry={fn()}
            onDiscard={fn()}
          />
        </ThreadPane>
      }
    />
  );
}

const meta: Meta<typeof Conversation> = {
  title: 'Showcase/Conversation',
  component: Conversation,
  parameters: { layout: 'fullscreen' },
  args: { isOpen: true },
  render: (args, { globals }) => (
    <ChatUiProvider
      colorScheme={globals['colorScheme'] === 'dark' ? 'dark' : 'light'}
      dir={globals['direction'] === 'rtl' ? 'rtl' : 'ltr'}
      messageStyle={globals['messageStyle'] === 'flat' ? 'flat' : 'bubbles'}
      {...languageOf(globals['locale'])}
      timeZone="UTC"
      now={now}
      style={{ blockSize: '100dvh' }}
    >
      <Conversation {...args} />
    </ChatUiProvider>
  ),
};
export default meta;

type Story = StoryObj<typeof Conversation>;

/** Two days and four people: everything that a row can look like. */
export const Thread: Story = {};
/** The list of threads, where only one pane fits. */
export const Threads: Story = { args: { isOpen: false } };
