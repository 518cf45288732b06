export { ChatProvider, type ChatProviderProps } from './ChatProvider.tsx';
export { useChatSession, useChatStoreApi } from './chat-context.ts';
export { createChatStore, type ChatStore } from './chat-store.ts';
export {
  chatKeys,
  latestMessagesQuery,
  olderMessagesQuery,
  participantsQuery,
  receiptsQuery,
  threadQuery,
  threadsQuery,
  type ChatQuery,
  type ChatQueryKey,
} from './chat-queries.ts';
export { useChatStore } from './use-chat-store.ts';
export { useConnection } from './use-connection.ts';
export { useLastReaders } from './use-last-readers.ts';
export type { LoadState } from './use-load.ts';
export { useMessage } from './use-message.ts';
export { useMessageStatus } from './use-message-status.ts';
export { useMessages, type UseMessages } from './use-messages.ts';
export { useParticipants, type UseParticipants } from './use-participants.ts';
export { useReadReceipts, type UseReadReceipts } from './use-read-receipts.ts';
export { useSendMessage, type UseSendMessage } from './use-send-message.ts';
export { useThread, type UseThread } from './use-thread.ts';
export { useThreads, type UseThreads } from './use-threads.ts';
export { useTyping, type UseTyping } from './use-typing.ts';
export { useUnread } from './use-unread.ts';
export { useVisibleRead } from './use-visible-read.ts';
