'use client';

import type { ChatSession, SavedDraft } from '@confab/chat-core/session';
import { useCallback, useState } from 'react';
import { useChatSession } from './chat-context.ts';
import { hasCode } from './chat-queries.ts';
import { useChatStore, useThreadSlice } from './use-chat-store.ts';

/** What a user has written and not sent: text, caret, answered message, metadata. */
export type DraftContent = Omit<SavedDraft, 'updatedAt'>;

/** What {@link useDraft} returns. */
export interface UseDraft {
  /** What belongs into the text field. Empty when there is no draft. */
  readonly text: string;
  /** All of the draft. */
  readonly draft: DraftContent | undefined;
  /** False until it is known whether there is one from an earlier visit: keep the field read-only for that moment. */
  readonly isReady: boolean;
  /** Takes what the user has written: text, or all of a draft. It is kept on this device within half a second; `undefined` forgets it. */
  readonly setDraft: (draft: DraftContent | string | undefined) => void;
}

/** What was typed here and is not in the store yet: it tells of it with the next frame, and a field cannot wait for that. */
interface Typed {
  readonly session: ChatSession;
  readonly threadId: string;
  /** The draft of the store when that was looked at last. */
  readonly stored: SavedDraft | undefined;
  /** Absent: the store's draft holds. */
  readonly draft?: { readonly content: DraftContent | undefined };
}

/**
 * The draft of a thread, as the value of a text field: it survives a reload and is the same in all tabs. What another tab has written is
 * taken over when it was written later, and not while the user types here. Set it to `undefined` when you send it. Renders when the draft
 * changes.
 *
 * @example
 * const { text, setDraft, isReady } = useDraft(threadId);
 * <textarea value={text} readOnly={!isReady} onChange={(event) => setDraft(event.target.value)} />
 */
export function useDraft(threadId: string): UseDraft {
  const session = useChatSession();
  const stored = useThreadSlice(threadId, (thread) => thread.draft);
  const isReady = useChatStore((state) => state.areDraftsRead);
  const [state, setTyped] = useState<Typed>({ session, threadId, stored });
  let typed = state;
  const isSameField = typed.session === session && typed.threadId === threadId;
  if (!isSameField || typed.stored !== stored) {
    // An earlier keystroke comes from the store when the field is ahead of it. Nothing does after it was sent.
    const isAhead = isSameField && stored && stored.text !== typed.draft?.content?.text;
    typed = { session, threadId, stored, ...(isAhead && typed.draft && { draft: typed.draft }) };
    setTyped(typed);
  }

  const setDraft = useCallback(
    (next: DraftContent | string | undefined) => {
      const content = typeof next === 'string' ? { text: next } : next;
      setTyped((before) => ({ ...before, draft: { content } }));
      try {
        session.setDraft(threadId, content);
      } catch (error) {
        // The session has ended: what is in the field stays there.
        if (!hasCode(error, 'disposed')) throw error;
      }
    },
    [session, threadId],
  );
  const draft = typed.draft === undefined ? stored : typed.draft.content;
  return { text: draft?.text ?? '', draft, isReady, setDraft };
}
