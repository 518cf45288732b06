import { useChatSession, useThread, useThreads, useTyping, useUnread } from '@confab/chat-react';
import { NewThread } from './People.tsx';

type Props = { openId: string | undefined; onOpen: (threadId: string) => void };

export function ThreadList(props: Props) {
  const { threadIds, isPending, error, refetch, hasMore, fetchMore } = useThreads({ pageSize: 15 });
  return (
    <nav className="list" aria-label="Chats">
      <h1>Chats of {useChatSession().displayName}</h1>
      <NewThread onCreated={props.onOpen} />
      {isPending && <p>Loading…</p>}
      {error && <button onClick={() => refetch()}>{error.message} Try again</button>}
      {!isPending && !error && threadIds.length === 0 && <p>No chats yet.</p>}
      {threadIds.map((id) => (
        <Row key={id} threadId={id} {...props} />
      ))}
      {hasMore && <button onClick={fetchMore}>More chats</button>}
    </nav>
  );
}

function Row({ threadId, openId, onOpen }: Props & { threadId: string }) {
  const { topic = 'Without a topic' } = useThread(threadId);
  const { hasUnread, count = 0 } = useUnread(threadId);
  const { typing } = useTyping(threadId);
  return (
    <button className="row" aria-current={threadId === openId} onClick={() => onOpen(threadId)}>
      {topic}
      {typing.length > 0 && <small>typing…</small>}
      {hasUnread && threadId !== openId && <b>{count > 0 && Math.min(count, 99)} new</b>}
    </button>
  );
}
