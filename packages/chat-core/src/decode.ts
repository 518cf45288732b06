import { readIdentifier } from './decode-identifier.ts';
import type { CommunicationIdentifierKind } from './model/identifiers.ts';
import { DecodeError } from './errors.ts';
import { isText } from './is-text.ts';
import type {
  AddChatParticipantsResult,
  ChatAttachment,
  ChatError,
  ChatMessage,
  ChatMessageContent,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatRetentionPolicy,
  ChatThreadItem,
  ChatThreadProperties,
  CreateChatThreadResult,
  NoneRetentionPolicy,
  SendChatMessageResult,
  ThreadCreationDateRetentionPolicy,
} from './models.ts';
import type { Page } from './rest/paging.ts';
import {
  check,
  countFields,
  isKeyOf,
  readDate,
  readFields,
  readInteger,
  readKnownFields,
  readList,
  readListOf,
  readOptional,
  readRecord,
  readStrings,
  readText,
  type Read,
} from './wire-value.ts';

export type { Read as Decode };

const readOptionalText = readOptional(readText);
const readOptionalDate = readOptional(readDate);
const readOptionalIdentifier = readOptional(readIdentifier);
const readOptionalStrings = readOptional(readStrings);

const readAttachment = readFields<ChatAttachment>({
  id: readText,
  attachmentType: readText,
  name: readOptionalText,
  url: readOptionalText,
  previewUrl: readOptionalText,
});

/** A participant as the service names one: with the kind of the identifier. */
interface KnownParticipant extends ChatParticipant {
  id: CommunicationIdentifierKind;
}

/** A participant of a thread. */
export const decodeParticipant: Read<KnownParticipant> = readFields<KnownParticipant>({
  id: ['communicationIdentifier', readIdentifier],
  displayName: readOptionalText,
  shareHistoryTime: readOptionalDate,
  metadata: readOptionalStrings,
});

const readContentFields = readFields<ChatMessageContent>({
  message: readOptionalText,
  topic: readOptionalText,
  participants: readOptional(readListOf(decodeParticipant)),
  initiator: ['initiatorCommunicationIdentifier', readOptionalIdentifier],
  attachments: readOptional(readListOf(readAttachment)),
});

/** Reads what a message says; `undefined` when it says nothing. */
export const readContent: Read<ChatMessageContent | undefined> = readOptional((value, path) => {
  const wire = readRecord(value, path);
  const { message } = wire;
  // Nearly every message has a text and nothing else. Asking for the other fields takes longer than reading it.
  return isText(message) && countFields(wire) === 1 ? { message } : readContentFields(wire, path);
});

const policyReaders = {
  none: readFields<NoneRetentionPolicy>({ kind: readText }),
  threadCreationDate: readFields<ThreadCreationDateRetentionPolicy>({
    kind: readText,
    deleteThreadAfterDays: readInteger,
  }),
};

/** Reads how long a thread is kept. */
export function readRetentionPolicy(value: unknown, path: string): ChatRetentionPolicy {
  const { kind } = readRecord(value, path);
  check(isKeyOf(kind, policyReaders), path, 'supported');
  return policyReaders[kind](value, path);
}

/** All that the service keeps about a thread. */
export const decodeThreadProperties: Read<ChatThreadProperties> = readFields<ChatThreadProperties>({
  id: readText,
  topic: readText,
  createdOn: readDate,
  createdBy: ['createdByCommunicationIdentifier', readOptionalIdentifier],
  deletedOn: readOptionalDate,
  metadata: readOptionalStrings,
  retentionPolicy: readOptional(readRetentionPolicy),
});

function readError(value: unknown, path: string): ChatError {
  return readErrorFields(value, path);
}

const readErrors = readOptional(readListOf(readError));

const readErrorFields = readFields<ChatError>({
  code: readText,
  message: readText,
  target: readOptionalText,
  details: readErrors,
  innerError: ['innererror', readOptional(readError)],
});

/** A message. Its type, and fields that this version does not know, are passed on as they are. */
export const decodeMessage: Read<ChatMessage> = readFields<ChatMessage>({
  id: readText,
  type: readText,
  version: readText,
  createdOn: readDate,
  sender: ['senderCommunicationIdentifier', readOptionalIdentifier],
  senderDisplayName: readOptionalText,
  sequenceId: readText,
  content: readContent,
  editedOn: readOptionalDate,
  deletedOn: readOptionalDate,
  metadata: readOptionalStrings,
});

/** A thread of the thread list. */
export const decodeThreadItem: Read<ChatThreadItem> = readFields<ChatThreadItem>({
  id: readText,
  topic: readText,
  deletedOn: readOptionalDate,
  lastMessageReceivedOn: readOptionalDate,
});

/** A read receipt. */
export const decodeReadReceipt: Read<ChatMessageReadReceipt> = readFields<ChatMessageReadReceipt>({
  sender: ['senderCommunicationIdentifier', readIdentifier],
  chatMessageId: readText,
  readOn: readDate,
});

const readThreadResult = readFields<CreateChatThreadResult>({
  chatThread: readOptional(decodeThreadProperties),
  invalidParticipants: readErrors,
});

/** Answer to the creation of a thread. */
export function decodeCreateThreadResult(value: unknown, path: string): CreateChatThreadResult {
  try {
    return readThreadResult(value, path);
  } catch (error) {
    // Only errors within errors nest without end, and the stack ends before them.
    throw error instanceof RangeError ? new DecodeError(path, 'is nested too deeply') : error;
  }
}

/** Answer to the addition of participants: it has of a creation's what is about them. */
export const decodeAddParticipantsResult: Read<AddChatParticipantsResult> =
  decodeCreateThreadResult;

/** Answer to a sent message. */
export const decodeSendResult: Read<SendChatMessageResult> = readFields<SendChatMessageResult>({
  id: readText,
});

const readPage = readKnownFields<{ value?: readonly unknown[]; nextLink?: string }>({
  value: readOptional(readList),
  nextLink: readOptionalText,
});

/**
 * One page of a list. A row that is not in the protocol is left out and given to `onDecodeError`. An answer without a list gives a page
 * without items.
 *
 * @throws DecodeError when the page itself is not in the protocol.
 */
export function decodePage<Item>(
  answer: unknown,
  path: string,
  decodeRow: Read<Item>,
  onDecodeError: (error: DecodeError) => void,
): Page<Item> {
  const { value, nextLink } = readPage(answer, path);
  const items = value?.map((row, index) => {
    try {
      return decodeRow(row, '');
    } catch {
      // Only an error has to say where the row stands.
      try {
        return decodeRow(row, `${path}.value[${index}]`);
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        onDecodeError(error);
        return undefined;
      }
    }
  });
  return { items: items?.filter((item) => item !== undefined), nextLink };
}
