'use client';

import {
  useChatSession,
  useChatStore,
  useConnection,
  useParticipants,
  useThread,
} from '@confab/chat-react';
import {
  forwardRef,
  useCallback,
  useContext,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ForwardRefExoticComponent,
  type ReactNode,
  type Ref,
  type RefAttributes,
} from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { AttachmentSourceContext } from '../message/attachment-source.ts';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { ConnectedBanner } from './ConnectedBanner.tsx';
import { ConnectedComposer, type ComposerHandle } from './ConnectedComposer.tsx';
import { ConnectedFooter } from './ConnectedFooter.tsx';
import { ConnectedMessageList, type ConnectedListHandle } from './ConnectedMessageList.tsx';
import type { MessageLink } from './MessageCommands.tsx';
import { ConnectedTyping } from './ConnectedTyping.tsx';
import { ConnectedPeople } from './ConnectedPeople.tsx';
import { ConnectedSearch } from './ConnectedSearch.tsx';
import { ConnectedThreadMenu } from './ConnectedThreadMenu.tsx';
import { resolvedSlots } from './ResolvedAvatar.tsx';
import { notePlace, ThreadPlacesContext, type ThreadPlaces } from './thread-places.ts';
import { chipStatus, useConnectionNotice } from './use-connection-notice.ts';
import { useCover } from './use-cover.ts';
import { useLoadUploads } from './use-load-uploads.ts';
import { useThreadAnnouncements } from './use-thread-announcements.ts';
import type { ConnectionNotice } from './watch-connection.ts';

/** Props of {@link ChatThread}. */
export interface ChatThreadProps {
  readonly threadId: string;
  /** Who can be added by name. Anybody else can be by raw id. */
  readonly people?: readonly AvatarPerson[] | undefined;
  /** A message that the reader is led to at first, by the service's id: from a link, for example. It is loaded when it is not there. */
  readonly initialMessageId?: string | undefined;
  /**
   * The address that leads to a message, such as `?thread=…&message=…`: each message offers to copy it. Keep the function the same between
   * renders.
   */
  readonly messageLink?: MessageLink | undefined;
  /** Shows a way back to the list of threads, where only one pane fits. */
  readonly onBack?: (() => void) | undefined;
  /** Called when the session has ended and the user wants to sign in again. */
  readonly onSignIn?: (() => void) | undefined;
  /**
   * `auto` (default): a message that was seen counts as read, and its author can know. `manual`: none does until the app marks it with
   * `useMarkRead`; an app that never does lets its users look without being seen.
   */
  readonly readReceipts?: 'auto' | 'manual' | undefined;
}

/** What the owner of a {@link ChatThread} can do with it. */
export type ChatThreadHandle = Pick<ConnectedListHandle, 'scrollToBottom' | 'scrollToMessage'>;

/**
 * A whole thread on the session of the nearest `ChatProvider`: header, messages, typing line, composer.
 *
 * @example
 * <ChatThread threadId={threadId} />
 */
export const ChatThread: ForwardRefExoticComponent<
  ChatThreadProps & RefAttributes<ChatThreadHandle>
> = forwardRef<ChatThreadHandle, ChatThreadProps>(function ChatThread(props, ref): ReactNode {
  const appPlaces = useContext(ThreadPlacesContext);
  const [ownPlaces] = useState((): ThreadPlaces => new Map());
  const notice = useConnectionNotice();
  const loadFiles = useLoadUploads();
  // A thread of its own for each id: nothing of one thread's place or text reaches another.
  return (
    <ChatUiSlots slots={resolvedSlots}>
      <AttachmentSourceContext.Provider value={loadFiles}>
        <OpenThread
          key={props.threadId}
          {...props}
          handle={ref}
          places={appPlaces ?? ownPlaces}
          notice={notice}
        />
      </AttachmentSourceContext.Provider>
    </ChatUiSlots>
  );
});

const nobody: readonly AvatarPerson[] = [];

interface OpenThreadProps extends ChatThreadProps {
  readonly places: ThreadPlaces;
  readonly notice: ConnectionNotice;
  readonly handle: Ref<ChatThreadHandle>;
}

