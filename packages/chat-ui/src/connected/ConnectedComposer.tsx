'use client';

import {
  useChatSession,
  useChatStore,
  useChatStoreApi,
  useDraft,
  useSendMessage,
} from '@confab/chat-react';
import {
  forwardRef,
  useImperativeHandle,
  useMemo,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
  type RefObject,
} from 'react';
import { Composer } from '../composer/Composer.tsx';
import { ComposerBanner } from '../composer/ComposerBanner.tsx';
import type { FilesError } from '../attachments/thread-uploads.ts';
import { ComposerTools, type ComposerToolsProps } from '../composer-tools/ComposerTools.tsx';
import { EmojiButton } from '../emoji/EmojiButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { mentionsKey } from '../mentions/is-mentioned.ts';
import { replyToKey } from '../reply/reply-to.ts';
import { useSlot } from '../slots/use-slot.ts';
import { useToasts } from '../toasts/toasts.ts';
import { lastEditableKey } from './editable-message.ts';
import { mentionsAfter, withMentions } from './draft-mentions.ts';
import { useAttachments } from './use-attachments.tsx';
import { useEdit } from './use-edit.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';
import { useQuotedMessage } from './use-quoted-message.ts';

/** What a row can ask of the composer below it. */
export interface ComposerHandle {
  /** Answers a message of the thread. What is written already stays. */
  reply(messageKey: string): void;
}

/** Props of {@link ConnectedComposer}. */
export interface ConnectedComposerProps {
  readonly threadId: string;
  readonly topic: string;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** The own message that is being changed. */
  readonly editedKey: string | undefined;
  /** The user wants to change another message, or has ended it. Keep the function the same between renders. */
  readonly onEdit: (messageKey: string | undefined) => void;
  /** Called when a message has been put into the outbox. Its row renders right after. */
  readonly onSent: () => void;
}

/** Writes to a thread. A component of its own, so that the progress of a message renders nothing else here. */
export const ConnectedComposer: ForwardRefExoticComponent<
  ConnectedComposerProps & RefAttributes<ComposerHandle>
> = forwardRef<ComposerHandle, ConnectedComposerProps>(
  function ConnectedComposer(props, ref): ReactNode {
    const { threadId, topic, inputRef, editedKey, onEdit, onSent } = props;
    const session = useChatSession();
    const store = useChatStoreApi();
    const labels = useLabels();
    const toasts = useToasts();
    const { send } = useSendMessage(threadId);
    const { text, draft, isReady, setDraft } = useDraft(threadId);
    const { attached, button, tray } = useAttachments(threadId, { draft, setDraft });
    const isGone = useIsThreadGone(threadId);
    const edit = useEdit(threadId, editedKey, onEdit);
    const slots = { Composer: useSlot('Composer', Composer) };
    const replyTo = draft?.replyTo;
    const mentions = draft?.metadata?.[mentionsKey];

    function answer(messageId: string | undefined): void {
      const { replyTo: _before, ...rest } = draft ?? { text };
      setDraft(messageId === undefined ? rest : { ...rest, replyTo: messageId });
      inputRef.current?.focus({ preventScroll: true });
    }
    useImperativeHandle(ref, () => ({
      reply(messageKey) {
        onEdit(undefined);
        answer(store.getState().threads.get(threadId)?.rows.get(messageKey)?.id);
      },
    }));

    return (
      <slots.Composer
        autoFocus
        inputRef={inputRef}
        placeholder={topic === '' ? undefined : labels.messageTo(topic)}
        disabledReason={isGone ? labels.cannotWrite : undefined}
        text={text}
        selection={draft?.selection}
        isLoading={!isReady}
        onTextChange={(next, selection) => setDraft({ ...draft, text: next, selection })}
        editing={edit?.editing}
        above={
          <>
            {replyTo !== undefined && (
              <ReplyBanner
                threadId={threadId}
                messageId={replyTo}
                onClose={() => answer(undefined)}
              />
            )}
            {tray}
          </>
        }
        start={button}
        canSendEmpty={attached !== undefined}
        tools={
          <ConnectedTools
            threadId={threadId}
            {...(edit?.mentions ?? {
              mentions,
              onMentionsChange: (next) =>
                setDraft({ ...draft, text, metadata: withMentions(draft?.metadata, next) }),
            })}
          />
        }
        end={<EmojiButton />}
        onEscape={() => replyTo !== undefined && answer(undefined)}
        onEditLast={() => {
          const key = lastEditableKey(store.getState(), threadId);
          if (key === undefined) return false;
          onEdit(key);
          return true;
        }}
        onTyping={() => session.notifyTyping(threadId)}
        onSend={(content) => {
          const metadata = {
            ...withMentions(draft?.metadata, mentionsAfter(mentions, text, content)),
            ...(replyTo !== undefined && { [replyToKey]: replyTo }),
          };
          (attached ?? { send }).send({ content, metadata });
          setDraft(undefined);
          onSent();
        }}
        // A file is not there, the session has ended, or the message was changed elsewhere: what was written is in the field.
        onError={(error) =>
          toasts.show({ text: (error as Partial<FilesError>).userText ?? labels.cannotWrite })
        }
      />
    );
  },
);

/** Says which message is answered. */
function ReplyBanner(props: {
  readonly threadId: string;
  readonly messageId: string;
  readonly onClose: () => void;
}): ReactNode {
  const labels = useLabels();
  const { senderId, senderName, text = '' } = useQuotedMessage(props.threadId, props.messageId);
  return (
    <ComposerBanner
      title={labels.replyingTo(senderName)}
      text={text}
      senderId={senderId}
      closeLabel={labels.cancelReply}
      onClose={props.onClose}
    />
  );
}

/** The tools of the field, with the people of the thread. */
function ConnectedTools({
  threadId,
  ...rest
}: ComposerToolsProps & { readonly threadId: string }): ReactNode {
  const { userId } = useChatSession();
  const participants = useChatStore((state) => state.threads.get(threadId)?.participants);
  const people = useMemo(
    () => participants?.filter((person) => person.userId !== userId),
    [participants, userId],
  );
  return <ComposerTools people={people} {...rest} />;
}
