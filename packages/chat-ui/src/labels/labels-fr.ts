import type { Labels } from './labels.ts';
import { createJoin, createPlural } from './plural.ts';

// Register: "vous". Before ; : ! ? and inside « » stands a narrow no-break space, written as an escape to be seen.
const plural = createPlural('fr');
const join = createJoin('fr');

const you = 'Vous';
const unread = (count: number): string =>
  plural(count, '# message non lu', '# messages non lus', { many: '# de messages non lus' });
/** The verb agrees with who has done it. */
const has = (actor: string): string => (actor === you ? 'Vous avez' : `${actor} a`);

/** Why a message was not sent, by the code of the failure. */
const sendFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    forbidden: 'Vous ne pouvez plus écrire ici. Votre texte est conservé.',
    gone: 'Cette conversation n’existe plus, ou vous n’en faites plus partie. Votre texte est conservé.',
    'too-large': 'Le message est trop long. Raccourcissez-le et renvoyez-le.',
    'storage-full': 'Il n’y a plus de place sur cet appareil. Libérez-en et renvoyez le message.',
    expired: 'L’envoi a échoué pendant une journée entière. Renvoyez le message.',
    network: 'Il n’y a pas de connexion.',
    'file-too-large': 'Le fichier est plus gros que cette conversation ne l’accepte. Retirez-le.',
    'file-type': 'Cette conversation n’accepte pas les fichiers de ce type. Retirez-le.',
    'thread-full': 'Cette conversation n’a plus de place pour d’autres fichiers.',
    'upload-failed': 'Le fichier n’a pas pu être envoyé. Réessayez, ou retirez-le.',
    'file-lost': 'Un fichier n’est plus sur cet appareil. Joignez-le de nouveau.',
    'uploads-full':
      'Trop de fichiers attendent déjà sur cet appareil. Envoyez-en ou retirez-en d’abord.',
  }),
);
/** Why a message was not changed. */
const changeFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'message-deleted': 'Le message a été supprimé entre-temps. Votre texte est conservé.',
    overwritten:
      'Le message a été modifié entre-temps sur un autre appareil. Votre texte est conservé.',
    gone: 'Vous n’avez plus accès à ce message. D’autres le voient peut-être encore.',
    'storage-full': 'Il n’y a plus de place sur cet appareil. Libérez-en et réessayez.',
    expired: 'La modification a échoué pendant une journée entière. Réessayez.',
    network: 'Il n’y a pas de connexion.',
  }),
);

