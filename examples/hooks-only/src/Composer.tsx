import { useDraft, useReadReceipts, useSendMessage, useTyping, useUser } from '@confab/chat-react';
import { useState, type KeyboardEvent, type SubmitEvent } from 'react';

export function Composer({ threadId, onSent }: { threadId: string; onSent: () => void }) {
  const { text, isReady, setDraft } = useDraft(threadId);
  const { send } = useSendMessage(threadId);
  const { typing, notifyTyping } = useTyping(threadId);
  const { reason } = useReadReceipts(threadId);
  const { displayName = 'Somebody' } = useUser(typing[0]?.userId);
  const [problem, setProblem] = useState('');
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (text.trim() === '') return;
    try {
      send(text);
      setDraft(undefined);
      setProblem('');
      onSent();
    } catch (error) {
      // Too long, for example: the text stays where it is.
      if (error instanceof Error) setProblem(error.message);
    }
  }
  return (
    <form className="composer" onSubmit={submit}>
      <p aria-live="polite">
        {reason}
        {typing.length > 0 &&
          `${displayName} ${typing.length > 1 ? 'and others are' : 'is'} typing…`}
      </p>
      <textarea
        aria-label="Message"
        value={text}
        readOnly={!isReady}
        onKeyDown={submitOnEnter}
        onChange={({ target }) => setDraft(target.value)}
        onInput={({ currentTarget: { value } }) => value.trim() !== '' && notifyTyping()}
      />
      <button>Send</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}

/** Shift+Enter breaks the line instead, and Enter may end the composition of a Chinese, Japanese or Korean word. */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
