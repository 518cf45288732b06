export { chatLimits, utf8ByteLength } from './limits.ts';
export { htmlToText } from './html-to-text.ts';
export { attachmentsKey, uploadScheme } from './attachments-key.ts';
export { metadataKeys } from './metadata-keys.ts';
export { compareIds } from './compare-ids.ts';
export { createIdentifierFromRawId } from './parse-raw-id.ts';
export {
  getIdentifierKind,
  getIdentifierRawId,
  isCommunicationUserIdentifier,
  isMicrosoftTeamsAppIdentifier,
  isMicrosoftTeamsUserIdentifier,
  isPhoneNumberIdentifier,
  isTeamsExtensionUserIdentifier,
  isUnknownIdentifier,
} from './identifiers.ts';
export type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  CommunicationUserIdentifier,
  CommunicationUserKind,
  MicrosoftTeamsAppIdentifier,
  MicrosoftTeamsAppKind,
  MicrosoftTeamsUserIdentifier,
  MicrosoftTeamsUserKind,
  PhoneNumberIdentifier,
  PhoneNumberKind,
  TeamsExtensionUserIdentifier,
  TeamsExtensionUserKind,
  UnknownIdentifier,
  UnknownIdentifierKind,
} from './identifiers.ts';
export type { CustomMessageMetadata, MessageMetadata } from './message-metadata.ts';
export type {
  ChatFailure,
  ConnectionStatus,
  Message,
  MessageKind,
  MessageSendState,
  MessageStatus,
  Participant,
  ReadReceipt,
  ServiceAttachment,
  TypingParticipant,
  WaitReason,
} from './entities.ts';
