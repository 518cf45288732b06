import { useThread, useThreads, useTyping, useUnread } from '@confab/chat-react';
import { NewThread } from './People.tsx';

export function ThreadList(props: { openId: string | undefined; onOpen: (id: string) => void }) {
  const { threadIds, isPending, error, refetch, hasMore, fetchMore } = useThreads({ pageSize: 15 });
  return (
    <nav className="list" aria-label="Chats">
      <h1>Chats</h1>
      <NewThread onCreated={props.onOpen} />
      {isPending && <p>Loading…</p>}
      {error && <button onClick={() => refetch()}>{error.message} Try again</button>}
      {threadIds.map((id) => (
        <Row key={id} threadId={id} isOpen={id === props.openId} onOpen={() => props.onOpen(id)} />
      ))}
      {hasMore && <button onClick={fetchMore}>More chats</button>}
    </nav>
  );
}

function Row(props: { threadId: string; isOpen: boolean; onOpen: () => void }) {
  const { topic = 'Without a topic' } = useThread(props.threadId);
  const { hasUnread, count = '•' } = useUnread(props.threadId);
  const { typing } = useTyping(props.threadId);
  return (
    <button className="row" aria-current={props.isOpen} onClick={props.onOpen}>
      {topic}
      {typing.length > 0 && <small>typing…</small>}
      {hasUnread && !props.isOpen && <b aria-label={`${count} new`}>{count}</b>}
    </button>
  );
}