function OpenThread({
  threadId,
  onBack,
  onSignIn,
  places,
  notice,
  handle,
  readReceipts,
  initialMessageId,
  messageLink,
  people = nobody,
}: OpenThreadProps): ReactNode {
  const { userId } = useChatSession();
  const labels = useLabels();
  const topic = useChatStore((state) => state.threads.get(threadId)?.topic ?? '');
  const { participants } = useParticipants(threadId);
  const { status } = useConnection();
  const [panel, setPanel] = useState<'people' | 'search'>();
  const { attachPanel, isCovering } = useCover();
  const list = useRef<ConnectedListHandle>(null);
  /** The own message that is being changed in the composer. */
  const [editedKey, setEditedKey] = useState<string>();
  const slots = { ThreadHeader: useSlot('ThreadHeader', ThreadHeader) };
  const field = useRef<HTMLTextAreaElement>(null);
  const composer = useRef<ComposerHandle>(null);
  const reply = useCallback((messageKey: string) => composer.current?.reply(messageKey), []);
  const [initialPlace] = useState(() => places.get(threadId));
  useLayoutEffect(
    () => () => {
      // The list is still there: children go after their parents.
      // oxlint-disable-next-line react/exhaustive-deps
      const place = list.current?.getPlace();
      if (place !== undefined) notePlace(places, threadId, place);
    },
    [places, threadId],
  );
  useImperativeHandle(
    handle,
    () => ({
      scrollToBottom: () => list.current?.scrollToBottom(),
      scrollToMessage: async (messageId, options) =>
        (await list.current?.scrollToMessage(messageId, options)) === true,
    }),
    [],
  );
  useThreadAnnouncements(threadId);

  return (
    <>
      <ThreadRead threadId={threadId} />
      <ThreadPane
        label={topic || labels.untitledThread}
        header={
          <slots.ThreadHeader
            topic={topic}
            participants={participants}
            userId={userId}
            onBack={onBack}
            connection={chipStatus(status, notice)}
            onShowParticipants={() =>
              setPanel((shown) => (shown === 'people' ? undefined : 'people'))
            }
            isShowingParticipants={panel === 'people'}
            actions={
              <ConnectedThreadMenu
                threadId={threadId}
                topic={topic}
                onSearch={() => setPanel('search')}
                onGone={onBack}
              />
            }
          />
        }
        banner={<ConnectedBanner notice={notice} onSignIn={onSignIn} />}
        typing={<ConnectedTyping threadId={threadId} />}
        composer={
          <ConnectedFooter threadId={threadId} inputRef={field} onBack={onBack} onSignIn={onSignIn}>
            <ConnectedComposer
              threadId={threadId}
              topic={topic}
              ref={composer}
              inputRef={field}
              editedKey={editedKey}
              onEdit={setEditedKey}
              onSent={() => list.current?.scrollToBottom()}
            />
          </ConnectedFooter>
        }
      >
        <ConnectedMessageList
          threadId={threadId}
          isActive={!isCovering && readReceipts !== 'manual'}
          listRef={list}
          onEdit={setEditedKey}
          onReply={reply}
          initialPlace={initialPlace}
          initialMessageId={initialMessageId}
          messageLink={messageLink}
          onLeave={() => field.current?.focus()}
        />
        {panel !== undefined && (
          <aside ref={attachPanel} data-part="side-panel">
            {panel === 'people' ? (
              <ConnectedPeople
                threadId={threadId}
                people={people}
                onClose={() => setPanel(undefined)}
              />
            ) : (
              <ConnectedSearch
                threadId={threadId}
                onOpen={({ rowKey }, options) => {
                  if (isCovering) setPanel(undefined);
                  void list.current?.scrollToMessage(rowKey, { highlight: true, ...options });
                }}
                onClose={() => {
                  setPanel(undefined);
                  field.current?.focus();
                }}
              />
            )}
          </aside>
        )}
      </ThreadPane>
    </>
  );
}

/** Reads what the thread is, without being drawn again for each of its messages. */
function ThreadRead({ threadId }: { readonly threadId: string }): null {
  useThread(threadId);
  return null;
}
