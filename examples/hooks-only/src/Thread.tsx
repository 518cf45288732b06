import { useMessages, useThread, useVisibleRead } from '@confab/chat-react';
import { useRef } from 'react';
import { Composer } from './Composer.tsx';
import { Message } from './Message.tsx';
import { People } from './People.tsx';

export function Thread({ threadId, onClose }: { threadId: string; onClose: () => void }) {
  const { topic = 'Without a topic', access } = useThread(threadId);
  const scroller = useRef<HTMLDivElement>(null);
  const showEnd = () => scroller.current?.scrollTo({ top: 0 });
  return (
    <main className="thread">
      <header>
        <button onClick={onClose}>Back</button>
        <h2>{topic}</h2>
        <People threadId={threadId} />
      </header>
      {/* Upside down by CSS: the browser keeps the end in view when something comes, and the place when older messages do. */}
      <div className="scroller" ref={scroller}>
        <Messages threadId={threadId} />
      </div>
      {access === 'removed' && <p role="alert">You are no longer in this chat.</p>}
      {access === 'gone' && <p role="alert">This chat was deleted.</p>}
      {access === 'member' && <Composer threadId={threadId} onSent={showEnd} />}
    </main>
  );
}

function Messages({ threadId }: { threadId: string }) {
  const { messageKeys, isPending, error, refetch, ...history } = useMessages(threadId);
  const { hasOlder, fetchOlder, olderError, hasGap, jumpToLatest } = history;
  const { listRef } = useVisibleRead(threadId);
  return (
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
  );
}