/** The French catalogue. */
export const labelsFr: Labels = {
  messages: 'Messages',
  newMessages: (count) =>
    plural(count, '# nouveau message', '# nouveaux messages', { many: '# de nouveaux messages' }),
  unread: 'Nouveau',
  jumpToLatest: 'Aller aux derniers messages',
  unreadAbove: (count, isMore) => (isMore ? `Plus de ${unread(count)}` : unread(count)),
  jumpToUnread: 'Aller au premier message non lu',
  dismissUnread: 'Masquer le nombre de messages non lus',
  latestFailed: 'Impossible de charger les derniers messages. Vérifiez la connexion et réessayez.',
  threadStart: (names) =>
    names.length === 0
      ? 'La conversation commence ici.'
      : `Votre conversation avec ${join(names)} commence ici.`,
  olderFailed: 'Impossible de charger les messages plus anciens.',
  tryAgain: 'Réessayer',
  today: 'Aujourd’hui',
  yesterday: 'Hier',

  you,
  unknownSender: 'Personne inconnue',
  edited: '(modifié)',
  messageDeleted: (sender) =>
    sender === undefined ? 'Message supprimé' : `${has(sender)} supprimé un message`,
  deleted: 'Ce message a été supprimé',
  unsupportedMessage: 'Ce message ne peut pas être affiché ici.',
  messageBroken: 'Ce message n’a pas pu être affiché.',
  picture: 'Image',
  editNotSaved: 'Modification non enregistrée.',
  notDeleted: 'Message non supprimé.',
  failureReason: (code, isChange) => {
    if (isChange) return changeFailures.get(code) ?? 'Le service a refusé de modifier le message.';
    return sendFailures.get(code) ?? 'Le service a refusé le message. Votre texte est conservé.';
  },
  topicChanged: (actor, topic) =>
    actor === undefined
      ? `La conversation s’appelle maintenant ${topic}`
      : `${has(actor)} renommé la conversation en ${topic}`,
  participantsAdded: (actor, names) =>
    actor === undefined
      ? `${join(names)} ${plural(names.length, 'a', 'ont')} rejoint la conversation`
      : `${has(actor)} ajouté ${join(names)}`,
  participantsRemoved: (actor, names) =>
    actor === undefined
      ? `${join(names)} ne ${plural(names.length, 'fait', 'font')} plus partie de la conversation`
      : `${has(actor)} retiré ${join(names)} de la conversation`,
  participantsLeft: (names) =>
    `${join(names)} ${plural(names.length, 'a', 'ont')} quitté la conversation`,
  retry: 'Réessayer',
  discard: 'Abandonner',

  statusQueued: 'En attente',
  statusWaiting: (reason, retryTime) => {
    if (reason === 'sign-in') return 'En attente de votre identification';
    if (reason === 'earlier-message') return 'En attente du message précédent';
    if (reason === 'network') return 'En attente du réseau';
    if (reason === 'upload') return 'En attente des fichiers';
    return retryTime === undefined ? 'En attente d’envoi' : `Nouvel essai à ${retryTime}`;
  },
  statusSending: 'Envoi en cours',
  statusChecking: 'Vérification',
  statusSent: 'Envoyé',
  statusRead: 'Lu par tout le monde',
  statusFailed: 'Non envoyé',
  readBy: (readers) => `Lu par ${join(readers)}`,
  receiptsUnsupported: (maxParticipants) =>
    `À plus de ${maxParticipants} personnes, une conversation n’indique pas qui a lu un message.`,

  writeMessage: 'Écrire un message',
  messageTo: (topic) => `Écrire dans ${topic}`,
  send: 'Envoyer',
  sendUnavailable: 'Écrivez quelque chose pour l’envoyer',
  draftLoading: 'Un instant\u202F: votre brouillon se charge',
  editMessage: 'Modifier le message',
  saveEdit: 'Enregistrer',
  cancelEdit: 'Annuler la modification',
  emptyEdit: 'Un message vide ne peut pas être enregistré. Supprimez-le plutôt.',
  replyingTo: (sender) => {
    if (sender === undefined) return 'Répondre';
    return sender === you ? 'Répondre à votre message' : `Répondre à ${sender}`;
  },
  cancelReply: 'Annuler la réponse',
  attachFiles: 'Joindre des fichiers',
  dropFiles: 'Déposez des fichiers pour les joindre',
  cannotWrite: 'Vous ne pouvez pas écrire dans cette conversation',
  charactersLeft: (count) =>
    plural(count, '# caractère restant', '# caractères restants', {
      many: '# de caractères restants',
    }),
  tooLong: (characters) =>
    plural(characters, '# caractère de trop.', '# caractères de trop.', {
      many: '# de caractères de trop.',
    }),
  typing: (names) => {
    if (names.length === 0) return '';
    if (names.length === 1) return `${names[0]} est en train d’écrire`;
    if (names.length <= 3) return `${join(names)} sont en train d’écrire`;
    return 'Plusieurs personnes sont en train d’écrire';
  },

  threads: 'Conversations',
  newThread: 'Nouvelle conversation',
  filterThreads: 'Filtrer les conversations',
  noThreads: 'Aucune conversation pour le moment',
  noThreadsHint: 'Les conversations que vous lancez ou auxquelles on vous ajoute s’affichent ici.',
  noThreadsFound: (filter) => `Aucune conversation ne correspond à «\u202F${filter}\u202F».`,
  threadsFound: (count) =>
    plural(count, '# conversation', '# conversations', { many: '# de conversations' }),
  threadsFailed: 'Impossible de charger vos conversations',
  loadFailedHint: 'Vérifiez votre connexion, puis réessayez.',
  notSentPrefix: 'Non envoyé\u202F:',
  draftPrefix: 'Brouillon\u202F:',
  unreadCount: unread,
  unreadSome: 'Messages non lus',
  mentionsYou: 'on vous mentionne',
  threadActions: 'Menu de la conversation',
  untitledThread: 'Conversation sans nom',
  back: 'Retour aux conversations',
  participantCount: (count) =>
    plural(count, '# personne', '# personnes', { many: '# de personnes' }),
  participantsLine: (names, includesYou) => join(includesYou ? [...names, 'vous'] : names),

  loadingMessages: 'Chargement des messages',
  loadingThreads: 'Chargement des conversations',
  noMessages: 'Aucun message pour le moment',
  noMessagesHint: (names) =>
    names.length === 0 ? 'Écrivez le premier.' : `Dites bonjour à ${join(names)}.`,
  messagesFailed: 'Impossible de charger cette conversation',
  threadGone: 'Elle a été supprimée, ou vous n’en faites plus partie.',
  signInNeeded: 'Votre session est fermée. Identifiez-vous de nouveau pour continuer.',
  noThreadSelected: 'Aucune conversation ouverte',
  noThreadSelectedHint: 'Choisissez-en une dans la liste pour lire et écrire.',
  connecting: 'Connexion',
  reconnecting: 'Reconnexion',
  syncing: 'Mise à jour',
  degraded: 'Mises à jour lentes',
  offline: 'Hors ligne',
  connectionStopped: 'Sans connexion',
  authBlocked: 'Session expirée',
  offlineBanner: 'Vous êtes hors ligne. Vos messages partiront à votre retour.',
  reconnectingBanner:
    'Connexion perdue. Reconnexion en cours\u202F; vos messages partiront ensuite.',
  connectingBanner: 'Connexion en cours. Les nouveaux messages s’affichent dans un instant.',
  syncingBanner: 'Connexion rétablie. Récupération de ce que vous avez manqué.',
  degradedBanner:
    'Pas de mises à jour en direct pour le moment. Les nouveaux messages arrivent avec quelques secondes de retard.',
  stoppedBanner: 'Sans connexion. Les nouveaux messages ne s’affichent pas d’eux-mêmes.',
  authBlockedBanner: 'Votre session a expiré.',
  restoredBanner: (sentCount) =>
    sentCount === 0
      ? 'De nouveau en ligne.'
      : plural(
          sentCount,
          'De nouveau en ligne. # message envoyé.',
          'De nouveau en ligne. # messages envoyés.',
          { many: 'De nouveau en ligne. # de messages envoyés.' },
        ),
  signInAgain: 'S’identifier de nouveau',
  connect: 'Rétablir la connexion',

  arrived: (sender, text) => `${sender}\u202F: ${text}`,
  arrivedMention: (sender, text) => `${sender} vous mentionne\u202F: ${text}`,
  sendingFailed: (text) => `Non envoyé\u202F: ${text}`,
  changeFailed: 'Une modification n’a pas été enregistrée. Elle reste sur son message.',
  sendingFailedIn: (topic) =>
    `Un message dans «\u202F${topic}\u202F» n’a pas été envoyé. Il y est conservé.`,
  changeFailedIn: (topic) =>
    `Une modification dans «\u202F${topic}\u202F» n’a pas été enregistrée. Elle y est conservée.`,
  show: 'Afficher',
  notices: 'Notifications',
  dismiss: 'Ignorer',
  partNotLoaded: 'Impossible d’ouvrir cet élément. Vérifiez la connexion et réessayez.',

  lookingForMessage: 'Recherche du message…',
  messageTooFar: 'Ce message est plus haut',
  keepLooking: 'Continuer la recherche',
  messageNotFound: 'Ce message n’existe plus',
  download: 'Télécharger',
  openInNewTab: 'Ouvrir dans un nouvel onglet',
  fileNotLoaded: 'Le fichier n’a pas pu être chargé. Vérifiez la connexion, puis réessayez.',
  pictureBroken: 'Cette image n’a pas pu être chargée',
  messageActions: 'Actions du message',
  moreActions: 'Plus',
  copyText: 'Copier le texte',
  copyLink: 'Copier le lien',
  textCopied: 'Copié',
  copyFailed: 'Le texte n’a pas pu être copié. Sélectionnez-le et copiez-le à la main.',
  edit: 'Modifier',
  delete: 'Supprimer',
  deleteQuestion: 'Supprimer ce message\u202F?',
  deleteExplanation: 'Il est supprimé pour tout le monde, et personne ne peut le récupérer.',
  reply: 'Répondre',
  inReplyTo: 'En réponse à',
  quoteLoading: 'Chargement…',
  quoteMissing: 'Le message d’origine n’est pas disponible',
  goToMessage: 'Aller au message',

  showReaders: 'Lu par…',
  readByCount: (read, others) => `Lu par ${read} sur ${others}`,
  notReadBy: 'Pas encore lu',
  topic: 'Nom de la conversation',
  searchMessages: 'Rechercher des messages',
  renameThread: 'Renommer',
  leaveThread: 'Quitter la conversation',
  deleteThread: 'Supprimer la conversation',
  topicNotSaved: 'Le nom n’a pas été modifié. Vérifiez la connexion et réessayez.',
  leaveQuestion: (topic) => `Quitter «\u202F${topic}\u202F»\u202F?`,
  leaveExplanation:
    'Vous ne verrez plus les nouveaux messages. Les autres gardent ce que vous avez écrit.',
  leaveFailed: 'Vous n’avez pas quitté la conversation. Vérifiez la connexion et réessayez.',
  deleteThreadQuestion: (topic) => `Supprimer «\u202F${topic}\u202F»\u202F?`,
  deleteThreadExplanation:
    'Elle est supprimée pour tout le monde avec tous ses messages, et personne ne peut la récupérer.',
  deleteThreadFailed: 'La conversation n’a pas été supprimée. Vérifiez la connexion et réessayez.',
  removeParticipant: (name) => `Retirer ${name}`,
  removeQuestion: (name) => `Retirer ${name}\u202F?`,
  removeExplanation: 'Cette personne ne verra plus les nouveaux messages et garde les anciens.',
  removeFailed: 'Personne n’a été retiré. Vérifiez la connexion et réessayez.',
  remove: 'Retirer',

  participants: 'Participants',
  addPeople: 'Ajouter des personnes',
  add: 'Ajouter',
  createThread: 'Lancer la conversation',
  topicOptional: 'Nom de la conversation (facultatif)',
  findPeople: 'Nom, ou identifiant comme 8:acs:…',
  noCandidates: 'Personne à proposer ici. Saisissez l’identifiant d’une personne.',
  noPeopleFound: (filter) => `Personne ici ne s’appelle «\u202F${filter}\u202F».`,
  filterPeople: 'Chercher une personne',
  historyShared: 'Ce qui peut être lu',
  historyAll: 'Tous les messages',
  historyNone: 'Les messages à partir de maintenant',
  historySince: 'Les messages à partir d’une date',
  peopleAdded: 'Ajout effectué',
  addingFailed: 'L’opération a échoué. Vérifiez la connexion et réessayez.',
  notAddedCount: (count) =>
    plural(
      count,
      '# personne n’a pas pu être ajoutée.',
      '# personnes n’ont pas pu être ajoutées.',
      { many: '# de personnes n’ont pas pu être ajoutées.' },
    ),
  notAddedForbidden: 'Vous n’avez pas le droit d’ajouter cette personne.',
  notAddedUnknown: 'Cette personne n’existe pas.',
  notAddedOffline: 'Il n’y a pas de connexion.',

  notMember: 'Vous ne faites plus partie de cette conversation.',
  notMemberHint:
    'Vous pouvez lire ce qui a été dit jusque-là. Pour écrire de nouveau, demandez à quelqu’un de vous ajouter.',
  threadDeleted: 'Cette conversation a été supprimée.',
  threadDeletedHint: 'Vous pouvez lire ce qui est chargé ici. Plus personne ne peut y écrire.',
  signedOut: 'Vous avez fermé votre session.',
  signedOutHint: 'Rien de nouveau n’arrive ici. Identifiez-vous de nouveau pour lire et écrire.',
  sessionClosed: 'Cette session de discussion est fermée.',
  sessionClosedHint: 'Rien de nouveau n’arrive ici. Rechargez la page pour lire et écrire.',
  notKept: 'Ce navigateur ne garde ni les brouillons ni les messages non envoyés.',
  notKeptPrivate:
    'C’est le cas en navigation privée. Ne fermez cette page que lorsque tout est envoyé.',
  notKeptFull:
    'Il n’a plus de place. Libérez-en, ou ne fermez cette page que lorsque tout est envoyé.',
  notKeptNewer:
    'Une version plus récente de cette messagerie est ouverte dans un autre onglet. Rechargez cette page.',
  signalsUnsupported: (maxParticipants) =>
    `Cette conversation compte plus de ${maxParticipants} personnes.`,
  signalsUnsupportedHint: 'Elle n’indique pas qui écrit ni qui a lu un message.',

  attachments: 'Pièces jointes',
  filesAttached: (count) => plural(count, '# fichier joint', '# fichiers joints'),
  uploadWaiting: 'En attente du réseau',
  uploadProgress: (percent) => `Envoi… ${percent} %`,
  uploadFailed: 'Échec de l’envoi du fichier',
  retryUpload: (name) => `Renvoyer ${name}`,
  removeAttachment: (name) => `Retirer ${name}`,
  fileRefused: (name, problem, limit) =>
    ({
      folder: `« ${name} » est un dossier. Joignez ses fichiers un par un.`,
      unreadable: `« ${name} » n’a pas pu être lu. Choisissez-le à nouveau.`,
      empty: `« ${name} » est vide.`,
      'too-large': `« ${name} » dépasse ${limit}.`,
      type: `Les fichiers comme « ${name} » ne peuvent pas être envoyés ici.`,
      'too-many': `« ${name} » n’a pas été joint : un message accepte au plus ${limit} fichiers.`,
    })[problem],
  messagesFound: (count, isMore) =>
    isMore
      ? plural(count, 'Le dernier message trouvé', 'Les # derniers messages trouvés')
      : plural(count, '# message trouvé', '# messages trouvés', { many: '# de messages trouvés' }),
  searchFurther: 'Chercher dans les messages plus anciens',

  suggestions: 'Suggestions',
  suggestionCount: (count) =>
    plural(count, '# suggestion', '# suggestions', { many: '# de suggestions' }),

  insertEmoji: 'Insérer un émoji',
  searchEmoji: 'Rechercher un émoji',
  noEmojiFound: (query) => `Aucun émoji pour « ${query} »`,
  emojiFound: (count) =>
    plural(count, '# émoji trouvé', '# émojis trouvés', { many: '# d’émojis trouvés' }),
  recentEmoji: 'Récents',
  emojiGroups: 'Catégories d’émojis',
  emojiGroup: (group) =>
    ({
      smileys: 'Smileys et émotions',
      people: 'Personnes et corps',
      animals: 'Animaux et nature',
      food: 'Nourriture et boissons',
      travel: 'Voyages et lieux',
      activities: 'Activités',
      objects: 'Objets',
      symbols: 'Symboles',
      flags: 'Drapeaux',
    })[group],
  skinTone: 'Couleur de peau',
  skinToneName: (tone) =>
    ({
      default: 'Par défaut',
      light: 'Claire',
      'medium-light': 'Moyennement claire',
      medium: 'Moyenne',
      'medium-dark': 'Moyennement foncée',
      dark: 'Foncée',
    })[tone],

  close: 'Fermer',
  cancel: 'Annuler',
};
