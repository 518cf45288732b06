import type { CoreLabels } from './core-labels.ts';
import { createJoin, createPlural } from './plural.ts';

const plural = createPlural('en');
// British lists have no comma before "and".
const join = createJoin('en-GB');

const unread = (count: number): string => plural(count, '# unread message', '# unread messages');

/** The English texts of what a page shows first. */
export const coreLabelsEn: CoreLabels = {
  messages: 'Messages',
  newMessages: (count) => plural(count, '# new message', '# new messages'),
  unread: 'New',
  jumpToLatest: 'Jump to latest',
  unreadAbove: (count, isMore) => (isMore ? `More than ${unread(count)}` : unread(count)),
  jumpToUnread: 'Jump to the first unread message',
  dismissUnread: 'Hide the number of unread messages',
  latestFailed: 'Couldn’t load the newest messages. Check the connection and try again.',
  threadStart: (names) =>
    names.length === 0
      ? 'This is where the conversation begins.'
      : `Your conversation with ${join(names)} begins here.`,
  olderFailed: 'Couldn’t load older messages.',
  tryAgain: 'Try again',
  today: 'Today',
  yesterday: 'Yesterday',

  you: 'You',
  unknownSender: 'Unknown person',
  edited: '(edited)',
  deleted: 'This message was deleted',
  unsupportedMessage: 'This message can’t be shown here.',
  messageBroken: 'This message could not be shown.',
  picture: 'Picture',
  editNotSaved: 'Edit not saved.',
  notDeleted: 'Not deleted.',
  failureReason: (_code, _isChange) => undefined,
  topicChanged: (actor, topic) =>
    actor === undefined ? `The topic is now ${topic}` : `${actor} changed the topic to ${topic}`,
  participantsAdded: (actor, names) =>
    actor === undefined ? `${join(names)} joined` : `${actor} added ${join(names)}`,
  participantsRemoved: (actor, names) =>
    actor === undefined
      ? `${join(names)} ${plural(names.length, 'was', 'were')} removed`
      : `${actor} removed ${join(names)}`,
  participantsLeft: (names) => `${join(names)} left`,
  retry: 'Retry',
  discard: 'Discard',

  statusQueued: 'Queued',
  statusWaiting: (reason, retryTime) => {
    if (reason === 'sign-in') return 'Waiting until you sign in again';
    if (reason === 'earlier-message') return 'Waiting for the message before';
    if (reason === 'network') return 'Waiting for the network';
    if (reason === 'upload') return 'Waiting for the files';
    return retryTime === undefined ? 'Waiting to send' : `Sending again at ${retryTime}`;
  },
  statusSending: 'Sending',
  statusChecking: 'Checking',
  statusSent: 'Sent',
  statusRead: 'Read by everyone',
  statusFailed: 'Not sent',
  readBy: (readers) => `Read by ${join(readers)}`,
  receiptsUnsupported: (maxParticipants) =>
    `Chats with more than ${maxParticipants} people don’t show who has read a message.`,

  writeMessage: 'Write a message',
  messageTo: (topic) => `Message ${topic}`,
  send: 'Send',
  sendUnavailable: 'Write something to send it',
  draftLoading: 'One moment: your draft is being loaded',
  editMessage: 'Edit message',
  saveEdit: 'Save',
  cancelEdit: 'Cancel editing',
  emptyEdit: 'An empty message can’t be saved. Delete it instead.',
  replyingTo: (sender) => (sender === undefined ? 'Reply' : `Reply to ${sender}`),
  cancelReply: 'Cancel reply',
  attachFiles: 'Attach files',
  dropFiles: 'Drop files to attach them',
  insertEmoji: 'Insert emoji',
  cannotWrite: 'You can’t write in this chat',
  charactersLeft: (count) => plural(count, '# character left', '# characters left'),
  tooLong: (characters) =>
    plural(characters, 'Too long by # character.', 'Too long by # characters.'),
  typing: (names) => {
    if (names.length === 0) return '';
    if (names.length === 1) return `${names[0]} is typing`;
    if (names.length <= 3) return `${join(names)} are typing`;
    return 'Several people are typing';
  },

  threads: 'Chats',
  newThread: 'New chat',
  filterThreads: 'Filter chats',
  noThreads: 'No chats yet',
  noThreadsHint: 'Chats that you start or are added to appear here.',
  noThreadsFound: (filter) => `No chat matches “${filter}”.`,
  threadsFound: (count) => plural(count, '# chat', '# chats'),
  threadsFailed: 'Couldn’t load your chats',
  loadFailedHint: 'Check your connection, then try again.',
  notSentPrefix: 'Not sent:',
  draftPrefix: 'Draft:',
  unreadCount: unread,
  unreadSome: 'Unread messages',
  mentionsYou: 'you are mentioned',
  threadActions: 'Chat menu',
  untitledThread: 'Untitled chat',
  back: 'Back to chats',
  participantCount: (count) => plural(count, '# person', '# people'),
  participantsLine: (names, includesYou) => join(includesYou ? [...names, 'you'] : names),

  loadingMessages: 'Loading messages',
  loadingThreads: 'Loading chats',
  noMessages: 'No messages yet',
  noMessagesHint: (names) =>
    names.length === 0 ? 'Write the first one.' : `Say hello to ${join(names)}.`,
  messagesFailed: 'Couldn’t load this chat',
  threadGone: 'It was deleted, or you are no longer part of it.',
  signInNeeded: 'You are not signed in any more. Sign in again to go on.',
  noThreadSelected: 'No chat open',
  noThreadSelectedHint: 'Choose one from the list to read and write.',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  syncing: 'Updating',
  degraded: 'Slow updates',
  offline: 'Offline',
  connectionStopped: 'Not connected',
  authBlocked: 'Signed out',
  offlineBanner: 'You’re offline. Messages go out when you’re back.',
  reconnectingBanner: 'Connection lost. Reconnecting; messages go out when it’s back.',
  connectingBanner: 'Connecting. New messages appear in a moment.',
  syncingBanner: 'Back in touch. Reading what you missed.',
  degradedBanner: 'Live updates aren’t available now. New messages appear every few seconds.',
  stoppedBanner: 'Not connected. New messages don’t appear by themselves.',
  authBlockedBanner: 'Your session has expired.',
  restoredBanner: (sentCount) =>
    sentCount === 0
      ? 'Back online.'
      : plural(sentCount, 'Back online. # message sent.', 'Back online. # messages sent.'),
  signInAgain: 'Sign in again',
  connect: 'Connect',

  show: 'Show',
  notices: 'Notices',
  dismiss: 'Dismiss',
  partNotLoaded: 'This could not be opened. Check the connection and try again.',
};
