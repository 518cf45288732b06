import type { Labels } from './labels.ts';
import { createJoin, createPlural } from './plural.ts';

// Register: without an address where the sentence allows it, else "du".
const plural = createPlural('de');
const join = createJoin('de');

const you = 'Du';
const unread = (count: number): string =>
  plural(count, '# ungelesene Nachricht', '# ungelesene Nachrichten');
/** The verb agrees with who has done it. */
const has = (actor: string): string => (actor === you ? 'Du hast' : `${actor} hat`);

/** Why a message was not sent, by the code of the failure. */
const sendFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    forbidden: 'Du kannst hier nicht mehr schreiben. Dein Text bleibt erhalten.',
    gone: 'Diesen Chat gibt es nicht mehr, oder du bist nicht mehr dabei. Dein Text bleibt erhalten.',
    'too-large': 'Die Nachricht ist zu lang. Kürze sie und sende sie noch einmal.',
    'storage-full':
      'Auf diesem Gerät ist kein Platz mehr. Schaffe welchen und sende sie noch einmal.',
    expired: 'Das Senden ist einen ganzen Tag lang nicht gelungen. Sende sie noch einmal.',
    network: 'Es gibt keine Verbindung.',
    'file-too-large': 'Die Datei ist größer, als dieser Chat erlaubt. Entferne sie.',
    'file-type': 'Dieser Chat nimmt keine Dateien dieser Art. Entferne sie.',
    'thread-full': 'In diesem Chat ist kein Platz für weitere Dateien.',
    'upload-failed':
      'Die Datei konnte nicht hochgeladen werden. Versuche es noch einmal, oder entferne sie.',
    'file-lost': 'Eine Datei ist nicht mehr auf diesem Gerät. Hänge sie noch einmal an.',
    'uploads-full':
      'Auf diesem Gerät warten schon zu viele Dateien. Sende oder entferne erst welche.',
  }),
);
/** Why a message was not changed. */
const changeFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'message-deleted': 'Die Nachricht wurde inzwischen gelöscht. Dein Text bleibt erhalten.',
    overwritten:
      'Die Nachricht wurde inzwischen auf einem anderen Gerät geändert. Dein Text bleibt erhalten.',
    gone: 'Du siehst diese Nachricht nicht mehr. Andere sehen sie vielleicht noch.',
    'storage-full':
      'Auf diesem Gerät ist kein Platz mehr. Schaffe welchen und versuche es noch einmal.',
    expired: 'Das Ändern ist einen ganzen Tag lang nicht gelungen. Versuche es noch einmal.',
    network: 'Es gibt keine Verbindung.',
  }),
);

