import { useEffect, useState, type RefObject } from 'react';
import { findToken, type Token } from './find-token.ts';

/** What {@link useToken} returns. */
export interface TokenState {
  readonly token: Token | null;
  /** Nothing is offered for this token any more. */
  readonly dismiss: () => void;
}

/** What is being typed in a field that has the focus. */
export function useToken(inputRef: RefObject<HTMLTextAreaElement | null>): TokenState {
  const [token, setToken] = useState<Token | null>(null);
  const [dismissedAt, setDismissedAt] = useState<number>();

  useEffect(() => {
    const input = inputRef.current;
    if (input === null) return undefined;
    const look = (): void => {
      const { selectionStart, selectionEnd } = input;
      const isWriting = input === document.activeElement && selectionStart === selectionEnd;
      const found = isWriting ? findToken(input.value, selectionStart) : null;
      setToken((before) => (isSame(before, found) ? before : found));
      setDismissedAt((at) => (found?.start === at ? at : undefined));
    };
    look();
    input.addEventListener('input', look);
    input.addEventListener('blur', look);
    // Where the caret goes is told to the document.
    document.addEventListener('selectionchange', look);
    return () => {
      input.removeEventListener('input', look);
      input.removeEventListener('blur', look);
      document.removeEventListener('selectionchange', look);
    };
  }, [inputRef]);

  return {
    token: token !== null && token.start === dismissedAt ? null : token,
    dismiss: () => setDismissedAt(token?.start),
  };
}

function isSame(a: Token | null, b: Token | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.start === b.start &&
    a.query === b.query &&
    a.trigger === b.trigger &&
    a.isClosed === b.isClosed
  );
}
