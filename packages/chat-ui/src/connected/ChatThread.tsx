'use client';

import {
  useChatSession,
  useConnection,
  useParticipants,
  useSendMessage,
  useThread,
  useTyping,
} from '@confab/chat-react';
import { useRef, useState, type ReactNode } from 'react';
import { Composer } from '../composer/Composer.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import type { MessageListHandle } from '../list/message-list-props.ts';
import { ParticipantList } from '../participant-list/ParticipantList.tsx';
import { ConnectionBanner } from '../states/ConnectionBanner.tsx';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { ConnectedMessageList } from './ConnectedMessageList.tsx';

/** Props of {@link ChatThread}. */
export interface ChatThreadProps {
  readonly threadId: string;
  /** Shows a way back to the list of threads, where only one pane fits. */
  readonly onBack?: (() => void) | undefined;
  /** Called when the session has ended and the user wants to sign in again. */
  readonly onSignIn?: (() => void) | undefined;
}

/**
 * A whole thread on the session of the nearest `ChatProvider`: header, messages, typing line, composer.
 *
 * @example
 * <ChatThread threadId={threadId} />
 */
export function ChatThread(props: ChatThreadProps): ReactNode {
  // A thread of its own for each id: nothing of one thread's place or text reaches another.
  return <OpenThread key={props.threadId} {...props} />;
}

function OpenThread({ threadId, onBack, onSignIn }: ChatThreadProps): ReactNode {
  const { userId } = useChatSession();
  const labels = useLabels();
  const { topic = '' } = useThread(threadId);
  const people = useParticipants(threadId);
  const { status } = useConnection();
  const { typing, notifyTyping } = useTyping(threadId);
  const { send } = useSendMessage(threadId);
  const [isShowingPeople, setIsShowingPeople] = useState(false);
  const list = useRef<MessageListHandle>(null);

  return (
    <ThreadPane
      label={topic || labels.untitledThread}
      header={
        <ThreadHeader
          topic={topic}
          participants={people.participants}
          userId={userId}
          onBack={onBack}
          connection={status}
          onShowParticipants={() => setIsShowingPeople((isShowing) => !isShowing)}
          isShowingParticipants={isShowingPeople}
        />
      }
      banner={
        status === 'auth-blocked' ? (
          <ConnectionBanner status={status} onSignIn={onSignIn} />
        ) : undefined
      }
      typing={
        <TypingIndicator
          names={typing.map((person) => person.displayName ?? labels.unknownSender)}
        />
      }
      composer={
        <Composer
          autoFocus
          placeholder={topic === '' ? undefined : labels.messageTo(topic)}
          onTyping={notifyTyping}
          onSend={(text) => {
            send(text);
            list.current?.scrollToBottom();
          }}
        />
      }
    >
      <ConnectedMessageList threadId={threadId} listRef={list} />
      {isShowingPeople && (
        <aside data-part="side-panel">
          <ParticipantList
            participants={people.participants}
            userId={userId}
            isPending={people.isPending}
          />
        </aside>
      )}
    </ThreadPane>
  );
}
