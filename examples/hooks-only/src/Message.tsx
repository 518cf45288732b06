import type { Message as ChatMessage } from '@confab/chat-core';
import {
  useChatSession,
  useDeleteMessage,
  useMessage,
  useMessageStatus,
  useRetryMessage,
  useUpdateMessage,
  useUser,
} from '@confab/chat-react';
import { memo, useState } from 'react';

/** One row. It reads itself, so that nothing else renders when it changes. */
export const Message = memo(function Message(props: { threadId: string; messageKey: string }) {
  const { message } = useMessage(props.threadId, props.messageKey);
  const { displayName = message?.senderDisplayName ?? 'Somebody' } = useUser(message?.senderId);
  const isOwn = message?.senderId === useChatSession().userId;
  if (!message) return null;
  const { rowKey, senderId, createdAt, editedAt, deletedAt } = message;
  const time = new Date(createdAt).toLocaleTimeString([], { timeStyle: 'short' });
  return (
    <li data-message-key={rowKey} className={senderId ? `message ${isOwn ? 'own' : ''}` : 'event'}>
      {senderId && <small>{`${displayName} · ${time}${editedAt ? ' · edited' : ''}`}</small>}
      {deletedAt ? <em>Deleted</em> : <p dir="auto">{textOf(message)}</p>}
      {isOwn && !deletedAt && <Own threadId={props.threadId} message={message} />}
    </li>
  );
});

/** What only the author sees: how far the message has come, and what can be done with it. */
function Own({ threadId, message }: { threadId: string; message: ChatMessage }) {
  const { rowKey, failure, failedChange, sendState } = message;
  const status = useMessageStatus(threadId, rowKey);
  const { updateMessage } = useUpdateMessage(threadId);
  const { deleteMessage } = useDeleteMessage(threadId);
  const { retry, discard } = useRetryMessage(threadId);
  const [isEditing, setIsEditing] = useState(false);
  const save = (form: FormData) => {
    void updateMessage(rowKey, String(form.get('text')));
    setIsEditing(false);
  };
  if (isEditing)
    return (
      <form action={save}>
        <input name="text" aria-label="Edit" defaultValue={message.content} required />
        <button>Save</button>
        <button type="button" onClick={() => setIsEditing(false)}>
          Cancel
        </button>
      </form>
    );
  const problem = failure ?? failedChange?.failure;
  return (
    <small>
      {status}
      {problem && <span role="alert">{problem.message}</span>}
      {problem?.retryable && <button onClick={() => void retry(rowKey)}>Try again</button>}
      {sendState !== 'sent' && <button onClick={() => discard(rowKey)}>Discard</button>}
      {sendState === 'sent' && <button onClick={() => setIsEditing(true)}>Edit</button>}
      {sendState === 'sent' && <button onClick={() => void deleteMessage(rowKey)}>Delete</button>}
    </small>
  );
}

/** What a message says, and what an event says of the chat. HTML of others is never put into the page as it is. */
function textOf({ kind, content, topic, participants = [] }: ChatMessage): string {
  const names = participants.map((one) => one.displayName ?? 'Somebody').join(', ');
  if (kind === 'participantAdded') return `${names} joined.`;
  if (kind === 'participantRemoved') return `${names} left.`;
  if (kind === 'topicUpdated') return `The topic is now “${topic}”.`;
  if (kind === 'text') return content;
  return new DOMParser().parseFromString(content, 'text/html').body.textContent ?? '';
}
