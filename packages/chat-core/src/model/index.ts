export { chatLimits, utf8ByteLength } from './limits.ts';
export { metadataKeys } from './metadata-keys.ts';
export { compareIds } from './compare-ids.ts';
export {
  createIdentifierFromRawId,
  getIdentifierRawId,
  type CommunicationIdentifier,
  type CommunicationIdentifierKind,
} from './identifiers.ts';
export type {
  ChatFailure,
  ConnectionStatus,
  Message,
  MessageKind,
  MessageSendState,
  MessageStatus,
  Participant,
  ReadReceipt,
  TypingParticipant,
} from './entities.ts';