/** The German catalogue. */
export const labelsDe: Labels = {
  messages: 'Nachrichten',
  newMessages: (count) => plural(count, '# neue Nachricht', '# neue Nachrichten'),
  unread: 'Neu',
  jumpToLatest: 'Zu den neuesten Nachrichten',
  unreadAbove: (count, isMore) => (isMore ? `Mehr als ${unread(count)}` : unread(count)),
  jumpToUnread: 'Zur ersten ungelesenen Nachricht',
  dismissUnread: 'Zahl der ungelesenen Nachrichten ausblenden',
  latestFailed:
    'Die neuesten Nachrichten konnten nicht geladen werden. Bitte Verbindung prüfen und noch einmal versuchen.',
  threadStart: (names) =>
    names.length === 0
      ? 'Hier beginnt die Unterhaltung.'
      : `Hier beginnt deine Unterhaltung mit ${join(names)}.`,
  olderFailed: 'Ältere Nachrichten konnten nicht geladen werden.',
  tryAgain: 'Noch einmal versuchen',
  today: 'Heute',
  yesterday: 'Gestern',

  you,
  unknownSender: 'Unbekannte Person',
  edited: '(bearbeitet)',
  messageDeleted: (sender) =>
    sender === undefined ? 'Nachricht gelöscht' : `${has(sender)} eine Nachricht gelöscht`,
  deleted: 'Diese Nachricht wurde gelöscht',
  unsupportedMessage: 'Diese Nachricht kann hier nicht angezeigt werden.',
  messageBroken: 'Diese Nachricht konnte nicht angezeigt werden.',
  picture: 'Bild',
  editNotSaved: 'Änderung nicht gespeichert.',
  notDeleted: 'Nicht gelöscht.',
  failureReason: (code, isChange) => {
    if (isChange) return changeFailures.get(code) ?? 'Der Dienst hat die Änderung abgelehnt.';
    return (
      sendFailures.get(code) ?? 'Der Dienst hat die Nachricht abgelehnt. Dein Text bleibt erhalten.'
    );
  },
  topicChanged: (actor, topic) =>
    actor === undefined
      ? `Der Chat heißt jetzt ${topic}`
      : `${has(actor)} den Chat in ${topic} umbenannt`,
  participantsAdded: (actor, names) =>
    actor === undefined
      ? `${join(names)} ${plural(names.length, 'ist', 'sind')} jetzt dabei`
      : `${has(actor)} ${join(names)} hinzugefügt`,
  participantsRemoved: (actor, names) =>
    actor === undefined
      ? `${join(names)} ${plural(names.length, 'wurde', 'wurden')} entfernt`
      : `${has(actor)} ${join(names)} entfernt`,
  participantsLeft: (names) =>
    `${join(names)} ${plural(names.length, 'hat', 'haben')} den Chat verlassen`,
  retry: 'Erneut senden',
  discard: 'Verwerfen',

  statusQueued: 'Wartet',
  statusWaiting: (reason, retryTime) => {
    if (reason === 'sign-in') return 'Wartet auf deine Anmeldung';
    if (reason === 'earlier-message') return 'Wartet auf die Nachricht davor';
    if (reason === 'network') return 'Wartet auf das Netz';
    if (reason === 'upload') return 'Wartet auf die Dateien';
    return retryTime === undefined ? 'Wartet auf das Senden' : `Neuer Versuch um ${retryTime}`;
  },
  statusSending: 'Wird gesendet',
  statusChecking: 'Wird geprüft',
  statusSent: 'Gesendet',
  statusRead: 'Von allen gelesen',
  statusFailed: 'Nicht gesendet',
  readBy: (readers) => `Gelesen von ${join(readers)}`,
  receiptsUnsupported: (maxParticipants) =>
    `Chats mit mehr als ${maxParticipants} Personen zeigen nicht, wer eine Nachricht gelesen hat.`,

  writeMessage: 'Nachricht schreiben',
  messageTo: (topic) => `Nachricht an ${topic}`,
  send: 'Senden',
  sendUnavailable: 'Schreib etwas, um es zu senden',
  draftLoading: 'Einen Moment: Dein Entwurf wird geladen',
  editMessage: 'Nachricht bearbeiten',
  saveEdit: 'Speichern',
  cancelEdit: 'Bearbeiten abbrechen',
  emptyEdit: 'Eine leere Nachricht kann nicht gespeichert werden. Lösch sie stattdessen.',
  replyingTo: (sender) => {
    if (sender === undefined) return 'Antwort';
    return sender === you ? 'Antwort auf deine Nachricht' : `Antwort an ${sender}`;
  },
  cancelReply: 'Antwort abbrechen',
  attachFiles: 'Dateien anhängen',
  dropFiles: 'Dateien zum Anhängen hier ablegen',
  cannotWrite: 'In diesem Chat kannst du nicht schreiben',
  charactersLeft: (count) => plural(count, 'Noch # Zeichen'),
  tooLong: (characters) => plural(characters, '# Zeichen zu lang.'),
  typing: (names) => {
    if (names.length === 0) return '';
    if (names.length === 1) return `${names[0]} schreibt`;
    if (names.length <= 3) return `${join(names)} schreiben`;
    return 'Mehrere Personen schreiben';
  },

  threads: 'Chats',
  newThread: 'Neuer Chat',
  filterThreads: 'Chats filtern',
  noThreads: 'Noch keine Chats',
  noThreadsHint: 'Hier stehen die Chats, die du beginnst oder zu denen du hinzugefügt wirst.',
  noThreadsFound: (filter) => `Kein Chat passt zu „${filter}“.`,
  threadsFound: (count) => plural(count, '# Chat', '# Chats'),
  threadsFailed: 'Deine Chats konnten nicht geladen werden',
  loadFailedHint: 'Prüfe deine Verbindung und versuche es noch einmal.',
  notSentPrefix: 'Nicht gesendet:',
  draftPrefix: 'Entwurf:',
  unreadCount: unread,
  unreadSome: 'Ungelesene Nachrichten',
  mentionsYou: 'du wirst erwähnt',
  threadActions: 'Menü des Chats',
  untitledThread: 'Chat ohne Namen',
  back: 'Zurück zu den Chats',
  participantCount: (count) => plural(count, '# Person', '# Personen'),
  participantsLine: (names, includesYou) => join(includesYou ? [...names, 'du'] : names),

  loadingMessages: 'Nachrichten werden geladen',
  loadingThreads: 'Chats werden geladen',
  noMessages: 'Noch keine Nachrichten',
  noMessagesHint: (names) =>
    names.length === 0 ? 'Schreib die erste.' : `Sag Hallo zu ${join(names)}.`,
  messagesFailed: 'Dieser Chat konnte nicht geladen werden',
  threadGone: 'Er wurde gelöscht, oder du bist nicht mehr dabei.',
  signInNeeded: 'Du bist nicht mehr angemeldet. Melde dich neu an, um weiterzumachen.',
  noThreadSelected: 'Kein Chat geöffnet',
  noThreadSelectedHint: 'Wähle einen aus der Liste, um zu lesen und zu schreiben.',
  connecting: 'Verbinden',
  reconnecting: 'Neu verbinden',
  syncing: 'Aktualisieren',
  degraded: 'Verzögert',
  offline: 'Offline',
  connectionStopped: 'Nicht verbunden',
  authBlocked: 'Abgemeldet',
  offlineBanner: 'Du bist offline. Nachrichten werden gesendet, sobald du wieder online bist.',
  reconnectingBanner:
    'Verbindung verloren. Sie wird neu aufgebaut; danach werden Nachrichten gesendet.',
  connectingBanner: 'Die Verbindung wird aufgebaut. Gleich erscheinen neue Nachrichten.',
  syncingBanner: 'Wieder verbunden. Was inzwischen geschah, wird geladen.',
  degradedBanner:
    'Live-Aktualisierung ist gerade nicht möglich. Neue Nachrichten erscheinen alle paar Sekunden.',
  stoppedBanner: 'Nicht verbunden. Neue Nachrichten erscheinen nicht von selbst.',
  authBlockedBanner: 'Deine Sitzung ist abgelaufen.',
  restoredBanner: (sentCount) =>
    sentCount === 0
      ? 'Wieder online.'
      : plural(
          sentCount,
          'Wieder online. # Nachricht gesendet.',
          'Wieder online. # Nachrichten gesendet.',
        ),
  signInAgain: 'Neu anmelden',
  connect: 'Verbindung herstellen',

  arrived: (sender, text) => `${sender}: ${text}`,
  arrivedMention: (sender, text) => `${sender} hat dich erwähnt: ${text}`,
  sendingFailed: (text) => `Nicht gesendet: ${text}`,
  changeFailed: 'Eine Änderung wurde nicht gespeichert. Sie bleibt bei ihrer Nachricht.',
  sendingFailedIn: (topic) =>
    `Eine Nachricht in „${topic}“ wurde nicht gesendet. Sie bleibt dort erhalten.`,
  changeFailedIn: (topic) =>
    `Eine Änderung in „${topic}“ wurde nicht gespeichert. Sie bleibt dort erhalten.`,
  show: 'Anzeigen',
  notices: 'Hinweise',
  dismiss: 'Ausblenden',
  partNotLoaded:
    'Das konnte nicht geöffnet werden. Bitte Verbindung prüfen und noch einmal versuchen.',

  lookingForMessage: 'Die Nachricht wird gesucht …',
  messageTooFar: 'Die Nachricht steht weiter oben',
  keepLooking: 'Weitersuchen',
  messageNotFound: 'Die Nachricht gibt es nicht mehr',
  download: 'Herunterladen',
  openInNewTab: 'In neuem Tab öffnen',
  fileNotLoaded:
    'Die Datei konnte nicht geladen werden. Verbindung prüfen und noch einmal versuchen.',
  pictureBroken: 'Dieses Bild konnte nicht geladen werden',
  messageActions: 'Aktionen der Nachricht',
  moreActions: 'Mehr',
  copyText: 'Text kopieren',
  copyLink: 'Link kopieren',
  textCopied: 'Kopiert',
  copyFailed: 'Der Text konnte nicht kopiert werden. Bitte von Hand auswählen und kopieren.',
  edit: 'Bearbeiten',
  delete: 'Löschen',
  deleteQuestion: 'Diese Nachricht löschen?',
  deleteExplanation: 'Sie wird für alle gelöscht, und niemand kann sie zurückholen.',
  reply: 'Antworten',
  inReplyTo: 'Antwort auf',
  quoteLoading: 'Wird geladen …',
  quoteMissing: 'Die ursprüngliche Nachricht ist nicht verfügbar',
  goToMessage: 'Zur Nachricht',

  showReaders: 'Gelesen von …',
  readByCount: (read, others) => `Gelesen von ${read} von ${others}`,
  notReadBy: 'Noch nicht gelesen',
  topic: 'Name des Chats',
  searchMessages: 'Nachrichten durchsuchen',
  renameThread: 'Umbenennen',
  leaveThread: 'Chat verlassen',
  deleteThread: 'Chat löschen',
  topicNotSaved:
    'Der Name wurde nicht geändert. Bitte Verbindung prüfen und noch einmal versuchen.',
  leaveQuestion: (topic) => `„${topic}“ verlassen?`,
  leaveExplanation: 'Du siehst keine neuen Nachrichten mehr. Die anderen behalten deine.',
  leaveFailed:
    'Du hast den Chat nicht verlassen. Bitte Verbindung prüfen und noch einmal versuchen.',
  deleteThreadQuestion: (topic) => `„${topic}“ löschen?`,
  deleteThreadExplanation:
    'Der Chat wird für alle mit sämtlichen Nachrichten gelöscht, und niemand kann ihn zurückholen.',
  deleteThreadFailed:
    'Der Chat wurde nicht gelöscht. Bitte Verbindung prüfen und noch einmal versuchen.',
  removeParticipant: (name) => `${name} entfernen`,
  removeQuestion: (name) => `${name} entfernen?`,
  removeExplanation: 'Diese Person sieht keine neuen Nachrichten mehr und behält die bisherigen.',
  removeFailed: 'Niemand wurde entfernt. Bitte Verbindung prüfen und noch einmal versuchen.',
  remove: 'Entfernen',

  participants: 'Personen',
  addPeople: 'Personen hinzufügen',
  add: 'Hinzufügen',
  createThread: 'Chat beginnen',
  topicOptional: 'Name des Chats (optional)',
  findPeople: 'Name, oder Kennung wie 8:acs:…',
  noCandidates: 'Hier steht niemand zur Auswahl. Gib die Kennung einer Person ein.',
  noPeopleFound: (filter) => `Hier heißt niemand „${filter}“.`,
  filterPeople: 'Person suchen',
  historyShared: 'Was sie lesen können',
  historyAll: 'Alle Nachrichten',
  historyNone: 'Nachrichten ab jetzt',
  historySince: 'Nachrichten ab einem Datum',
  peopleAdded: 'Hinzugefügt',
  addingFailed: 'Das hat nicht geklappt. Bitte Verbindung prüfen und noch einmal versuchen.',
  notAddedCount: (count) =>
    plural(
      count,
      'Eine Person konnte nicht hinzugefügt werden.',
      '# Personen konnten nicht hinzugefügt werden.',
    ),
  notAddedForbidden: 'Diese Person darfst du nicht hinzufügen.',
  notAddedUnknown: 'Diese Person gibt es nicht.',
  notAddedOffline: 'Es gibt keine Verbindung.',

  notMember: 'Du bist nicht mehr in diesem Chat.',
  notMemberHint:
    'Du kannst lesen, was bis dahin geschrieben wurde. Um wieder zu schreiben, lass dich von jemandem hinzufügen.',
  threadDeleted: 'Dieser Chat wurde gelöscht.',
  threadDeletedHint: 'Was hier geladen ist, kannst du lesen. Schreiben kann niemand mehr.',
  signedOut: 'Du hast dich abgemeldet.',
  signedOutHint: 'Hier kommt nichts Neues an. Melde dich neu an, um zu lesen und zu schreiben.',
  sessionClosed: 'Dieser Chat ist geschlossen.',
  sessionClosedHint:
    'Hier kommt nichts Neues an. Lade die Seite neu, um zu lesen und zu schreiben.',
  notKept: 'Dieser Browser bewahrt weder Entwürfe noch ungesendete Nachrichten auf.',
  notKeptPrivate:
    'Das ist in privaten Fenstern so. Schließe diese Seite erst, wenn alles gesendet ist.',
  notKeptFull:
    'Er hat keinen Platz mehr. Schaffe welchen, oder schließe diese Seite erst, wenn alles gesendet ist.',
  notKeptNewer:
    'Eine neuere Version dieses Chats ist in einem anderen Tab geöffnet. Lade diese Seite neu.',
  signalsUnsupported: (maxParticipants) =>
    `In diesem Chat sind mehr als ${maxParticipants} Personen.`,
  signalsUnsupportedHint: 'Er zeigt nicht, wer schreibt oder wer eine Nachricht gelesen hat.',

  attachments: 'Anhänge',
  filesAttached: (count) => plural(count, '# Datei angehängt', '# Dateien angehängt'),
  uploadWaiting: 'Wartet auf das Netz',
  uploadProgress: (percent) => `Wird hochgeladen: ${percent} %`,
  uploadFailed: 'Hochladen fehlgeschlagen',
  retryUpload: (name) => `${name} noch einmal hochladen`,
  removeAttachment: (name) => `${name} entfernen`,
  fileRefused: (name, problem, limit) =>
    ({
      folder: `„${name}“ ist ein Ordner. Seine Dateien lassen sich einzeln anhängen.`,
      unreadable: `„${name}“ konnte nicht gelesen werden. Bitte noch einmal auswählen.`,
      empty: `„${name}“ ist leer.`,
      'too-large': `„${name}“ ist größer als ${limit}.`,
      type: `Dateien wie „${name}“ können hier nicht gesendet werden.`,
      'too-many': `„${name}“ wurde ausgelassen: Eine Nachricht fasst höchstens ${limit} Dateien.`,
    })[problem],
  messagesFound: (count, isMore) =>
    isMore
      ? plural(count, 'Die neueste gefundene Nachricht', 'Die neuesten # gefundenen Nachrichten')
      : plural(count, '# Nachricht gefunden', '# Nachrichten gefunden'),
  searchFurther: 'Ältere Nachrichten durchsuchen',

  suggestions: 'Vorschläge',
  suggestionCount: (count) => plural(count, '# Vorschlag', '# Vorschläge'),

  insertEmoji: 'Emoji einfügen',
  searchEmoji: 'Emoji suchen',
  noEmojiFound: (query) => `Kein Emoji für „${query}“`,
  emojiFound: (count) => plural(count, '# Emoji gefunden', '# Emojis gefunden'),
  recentEmoji: 'Zuletzt verwendet',
  emojiGroups: 'Emoji-Gruppen',
  emojiGroup: (group) =>
    ({
      smileys: 'Smileys & Gefühle',
      people: 'Menschen & Körper',
      animals: 'Tiere & Natur',
      food: 'Essen & Trinken',
      travel: 'Reisen & Orte',
      activities: 'Aktivitäten',
      objects: 'Objekte',
      symbols: 'Symbole',
      flags: 'Flaggen',
    })[group],
  skinTone: 'Hautton',
  skinToneName: (tone) =>
    ({
      default: 'Standard',
      light: 'Hell',
      'medium-light': 'Mittelhell',
      medium: 'Mittel',
      'medium-dark': 'Mitteldunkel',
      dark: 'Dunkel',
    })[tone],

  close: 'Schließen',
  cancel: 'Abbrechen',
};
