'use client';

import { useChatStoreApi, type UseMessages } from '@confab/chat-react';
import { rowKeyOf, type ThreadState } from '@confab/chat-core/state';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { MessageListHandle, ScrollToMessageOptions } from '../list/message-list-props.ts';

/** Where a jump leads. */
export interface JumpOptions extends ScrollToMessageOptions {
  /** Leads to the row below the message. */
  readonly isBelow?: boolean | undefined;
}

/** How a jump stands that has to load messages first. */
export type JumpState = 'loading' | 'too-far' | 'not-found' | 'failed';

/** Leads to messages that may not be loaded yet. Its functions never change. */
export interface MessageJump {
  /** `undefined` while nothing has to be said. */
  readonly state: JumpState | undefined;
  /** Brings a message into view, by its id or row key. False when that could not be done; `state` says why. */
  readonly jumpTo: (messageId: string, options?: JumpOptions) => Promise<boolean>;
  /** Goes on with what was too far, or failed. */
  readonly goOn: () => void;
  /** Gives the jump up, and takes away what is said about it. */
  readonly cancel: () => void;
}

interface Target extends JumpOptions {
  readonly messageId: string;
}

/** Jumps in the list `listRef` of a thread. A new jump takes the place of the one before. */
export function useMessageJump(
  threadId: string,
  loadAround: UseMessages['loadAround'],
  listRef: RefObject<MessageListHandle | null>,
): MessageJump {
  const store = useChatStoreApi();
  const [state, setState] = useState<JumpState>();
  const [arrival, setArrival] = useState<Target>();
  const current = useRef<{ readonly target: Target; readonly giveUp: AbortController }>(undefined);

  const show = useCallback(
    (target: Target): boolean => {
      const thread = store.getState().threads.get(threadId);
      const key = thread && keyOf(thread, target);
      return key !== undefined && listRef.current?.scrollToMessage(key, target) === true;
    },
    [store, threadId, listRef],
  );
  // Its rows are in the list when this runs, and nothing of them has been painted.
  useLayoutEffect(() => {
    if (arrival === undefined) return;
    show({ ...arrival, focus: false });
    // The row gets the focus once it is there, and React cannot render it while it commits.
    if (arrival.focus === true) queueMicrotask(() => show(arrival));
  }, [arrival, show]);

  const cancel = useCallback(() => {
    current.current?.giveUp.abort();
    current.current = undefined;
    setState(undefined);
  }, []);
  useEffect(() => cancel, [cancel]);

  const load = useCallback(
    async (target: Target): Promise<boolean> => {
      cancel();
      if (show(target)) return true;
      const giveUp = new AbortController();
      current.current = { target, giveUp };
      setState('loading');
      try {
        await loadAround(target.messageId, { signal: giveUp.signal });
      } catch (error) {
        if (!giveUp.signal.aborted) setState(stateOf(error));
        return false;
      }
      if (giveUp.signal.aborted) return false;
      setState(undefined);
      setArrival({ ...target });
      return true;
    },
    [cancel, show, loadAround],
  );
  const jumpTo = useCallback<MessageJump['jumpTo']>(
    (messageId, options = { highlight: true }) => load({ messageId, ...options }),
    [load],
  );
  const goOn = useCallback(() => {
    if (current.current !== undefined) void load(current.current.target);
  }, [load]);
  return { state, jumpTo, goOn, cancel };
}

function keyOf(thread: ThreadState, { messageId, isBelow }: Target): string | undefined {
  const key = thread.rows.has(messageId) ? messageId : rowKeyOf(thread, messageId);
  if (isBelow !== true) return key;
  const index = thread.messageKeys.indexOf(key);
  return index < 0 ? undefined : (thread.messageKeys[index + 1] ?? key);
}

function stateOf(error: unknown): JumpState {
  const { code } = Object(error) as { readonly code?: unknown };
  return code === 'too-far' || code === 'not-found' ? code : 'failed';
}
