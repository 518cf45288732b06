'use client';

import {
  useChatSession,
  useChatStoreApi,
  useDraft,
  useSendMessage,
  useUpdateMessage,
} from '@confab/chat-react';
import { useCallback, useMemo, type ReactNode, type RefObject } from 'react';
import { Composer } from '../composer/Composer.tsx';
import type { ComposerEdit } from '../composer/use-field-text.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { useToasts } from '../toasts/toasts.ts';
import { editableText, lastEditableKey } from './editable-message.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';

/** Props of {@link ConnectedComposer}. */
export interface ConnectedComposerProps {
  readonly threadId: string;
  readonly topic: string;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null> | undefined;
  /** The own message that is being changed. */
  readonly editedKey: string | undefined;
  /** The user wants to change another message, or has ended it. Keep the function the same between renders. */
  readonly onEdit: (messageKey: string | undefined) => void;
  /** Called when a message has been put into the outbox. Its row renders right after. */
  readonly onSent: () => void;
}

/** Writes to a thread. A component of its own, so that the progress of a message renders nothing else here. */
export function ConnectedComposer(props: ConnectedComposerProps): ReactNode {
  const { threadId, topic, editedKey, onEdit, onSent } = props;
  const session = useChatSession();
  const store = useChatStoreApi();
  const labels = useLabels();
  const toasts = useToasts();
  const { send } = useSendMessage(threadId);
  const { text, draft, isReady, setDraft } = useDraft(threadId);
  const isGone = useIsThreadGone(threadId);
  const editing = useEdit(threadId, editedKey, onEdit);
  const slots = { Composer: useSlot('Composer', Composer) };
  return (
    <slots.Composer
      autoFocus
      inputRef={props.inputRef}
      placeholder={topic === '' ? undefined : labels.messageTo(topic)}
      disabledReason={isGone ? labels.cannotWrite : undefined}
      text={text}
      selection={draft?.selection}
      isLoading={!isReady}
      onTextChange={(next, selection) =>
        setDraft(next === '' ? undefined : { text: next, selection })
      }
      editing={editing}
      onEditLast={() => {
        const key = lastEditableKey(store.getState(), threadId);
        if (key === undefined) return false;
        onEdit(key);
        return true;
      }}
      onTyping={() => session.notifyTyping(threadId)}
      onSend={(content) => {
        send(content);
        onSent();
      }}
      // The session has ended, or the message was changed elsewhere: what was written is in the field.
      onError={() => toasts.show({ text: labels.cannotWrite })}
    />
  );
}

/** What the composer needs to change a message. It starts from the text that the message has when the edit begins. */
function useEdit(
  threadId: string,
  editedKey: string | undefined,
  onEdit: (messageKey: string | undefined) => void,
): ComposerEdit | undefined {
  const store = useChatStoreApi();
  const { updateMessage } = useUpdateMessage(threadId);
  const text = useMemo(
    () =>
      editedKey === undefined ? undefined : editableText(store.getState(), threadId, editedKey),
    [store, threadId, editedKey],
  );
  const onCancel = useCallback(() => onEdit(undefined), [onEdit]);
  if (editedKey === undefined || text === undefined) return undefined;
  return {
    key: editedKey,
    text,
    onSave: (next) => {
      // What comes of it shows on the message.
      void updateMessage(editedKey, next);
      onEdit(undefined);
    },
    onCancel,
  };
}
