'use client';

import {
  useChatSession,
  useChatStoreApi,
  useDeleteMessage,
  useRetryMessage,
} from '@confab/chat-react';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { MessageReading } from '../receipt/message-reading.ts';
import type { JumpOptions } from './use-message-jump.ts';
import { readingOf } from './reading-of.ts';

/** The address that leads to a message, by the ids of the service. */
export type MessageLink = (threadId: string, messageId: string) => string;

/** What a row can ask for its message. The functions never change while the thread is open. */
export interface RowCommands {
  /** Puts an own message into the composer, to be changed. Absent where there is no composer. */
  readonly edit: ((messageKey: string) => void) | undefined;
  /** Answers a message in the composer. Absent where there is no composer. */
  readonly reply: ((messageKey: string) => void) | undefined;
  /** The address of a message. Absent where messages have none. */
  readonly linkTo: MessageLink | undefined;
  /** Leads to a message, which may have to be loaded first. */
  readonly open: (messageId: string, options: JumpOptions) => void;
  readonly remove: (messageKey: string) => void;
  /** Tries once more what has failed about a message: sending it, or its last change. */
  readonly retry: (messageKey: string) => void;
  readonly discard: (messageKey: string) => void;
  /** Who has read an own message. */
  readonly readBy: (messageKey: string) => MessageReading;
}

const RowCommandsContext = createContext<RowCommands | null>(null);

/** The commands of the list around a row. `null`: the row stands alone, and nothing can be done with it. */
export function useRowCommands(): RowCommands | null {
  return useContext(RowCommandsContext);
}

/** Props of {@link MessageCommands}. */
export interface MessageCommandsProps {
  readonly threadId: string;
  readonly onEdit: ((messageKey: string) => void) | undefined;
  readonly onReply: ((messageKey: string) => void) | undefined;
  readonly onOpen: (messageId: string, options: JumpOptions) => void;
  readonly linkTo: MessageLink | undefined;
  readonly children: ReactNode;
}

/** Gives the rows below it what they can do. A component of its own: how a command goes renders nothing else. */
export function MessageCommands(props: MessageCommandsProps): ReactNode {
  const { threadId, onEdit, onReply, onOpen, linkTo } = props;
  const session = useChatSession();
  const store = useChatStoreApi();
  const { deleteMessage } = useDeleteMessage(threadId);
  const { retry, discard } = useRetryMessage(threadId);
  const commands = useMemo(
    (): RowCommands => ({
      edit: onEdit,
      reply: onReply,
      open: onOpen,
      linkTo,
      // What comes of these shows on the row.
      remove: (messageKey) => void deleteMessage(messageKey),
      retry: (messageKey) => void retry(messageKey),
      discard: (messageKey) => void discard(messageKey),
      readBy: (messageKey) => readingOf(store.getState(), threadId, messageKey),
    }),
    // Another session has other messages.
    // oxlint-disable-next-line react/exhaustive-deps
    [session, store, threadId, deleteMessage, retry, discard, onEdit, onReply, onOpen, linkTo],
  );
  return (
    <RowCommandsContext.Provider value={commands}>{props.children}</RowCommandsContext.Provider>
  );
}
