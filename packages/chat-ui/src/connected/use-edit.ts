import { useChatStoreApi, useUpdateMessage } from '@confab/chat-react';
import { useCallback, useMemo, useState } from 'react';
import type { ComposerToolsProps } from '../composer-tools/ComposerTools.tsx';
import type { ComposerEdit } from '../composer/use-field-text.ts';
import { mentionsKey } from '../mentions/is-mentioned.ts';
import { mentionsAfter, withMentions } from './draft-mentions.ts';
import { editStart } from './editable-message.ts';

/** A message that is being changed in the composer. */
export interface MessageBeingEdited {
  readonly editing: ComposerEdit;
  /** For the tools of the field. */
  readonly mentions: Pick<ComposerToolsProps, 'mentions' | 'onMentionsChange'>;
}

interface WrittenMentions {
  readonly key: string;
  readonly mentions: string | undefined;
  /** The text that they belong to. */
  readonly text: string;
}

/** What the composer needs to change a message. It starts from what the message holds when the edit begins. */
export function useEdit(
  threadId: string,
  editedKey: string | undefined,
  onEdit: (messageKey: string | undefined) => void,
): MessageBeingEdited | undefined {
  const store = useChatStoreApi();
  const { updateMessage } = useUpdateMessage(threadId);
  const start = useMemo(
    () => (editedKey === undefined ? undefined : editStart(store.getState(), threadId, editedKey)),
    [store, threadId, editedKey],
  );
  const [state, setWritten] = useState<WrittenMentions>();
  const onCancel = useCallback(() => onEdit(undefined), [onEdit]);
  if (editedKey === undefined || start === undefined) return undefined;
  const { text, metadata } = start;
  const before = metadata?.[mentionsKey];
  const written = state?.key === editedKey ? state : { mentions: before, text };
  return {
    editing: {
      key: editedKey,
      text,
      onSave: (content) => {
        const after = mentionsAfter(written.mentions, written.text, content);
        // What comes of it shows on the message.
        void updateMessage(
          editedKey,
          after === before ? content : { content, metadata: withMentions(metadata, after) },
        );
        onEdit(undefined);
      },
      onCancel,
    },
    mentions: {
      mentions: written.mentions,
      onMentionsChange: (mentions, changed) =>
        setWritten({ key: editedKey, mentions, text: changed }),
    },
  };
}
