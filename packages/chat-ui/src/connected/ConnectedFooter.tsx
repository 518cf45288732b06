'use client';

import { supportsReceipts } from '@confab/chat-core/state';
import { useChatStore, useConnection } from '@confab/chat-react';
import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { connectedChunk } from './connected-chunk.ts';
import { useChunk } from '../root/chunk.ts';
import { useThreadEnd } from './use-thread-end.ts';

/** Props of {@link ConnectedFooter}. */
export interface ConnectedFooterProps {
  readonly threadId: string;
  /** The composer's field. */
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Leads back to the list of threads. */
  readonly onBack: (() => void) | undefined;
  readonly onSignIn: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The lower end of a thread: the composer with what has to be known about writing here, or why nobody can write any more. */
export function ConnectedFooter(props: ConnectedFooterProps): ReactNode {
  const { threadId, inputRef, onBack, onSignIn, children } = props;
  const end = useThreadEnd(threadId);
  const { persistenceProblem: problem } = useConnection();
  const hasManyPeople = useChatStore((state) => {
    const thread = state.threads.get(threadId);
    return thread !== undefined && !supportsReceipts(thread);
  });
  const hadFocus = useRef(false);
  const isNeeded = end !== undefined || problem !== undefined || hasManyPeople;
  // Until it is there, and if it cannot be had, the composer says that nothing can be written.
  const notices = useChunk(isNeeded ? connectedChunk : null);
  if (end !== undefined && notices !== undefined) {
    return <notices.EndNotice end={end} hadFocus={hadFocus} onBack={onBack} onSignIn={onSignIn} />;
  }
  return (
    <>
      {notices !== undefined && (
        <notices.WritingNotice
          threadId={threadId}
          problem={problem}
          hasManyPeople={hasManyPeople}
        />
      )}
      <Writing inputRef={inputRef} hadFocus={hadFocus}>
        {children}
      </Writing>
    </>
  );
}

/** Notes as it goes whether the field had the focus. */
function Writing(props: {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly hadFocus: RefObject<boolean>;
  readonly children: ReactNode;
}): ReactNode {
  const { inputRef, hadFocus } = props;
  useLayoutEffect(
    () => () => {
      // The field is still there: children go after their parents.
      // oxlint-disable-next-line react/exhaustive-deps
      const field = inputRef.current;
      hadFocus.current = field !== null && field === document.activeElement;
    },
    [inputRef, hadFocus],
  );
  return props.children;
}
