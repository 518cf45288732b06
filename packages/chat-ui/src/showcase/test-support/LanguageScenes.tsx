import type { ReactElement } from 'react';
import { fn } from 'storybook/test';
import { Composer } from '../../composer/Composer.tsx';
import { ComposerBanner } from '../../composer/ComposerBanner.tsx';
import { JumpNotice } from '../../connected/JumpNotice.tsx';
import { labelsEn } from '../../labels/labels-en.ts';
import type { Labels } from '../../labels/labels.ts';
import { useLabels } from '../../labels/use-labels.ts';
import { ChatLayout } from '../../layout/ChatLayout.tsx';
import { ThreadPane } from '../../layout/ThreadPane.tsx';
import { MessageList } from '../../list/MessageList.tsx';
import { ParticipantList } from '../../participant-list/ParticipantList.tsx';
import { ChatUiProvider, type ChatUiProviderProps } from '../../root/ChatUiProvider.tsx';
import { ConnectionBanner } from '../../states/ConnectionBanner.tsx';
import { EmptyState } from '../../states/EmptyState.tsx';
import { ErrorState } from '../../states/ErrorState.tsx';
import { MessageSkeletons } from '../../states/MessageSkeletons.tsx';
import { ThreadStart } from '../../states/ThreadStart.tsx';
import { pseudoLabels } from '../../test-support/pseudo-labels.ts';
import { sampleNow } from '../../test-support/sample-messages.ts';
import { ThreadMenu } from '../../thread-actions/ThreadMenu.tsx';
import { ThreadHeader } from '../../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../../thread-list/ThreadList.tsx';
import { ThreadNotice } from '../../thread-notice/ThreadNotice.tsx';
import { TypingIndicator } from '../../typing/TypingIndicator.tsx';
import { letterlessSample, type LanguageSample } from './language-samples.ts';

const now = (): number => sampleNow;
/** Longer, accented English. */
export const pseudo: Labels = pseudoLabels(labelsEn);

/** A right-to-left page in the look that the toolbar chooses. */
export function RightToLeft(
  props: ChatUiProviderProps & { readonly globals: Readonly<Record<string, unknown>> },
): ReactElement {
  const { globals, ...rest } = props;
  return (
    <ChatUiProvider
      colorScheme={globals['colorScheme'] === 'dark' ? 'dark' : 'light'}
      messageStyle={globals['messageStyle'] === 'flat' ? 'flat' : 'bubbles'}
      dir="rtl"
      locale="ar"
      timeZone="UTC"
      now={now}
      {...rest}
    />
  );
}

/** Threads and one open conversation, in the language of the provider. */
export function Chat(props: {
  readonly sample: LanguageSample;
  readonly isOpen: boolean;
}): ReactElement {
  const { topic, people, userId, messages, threads } = props.sample;
  const labels = useLabels();
  const byId = new Map(people.map((person) => [person.userId, person]));
  const other = people[1];
  return (
    <ChatLayout
      selected={props.isOpen}
      list={<ThreadList threads={threads} onSelect={fn()} onNewThread={fn()} />}
      thread={
        <ThreadPane
          label={topic}
          header={
            <ThreadHeader
              topic={topic}
              participants={people}
              userId={userId}
              connection="reconnecting"
              connectionDelayMs={0}
              onBack={fn()}
              onShowParticipants={fn()}
              actions={<ThreadMenu topic={topic} onRename={fn()} onLeave={fn()} onDelete={fn()} />}
            />
          }
          typing={<TypingIndicator names={[other?.displayName ?? '']} />}
          composer={
            <Composer
              placeholder={labels.messageTo(topic)}
              onSend={fn()}
              above={
                <ComposerBanner
                  title={labels.replyingTo(other?.displayName)}
                  text={messages[1]?.content ?? ''}
                  senderId={other?.userId}
                  closeLabel={labels.cancelReply}
                  onClose={fn()}
                />
              }
            />
          }
        >
          <MessageList
            messages={messages}
            userId={userId}
            unreadAfterKey={messages.at(-5)?.rowKey}
            timeZone="UTC"
            senderOf={(id) => byId.get(id)}
            start={<ThreadStart people={people.slice(1)} />}
            onRetry={fn()}
            onDiscard={fn()}
          />
        </ThreadPane>
      }
    />
  );
}

/** What is not on the screen all at once: banners, notices, states, people, a composer that has something to say. */
export function PseudoParts(): ReactElement {
  const labels = pseudo;
  const { people, userId, threads } = letterlessSample;
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <ConnectionBanner status="offline" />
      <ConnectionBanner status="connecting" />
      <ConnectionBanner status="reconnecting" />
      <ConnectionBanner status="syncing" />
      <ConnectionBanner status="degraded" />
      <ConnectionBanner status="restored" sentCount={2} />
      <ConnectionBanner status="auth-blocked" onSignIn={fn()} />
      <ConnectionBanner status="stopped" onReconnect={fn()} />
      <JumpNotice state="loading" onGoOn={fn()} onClose={fn()} />
      <JumpNotice state="too-far" onGoOn={fn()} onClose={fn()} />
      <JumpNotice state="failed" onGoOn={fn()} onClose={fn()} />
      <ThreadNotice
        tone="ended"
        title={labels.notMember}
        description={labels.notMemberHint}
        actionLabel={labels.back}
        onAction={fn()}
      />
      <ThreadNotice
        tone="warning"
        title={labels.notKept}
        description={labels.notKeptPrivate}
        onDismiss={fn()}
      />
      <ThreadNotice
        title={labels.signalsUnsupported(20)}
        description={labels.signalsUnsupportedHint}
        onDismiss={fn()}
      />
      <EmptyState
        title={labels.noMessages}
        description={labels.noMessagesHint(['지수', '서연'])}
        actionLabel={labels.writeMessage}
        onAction={fn()}
      />
      <ErrorState title={labels.messagesFailed} onRetry={fn()} />
      <ErrorState title={labels.olderFailed} isCompact onRetry={fn()} />
      <MessageSkeletons />
      <ParticipantList participants={people} userId={userId} />
      <ThreadList threads={[]} title={labels.newThread} onSelect={fn()} onNewThread={fn()} />
      <ThreadList threads={threads.slice(1)} onSelect={fn()} />
      <Composer onSend={fn()} initialText={'가'.repeat(40)} maxBytes={60} />
      <Composer onSend={fn()} disabledReason={labels.cannotWrite} />
      <Composer
        onSend={fn()}
        editing={{ key: '1', text: '고칠 말', onSave: fn(), onCancel: fn() }}
      />
    </div>
  );
}
