import { useDraft, useSendMessage, useTyping } from '@confab/chat-react';
import { useState, type KeyboardEvent } from 'react';

export function Composer({ threadId }: { threadId: string }) {
  const { text, isReady, setDraft } = useDraft(threadId);
  const { send } = useSendMessage(threadId);
  const { notifyTyping } = useTyping(threadId);
  const [problem, setProblem] = useState('');
  function submit() {
    if (text.trim() === '') return;
    try {
      send(text);
      setDraft(undefined);
      setProblem('');
    } catch (error) {
      // Too long, for example: the text stays where it is.
      setProblem(String(error));
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    // Enter also ends the composition of a Chinese, Japanese or Korean word.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    submit();
  }
  return (
    <form className="composer" action={submit}>
      <textarea
        aria-label="Message"
        value={text}
        readOnly={!isReady}
        onKeyDown={onKeyDown}
        onChange={({ target }) => setDraft(target.value)}
        onInput={({ currentTarget: { value } }) => value.trim() !== '' && notifyTyping()}
      />
      <button>Send</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}
