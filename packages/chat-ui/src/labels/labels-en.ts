import type { Labels } from './labels.ts';

/** The English catalogue, used for every text that `ChatUiProvider` was not given. */
export const labelsEn: Labels = {
  messages: 'Messages',
  newMessages: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
  unread: 'New',
  jumpToLatest: 'Jump to latest',
  unreadAbove: (count, isMore) => {
    if (isMore) return `More than ${count} unread messages`;
    return count === 1 ? '1 unread message' : `${count} unread messages`;
  },
  jumpToUnread: 'Jump to the first unread message',
  dismissUnread: 'Hide the number of unread messages',
  lookingForMessage: 'Looking for the message …',
  messageTooFar: 'That message is further up',
  keepLooking: 'Keep looking',
  messageNotFound: 'That message is no longer here',
  latestFailed: 'Couldn’t load the newest messages. Check the connection and try again.',
  threadStart: (names) =>
    names.length === 0
      ? 'This is where the conversation begins.'
      : `Your conversation with ${joinNames(names)} begins here.`,
  olderFailed: 'Couldn’t load older messages.',
  tryAgain: 'Try again',
  today: 'Today',
  yesterday: 'Yesterday',

  you: 'You',
  unknownSender: 'Unknown person',
  edited: '(edited)',
  messageDeleted: (sender) =>
    sender === undefined ? 'Message deleted' : `${sender} deleted a message`,
  deleted: 'This message was deleted',
  unsupportedMessage: 'This message can’t be shown here.',
  messageBroken: 'This message could not be shown.',
  picture: 'Picture',
  pictureBroken: 'This picture could not be loaded',
  messageActions: 'Message actions',
  moreActions: 'More',
  copyText: 'Copy text',
  textCopied: 'Copied',
  copyFailed: 'The text could not be copied. Select it and copy it by hand.',
  edit: 'Edit',
  delete: 'Delete',
  deleteQuestion: 'Delete this message?',
  deleteExplanation: 'It is deleted for everybody, and nobody can bring it back.',
  editNotSaved: 'Edit not saved.',
  notDeleted: 'Not deleted.',
  topicChanged: (actor, topic) =>
    actor === undefined ? `The topic is now ${topic}` : `${actor} changed the topic to ${topic}`,
  participantsAdded: (actor, names) =>
    actor === undefined ? `${joinNames(names)} joined` : `${actor} added ${joinNames(names)}`,
  participantsRemoved: (actor, names) =>
    actor === undefined
      ? `${joinNames(names)} ${names.length > 1 ? 'were' : 'was'} removed`
      : `${actor} removed ${joinNames(names)}`,
  participantsLeft: (names) => `${joinNames(names)} left`,
  retry: 'Retry',
  discard: 'Discard',

  statusQueued: 'Queued',
  statusWaiting: (reason, retryTime) => {
    if (reason === 'sign-in') return 'Waiting until you sign in again';
    if (reason === 'earlier-message') return 'Waiting for the message before';
    if (reason === 'network') return 'Waiting for the network';
    return retryTime === undefined ? 'Waiting to send' : `Sending again at ${retryTime}`;
  },
  statusSending: 'Sending',
  statusChecking: 'Checking',
  statusSent: 'Sent',
  statusRead: 'Read by everyone',
  statusFailed: 'Not sent',
  readBy: (readers) => `Read by ${joinNames(readers)}`,
  showReaders: 'Read by …',
  readByCount: (read, others) => `Read by ${read} of ${others}`,
  notReadBy: 'Not read yet',
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
  cannotWrite: 'You can’t write in this chat',
  charactersLeft: (count) => (count === 1 ? '1 character left' : `${count} characters left`),
  tooLong: (characters) =>
    characters === 1 ? 'Too long by 1 character.' : `Too long by ${characters} characters.`,
  typing: (names) => {
    if (names.length === 0) return '';
    if (names.length === 1) return `${names[0]} is typing`;
    if (names.length <= 3) return `${joinNames(names)} are typing`;
    return 'Several people are typing';
  },

  threads: 'Chats',
  newThread: 'New chat',
  filterThreads: 'Filter chats',
  noThreads: 'No chats yet',
  noThreadsHint: 'Chats that you start or are added to appear here.',
  noThreadsFound: (filter) => `No chat matches “${filter}”.`,
  threadsFound: (count) => (count === 1 ? '1 chat' : `${count} chats`),
  threadsFailed: 'Couldn’t load your chats',
  loadFailedHint: 'Check your connection, then try again.',
  notSentPrefix: 'Not sent:',
  draftPrefix: 'Draft:',
  unreadCount: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  unreadSome: 'Unread messages',
  threadActions: 'Chat menu',
  renameThread: 'Rename',
  topic: 'Topic',
  topicNotSaved: 'The topic was not changed. Check the connection and try again.',
  leaveThread: 'Leave chat',
  leaveQuestion: (topic) => `Leave “${topic}”?`,
  leaveExplanation: 'You no longer see new messages. The others keep what you have written.',
  leaveFailed: 'You have not left. Check the connection and try again.',
  deleteThread: 'Delete chat',
  deleteThreadQuestion: (topic) => `Delete “${topic}”?`,
  deleteThreadExplanation:
    'It is deleted for everybody with all its messages, and nobody can bring it back.',
  deleteThreadFailed: 'The chat was not deleted. Check the connection and try again.',
  removeParticipant: (name) => `Remove ${name}`,
  removeQuestion: (name) => `Remove ${name}?`,
  removeExplanation: 'This person no longer sees new messages, and keeps what was there.',
  removeFailed: 'Nobody was removed. Check the connection and try again.',
  remove: 'Remove',
  untitledThread: 'Untitled chat',
  back: 'Back to chats',

  participants: 'People',
  addPeople: 'Add people',
  add: 'Add',
  createThread: 'Start chat',
  topicOptional: 'Topic (optional)',
  findPeople: 'Name, or id such as 8:acs:…',
  noCandidates: 'Nobody is listed here. Enter the id of a person.',
  noPeopleFound: (filter) => `Nobody here is called “${filter}”.`,
  filterPeople: 'Find a person',
  historyShared: 'What they can read',
  historyAll: 'All messages',
  historyNone: 'Messages from now on',
  historySince: 'Messages from a date on',
  peopleAdded: 'Added',
  addingFailed: 'This did not work. Check the connection and try again.',
  notAddedCount: (count) =>
    count === 1 ? 'One person could not be added.' : `${count} people could not be added.`,
  notAddedForbidden: 'You may not add this person.',
  notAddedUnknown: 'This person does not exist.',
  notAddedOffline: 'There is no connection.',
  participantCount: (count) => (count === 1 ? '1 person' : `${count} people`),
  participantsLine: (names, includesYou) => joinNames(includesYou ? [...names, 'you'] : names),

  loadingMessages: 'Loading messages',
  loadingThreads: 'Loading chats',
  noMessages: 'No messages yet',
  noMessagesHint: (names) =>
    names.length === 0 ? 'Write the first one.' : `Say hello to ${joinNames(names)}.`,
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
  restoredBanner: (sentCount) => {
    if (sentCount === 0) return 'Back online.';
    return `Back online. ${sentCount === 1 ? '1 message' : `${sentCount} messages`} sent.`;
  },
  signInAgain: 'Sign in again',
  connect: 'Connect',

  notMember: 'You are no longer in this chat.',
  notMemberHint:
    'You can read what was said until then. To write again, ask somebody in it to add you.',
  threadDeleted: 'This chat was deleted.',
  threadDeletedHint: 'You can read what is loaded here. Nobody can write in it any more.',
  signedOut: 'You have signed out.',
  signedOutHint: 'Nothing new arrives here. Sign in again to read and write.',
  sessionClosed: 'This chat is closed.',
  sessionClosedHint: 'Nothing new arrives here. Reload the page to read and write.',
  notKept: 'This browser keeps no drafts and no unsent messages.',
  notKeptPrivate: 'That is so in private windows. Close this page only when everything is sent.',
  notKeptFull: 'It has no room left. Make some, or close this page only when everything is sent.',
  notKeptNewer: 'A newer version of this chat is open in another tab. Reload this page.',
  signalsUnsupported: (maxParticipants) => `More than ${maxParticipants} people are in this chat.`,
  signalsUnsupportedHint: 'It doesn’t show who is typing or who has read a message.',

  arrived: (sender, text) => `${sender}: ${text}`,
  sendingFailed: (text) => `Not sent: ${text}`,
  changeFailed: 'A change was not saved. It is kept on its message.',
  sendingFailedIn: (topic) => `A message in “${topic}” was not sent. It is kept there.`,
  changeFailedIn: (topic) => `A change in “${topic}” was not saved. It is kept there.`,
  show: 'Show',

  close: 'Close',
  cancel: 'Cancel',
  notices: 'Notices',
  dismiss: 'Dismiss',
  partNotLoaded: 'This could not be opened. Check the connection and try again.',
};

function joinNames(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
