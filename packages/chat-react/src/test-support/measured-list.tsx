import { memo, Profiler, useEffect, type ReactNode } from 'react';
import { useLastReaders } from '../use-last-readers.ts';
import { useMessageStatus } from '../use-message-status.ts';
import { useMessage } from '../use-message.ts';
import type { UseMessagesOptions } from '../use-message-list.ts';
import { useMessages } from '../use-messages.ts';
import { useUser } from '../use-user.ts';

/** What React has committed: the content of each row that was rendered, and `list`. */
export type Renders = string[];

interface RowProps {
  readonly threadId: string;
  readonly messageKey: string;
  readonly renders: Renders;
}

const Row = memo(function Row({ threadId, messageKey, renders }: RowProps): ReactNode {
  const { message } = useMessage(threadId, messageKey);
  const status = useMessageStatus(threadId, messageKey);
  const readers = useLastReaders(threadId, messageKey);
  const { displayName = message?.senderDisplayName } = useUser(message?.senderId);
  return (
    <Profiler id={message?.content ?? ''} onRender={(id) => renders.push(id)}>
      <li data-status={status} data-readers={readers.length} title={displayName}>
        {message?.content}
      </li>
    </Profiler>
  );
});

/** Props of {@link MeasuredList}. */
export interface MeasuredListProps extends UseMessagesOptions {
  readonly threadId: string;
  readonly renders?: Renders;
}

const nowhere: Renders = [];

/** All loaded messages of a thread, as an app without a list of its own would show them. It notes what renders. */
export function MeasuredList({
  threadId,
  renders = nowhere,
  pageSize,
}: MeasuredListProps): ReactNode {
  const { messageKeys, hasOlder, fetchOlder, isPending, error } = useMessages(threadId, {
    pageSize,
  });
  // A profiler around the rows would count theirs, too.
  useEffect(() => {
    renders.push('list');
  });
  return (
    <>
      <p>{isPending ? 'loading' : (error?.message ?? `${messageKeys.length} messages`)}</p>
      <button disabled={!hasOlder} onClick={fetchOlder}>
        Older
      </button>
      <ol>
        {messageKeys.map((key) => (
          <Row key={key} threadId={threadId} messageKey={key} renders={renders} />
        ))}
      </ol>
    </>
  );
}
