import {
  useMessages,
  useReadReceipts,
  useThread,
  useTyping,
  useUser,
  useVisibleRead,
} from '@confab/chat-react';
import { Composer } from './Composer.tsx';
import { Message } from './Message.tsx';
import { People } from './People.tsx';

export function Thread({ threadId, onClose }: { threadId: string; onClose: () => void }) {
  const { topic = 'Without a topic', access } = useThread(threadId);
  return (
    <main className="thread">
      <header>
        <button onClick={onClose}>Back</button>
        <h2>{topic}</h2>
        <People threadId={threadId} />
      </header>
      <Messages threadId={threadId} />
      <Signals threadId={threadId} />
      {access === 'removed' && <p role="alert">You are no longer in this chat.</p>}
      {access === 'gone' && <p role="alert">This chat was deleted.</p>}
      {access === 'member' && <Composer threadId={threadId} />}
    </main>
  );
}

function Messages({ threadId }: { threadId: string }) {
  const { messageKeys, isPending, error, refetch, ...history } = useMessages(threadId);
  const { hasOlder, fetchOlder, olderError, hasGap, jumpToLatest } = history;
  const { listRef } = useVisibleRead(threadId);
  return (
    // Turned round, so that the browser keeps the end in view when something comes, and the place when older messages do.
    <div className="scroller">
      <div>
        {isPending && <p>Loading…</p>}
        {error && <button onClick={() => refetch()}>{error.message} Try again</button>}
        {hasOlder && <button onClick={fetchOlder}>Older messages</button>}
        {olderError && <p role="alert">{olderError.message}</p>}
        <ol ref={listRef} aria-label="Messages">
          {messageKeys.map((key) => (
            <Message key={key} threadId={threadId} messageKey={key} />
          ))}
        </ol>
        {hasGap && <button onClick={() => void jumpToLatest()}>Newer messages</button>}
      </div>
    </div>
  );
}

function Signals({ threadId }: { threadId: string }) {
  const { typing } = useTyping(threadId);
  const { supported, reason } = useReadReceipts(threadId);
  const { displayName = 'Somebody' } = useUser(typing[0]?.userId);
  return (
    <p className="signals" aria-live="polite">
      {!supported && reason}
      {typing.length === 1 && `${displayName} is typing…`}
      {typing.length > 1 && 'Several people are typing…'}
    </p>
  );
}
