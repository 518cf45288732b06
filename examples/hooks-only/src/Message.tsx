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
import { memo, useState, type SubmitEvent } from 'react';
import { submitOnEnter } from './Composer.tsx';

const takeFocus = (field: HTMLElement | null) => field?.focus();

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
      {isOwn && !deletedAt && <Own message={message} />}
    </li>
  );
});

/** What only the author sees: how far the message has come, and what can be done with it. */
function Own({ message }: { message: ChatMessage }) {
  const { threadId, rowKey, content, failure, failedChange, sendState } = message;
  const status = useMessageStatus(threadId, rowKey);
  const { updateMessage, error } = useUpdateMessage(threadId);
  const { deleteMessage } = useDeleteMessage(threadId);
  const { retry, discard } = useRetryMessage(threadId);
  const [edited, edit] = useState<string>();
  function save(event: SubmitEvent) {
    event.preventDefault();
    edit(undefined);
    // What is refused, because it is too long for example, comes back into the field.
    updateMessage(rowKey, edited ?? '').catch(() => edit(edited));
  }
  if (edited !== undefined)
    return (
      <form onSubmit={save} onReset={() => edit(undefined)}>
        <textarea
          aria-label="Edit"
          value={edited}
          ref={takeFocus}
          onFocus={({ target }) => target.setSelectionRange(-1, -1)}
          onKeyDown={submitOnEnter}
          onChange={({ target }) => edit(target.value)}
        />
        <button>Save</button>
        <button type="reset">Cancel</button>
        {error && <span role="alert">{error.message}</span>}
      </form>
    );
  const problem = failure ?? failedChange?.failure;
  return (
    <small>
      {status}
      {problem && <span role="alert">{problem.message}</span>}
      {problem?.retryable && <button onClick={() => void retry(rowKey)}>Try again</button>}
      {sendState !== 'sent' && <button onClick={() => discard(rowKey)}>Discard</button>}
      {sendState === 'sent' && <button onClick={() => edit(content)}>Edit</button>}
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
