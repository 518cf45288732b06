import type { EmojiGroup, SkinToneName } from '../emoji/emoji-groups.ts';
import type { SpokenLabels } from './spoken-labels.ts';

/** The texts of what is loaded when somebody needs it: menus, dialogs, panels. */
export interface LaterLabels extends SpokenLabels {
  // The list
  /** While older messages are loaded up to one that was asked for. */
  readonly lookingForMessage: string;
  /** The message is further up than is looked at once. */
  readonly messageTooFar: string;
  readonly keepLooking: string;
  readonly messageNotFound: string;

  // A message
  readonly pictureBroken: string;
  readonly download: string;
  readonly openInNewTab: string;
  /** A file of a message could not be read. */
  readonly fileNotLoaded: string;
  readonly messageActions: string;
  /** The last button of a message, which opens its menu. */
  readonly moreActions: string;
  readonly copyText: string;
  readonly copyLink: string;
  readonly textCopied: string;
  readonly copyFailed: string;
  readonly edit: string;
  readonly delete: string;
  readonly deleteQuestion: string;
  readonly deleteExplanation: string;

  /** Answers a message. */
  readonly reply: string;
  /** Said before the name of who wrote a quoted message. */
  readonly inReplyTo: string;
  /** Stands in a quote while the message is on its way. */
  readonly quoteLoading: string;
  /** Stands in a quote of a message that is no longer there. */
  readonly quoteMissing: string;
  /** Leads from a quote to the message. */
  readonly goToMessage: string;

  // Status of an own message
  /** Opens the list of who has read a message. */
  readonly showReaders: string;
  /** Heading of that list. `others`: people in the thread without the author. */
  readonly readByCount: (read: number, others: number) => string;
  readonly notReadBy: string;

  // Threads
  readonly topic: string;
  readonly searchMessages: string;
  readonly renameThread: string;
  readonly leaveThread: string;
  readonly deleteThread: string;
  readonly topicNotSaved: string;
  readonly leaveQuestion: (topic: string) => string;
  readonly leaveExplanation: string;
  readonly leaveFailed: string;
  readonly deleteThreadQuestion: (topic: string) => string;
  readonly deleteThreadExplanation: string;
  readonly deleteThreadFailed: string;
  /** Name of the button that removes a person. */
  readonly removeParticipant: (name: string) => string;
  readonly removeQuestion: (name: string) => string;
  readonly removeExplanation: string;
  readonly removeFailed: string;
  readonly remove: string;

  // People
  readonly participants: string;
  readonly addPeople: string;
  readonly add: string;
  readonly createThread: string;
  readonly topicOptional: string;
  /** Placeholder of the field that finds people. */
  readonly findPeople: string;
  readonly noCandidates: string;
  readonly noPeopleFound: (filter: string) => string;
  /** The field that filters the people of a thread. */
  readonly filterPeople: string;
  readonly historyShared: string;
  readonly historyAll: string;
  readonly historyNone: string;
  readonly historySince: string;
  readonly peopleAdded: string;
  readonly addingFailed: string;
  readonly notAddedCount: (count: number) => string;
  readonly notAddedForbidden: string;
  readonly notAddedUnknown: string;
  readonly notAddedOffline: string;

  // Notices beside the composer
  readonly notMember: string;
  readonly notMemberHint: string;
  readonly threadDeleted: string;
  readonly threadDeletedHint: string;
  readonly signedOut: string;
  readonly signedOutHint: string;
  readonly sessionClosed: string;
  readonly sessionClosedHint: string;
  /** Drafts and unsent messages end with the page. */
  readonly notKept: string;
  readonly notKeptPrivate: string;
  readonly notKeptFull: string;
  readonly notKeptNewer: string;
  readonly signalsUnsupported: (maxParticipants: number) => string;
  readonly signalsUnsupportedHint: string;

  // Writing
  /** Name of the list of names or emoji that fit what is being typed. */
  readonly suggestions: string;
  readonly suggestionCount: (count: number) => string;

  // Attachments
  /** Name of the list of files that go out with the next message. */
  readonly attachments: string;
  /** Said when files were added. */
  readonly filesAttached: (count: number) => string;
  readonly uploadWaiting: string;
  readonly uploadProgress: (percent: number) => string;
  readonly uploadFailed: string;
  readonly retryUpload: (name: string) => string;
  readonly removeAttachment: (name: string) => string;
  /** Why a file cannot be attached. `limit`: of its size, already formatted, or of the number of files. */
  readonly fileRefused: (
    name: string,
    problem: 'folder' | 'unreadable' | 'empty' | 'too-large' | 'type' | 'too-many',
    limit: string,
  ) => string;

  // Search
  /** With `isMore` there may be others. */
  readonly messagesFound: (count: number, isMore: boolean) => string;
  /** Loads older messages, to look through them, too. */
  readonly searchFurther: string;

  // Emoji
  /** Placeholder of the field that finds emoji. */
  readonly searchEmoji: string;
  readonly noEmojiFound: (query: string) => string;
  /** Heading of what was found. */
  readonly emojiFound: (count: number) => string;
  readonly recentEmoji: string;
  /** Name of the row of buttons that lead to the groups. */
  readonly emojiGroups: string;
  readonly emojiGroup: (group: EmojiGroup) => string;
  /** Name of the choice of a skin for people and hands. */
  readonly skinTone: string;
  readonly skinToneName: (tone: SkinToneName) => string;

  // What floats
  readonly close: string;
  readonly cancel: string;
}
