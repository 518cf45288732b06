import type { WaitReason } from '@confab/chat-core/model';

/** The texts of what a page shows first. */
export interface CoreLabels {
  // The list
  /** Accessible name of the list of messages. */
  readonly messages: string;
  /** The button that appears while new messages wait below. `count` is at least 1. */
  readonly newMessages: (count: number) => string;
  /** Stands at the end of the line above the first unread message. */
  readonly unread: string;
  readonly jumpToLatest: string;
  /** The button that leads up to the first unread message. With `isMore` there are at least `count`. */
  readonly unreadAbove: (count: number, isMore: boolean) => string;
  readonly jumpToUnread: string;
  readonly dismissUnread: string;
  readonly latestFailed: string;
  /** Stands above the first message of a thread. `names`: of the others, maybe none. */
  readonly threadStart: (names: readonly string[]) => string;
  readonly olderFailed: string;
  readonly tryAgain: string;
  readonly today: string;
  readonly yesterday: string;

  // A message
  readonly you: string;
  /** Stands in for a person whose name is not known. */
  readonly unknownSender: string;
  readonly edited: string;
  readonly deleted: string;
  /** A message of a kind that this version cannot show. */
  readonly unsupportedMessage: string;
  /** A row that could not be drawn. */
  readonly messageBroken: string;
  /** Stands for a picture without a text of its own. */
  readonly picture: string;
  readonly editNotSaved: string;
  readonly notDeleted: string;
  /**
   * Why a message was not sent, or with `isChange` not changed, by the code of the failure. `undefined`: the English sentence that comes
   * with the failure.
   */
  readonly failureReason: (code: string, isChange: boolean) => string | undefined;
  readonly topicChanged: (actor: string | undefined, topic: string) => string;
  readonly participantsAdded: (actor: string | undefined, names: readonly string[]) => string;
  readonly participantsRemoved: (actor: string | undefined, names: readonly string[]) => string;
  readonly participantsLeft: (names: readonly string[]) => string;
  readonly retry: string;
  readonly discard: string;

  // Status of an own message
  readonly statusQueued: string;
  /** Why a message waits to be sent. `retryTime`: when it is tried again, where that is known; already formatted. */
  readonly statusWaiting: (reason: WaitReason, retryTime: string | undefined) => string;
  readonly statusSending: string;
  readonly statusChecking: string;
  readonly statusSent: string;
  readonly statusRead: string;
  readonly statusFailed: string;
  /** `readers` are "name, time" pairs that are already formatted. */
  readonly readBy: (readers: readonly string[]) => string;
  readonly receiptsUnsupported: (maxParticipants: number) => string;

  // Writing
  readonly writeMessage: string;
  /** Placeholder of the composer in a thread with a topic. */
  readonly messageTo: (topic: string) => string;
  readonly send: string;
  readonly sendUnavailable: string;
  /** Why Send does nothing while it is not known yet what was written here last time. */
  readonly draftLoading: string;
  readonly editMessage: string;
  readonly saveEdit: string;
  readonly cancelEdit: string;
  /** Why an edit that leaves nothing cannot be saved. */
  readonly emptyEdit: string;
  /** Above the field while a message is answered. `sender`: unknown while the message is on its way. */
  readonly replyingTo: (sender: string | undefined) => string;
  readonly cancelReply: string;
  readonly attachFiles: string;
  /** Over a thread while files are dragged over it. */
  readonly dropFiles: string;
  readonly insertEmoji: string;
  readonly cannotWrite: string;
  readonly charactersLeft: (count: number) => string;
  readonly tooLong: (characters: number) => string;
  readonly typing: (names: readonly string[]) => string;

  // Threads
  readonly threads: string;
  readonly newThread: string;
  readonly filterThreads: string;
  readonly noThreads: string;
  readonly noThreadsHint: string;
  readonly noThreadsFound: (filter: string) => string;
  /** How many threads match the filter. */
  readonly threadsFound: (count: number) => string;
  readonly threadsFailed: string;
  readonly loadFailedHint: string;
  readonly notSentPrefix: string;
  readonly draftPrefix: string;
  readonly unreadCount: (count: number) => string;
  readonly unreadSome: string;
  /** Follows the number of unread messages where one of them mentions the reader. */
  readonly mentionsYou: string;
  readonly threadActions: string;
  readonly untitledThread: string;
  readonly back: string;

  // People
  readonly participantCount: (count: number) => string;
  /** The line under the topic. `includesYou` adds the reader at the end. */
  readonly participantsLine: (names: readonly string[], includesYou: boolean) => string;

  // States
  readonly loadingMessages: string;
  readonly loadingThreads: string;
  readonly noMessages: string;
  readonly noMessagesHint: (names: readonly string[]) => string;
  readonly messagesFailed: string;
  readonly threadGone: string;
  /** The token was refused or cannot be had: what was asked for cannot be loaded. */
  readonly signInNeeded: string;
  readonly noThreadSelected: string;
  readonly noThreadSelectedHint: string;
  readonly connecting: string;
  readonly reconnecting: string;
  readonly syncing: string;
  readonly degraded: string;
  readonly offline: string;
  readonly connectionStopped: string;
  readonly authBlocked: string;
  readonly offlineBanner: string;
  readonly reconnectingBanner: string;
  readonly connectingBanner: string;
  readonly syncingBanner: string;
  readonly degradedBanner: string;
  readonly stoppedBanner: string;
  readonly authBlockedBanner: string;
  readonly restoredBanner: (sentCount: number) => string;
  readonly signInAgain: string;
  /** Connects again what was stopped. */
  readonly connect: string;

  // Said to screen readers
  /** Leads there. */
  readonly show: string;

  // What floats
  /** Name of the region that holds notices about failures. */
  readonly notices: string;
  /** Takes a notice away. */
  readonly dismiss: string;
  /** A part of the program could not be loaded. */
  readonly partNotLoaded: string;
}
