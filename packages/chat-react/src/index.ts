export {
  ChatProvider,
  type ChatProviderOptions,
  type ChatProviderProps,
  type GivenSessionProps,
} from './ChatProvider.tsx';
export type { OwnSessionProps } from './use-own-session.ts';
export { useChatSession, useChatStoreApi } from './chat-context.ts';
export { createChatStore, type ChatStore } from './chat-store.ts';
export {
  chatKeys,
  latestMessagesQuery,
  messageQuery,
  olderMessagesQuery,
  participantsQuery,
  receiptsQuery,
  threadQuery,
  threadsQuery,
  type ChatLoad,
  type ChatQuery,
  type ChatQueryKey,
} from './chat-queries.ts';
export { useChatStore } from './use-chat-store.ts';
export type { CommandState } from './use-command.ts';
export { useConnection, type UseConnection } from './use-connection.ts';
export { useCreateThread, type NewThread, type UseCreateThread } from './use-create-thread.ts';
export { useDeleteMessage, type UseDeleteMessage } from './use-delete-message.ts';
export { useDraft, type DraftContent, type UseDraft } from './use-draft.ts';
export { useLastReaders } from './use-last-readers.ts';
export type { LoadState, SuspenseLoadState } from './use-load.ts';
export { useMarkRead, type UseMarkRead } from './use-mark-read.ts';
export { useMessage, type UseMessage } from './use-message.ts';
export { useMessageStatus } from './use-message-status.ts';
export type { MessageList, UseMessagesOptions } from './use-message-list.ts';
export { useMessages, type UseMessages } from './use-messages.ts';
export type { PageOptions, PageState } from './use-paged.ts';
export { useParticipants, type UseParticipants } from './use-participants.ts';
export { useReadReceipts, type UseReadReceipts } from './use-read-receipts.ts';
export { useRetryMessage, type UseRetryMessage } from './use-retry-message.ts';
export { useSendMessage, type UseSendMessage } from './use-send-message.ts';
export type { SignalSupport } from './use-signal-support.ts';
export { useSuspenseMessages, type UseSuspenseMessages } from './use-suspense-messages.ts';
export { useSuspenseThreads, type UseSuspenseThreads } from './use-suspense-threads.ts';
export { useThread, type UseThread } from './use-thread.ts';
export { useThreadActions, type UseThreadActions } from './use-thread-actions.ts';
export type { ThreadList } from './use-thread-list.ts';
export { useThreads, type UseThreads } from './use-threads.ts';
export { useTyping, type UseTyping } from './use-typing.ts';
export { useUnread, type UseUnread } from './use-unread.ts';
export { useUpdateMessage, type UseUpdateMessage } from './use-update-message.ts';
export { useUser, type UseUser } from './use-user.ts';
export {
  useVisibleRead,
  type UseVisibleRead,
  type UseVisibleReadOptions,
} from './use-visible-read.ts';
export type { ResolveUser, ResolveUsers, UserProfile, UserResolvers } from './user-directory.ts';
