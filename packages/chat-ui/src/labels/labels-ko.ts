import { withParticle, type ParticlePair } from './korean-particle.ts';
import type { Labels } from './labels.ts';
import { createJoin, createPlural } from './plural.ts';

// Register: 해요체 in sentences, nouns on buttons and in states. People are called by name and 님.
const plural = createPlural('ko');
const join = createJoin('ko');

const you = '나';
const unknownSender = '알 수 없는 사용자';
const unread = (count: number): string => plural(count, '읽지 않은 메시지 #개');
const person = (name: string): string =>
  name === you || name === unknownSender ? name : `${name}님`;
const people = (names: readonly string[], particle: ParticlePair): string =>
  withParticle(join(names.map(person)), particle);
// The subject form of 나 is irregular.
const subject = (name: string): string =>
  name === you ? '내가' : withParticle(person(name), '이/가');

/** Why a message was not sent, by the code of the failure. */
const sendFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    forbidden: '이제 여기에 쓸 수 없어요. 쓴 내용은 남아 있어요.',
    gone: '없어졌거나 더 이상 참여하지 않는 채팅이에요. 쓴 내용은 남아 있어요.',
    'too-large': '메시지가 너무 길어요. 줄여서 다시 보내 주세요.',
    'storage-full': '기기에 저장 공간이 없어요. 공간을 비우고 다시 보내 주세요.',
    expired: '하루 동안 보내지 못해 중단했어요. 다시 보내 주세요.',
    network: '연결되어 있지 않아요.',
    'file-too-large': '이 채팅에서 허용하는 것보다 큰 파일이에요. 파일을 빼 주세요.',
    'file-type': '이 채팅에서 받지 않는 형식의 파일이에요. 파일을 빼 주세요.',
    'thread-full': '이 채팅에는 파일을 더 넣을 공간이 없어요.',
    'upload-failed': '파일을 올리지 못했어요. 다시 시도하거나 파일을 빼 주세요.',
    'file-lost': '파일이 이 기기에 더 이상 없어요. 다시 첨부해 주세요.',
    'uploads-full': '이 기기에서 기다리는 파일이 너무 많아요. 먼저 보내거나 빼 주세요.',
  }),
);
/** Why a message was not changed. */
const changeFailures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'message-deleted': '그사이 삭제된 메시지예요. 쓴 내용은 남아 있어요.',
    overwritten: '그사이 다른 기기에서 수정된 메시지예요. 쓴 내용은 남아 있어요.',
    gone: '더 이상 볼 수 없는 메시지예요. 다른 사람에게는 보일 수 있어요.',
    'storage-full': '기기에 저장 공간이 없어요. 공간을 비우고 다시 시도해 주세요.',
    expired: '하루 동안 변경하지 못해 중단했어요. 다시 시도해 주세요.',
    network: '연결되어 있지 않아요.',
  }),
);

/** The Korean catalogue. */
export const labelsKo: Labels = {
  messages: '메시지',
  newMessages: (count) => plural(count, '새 메시지 #개'),
  unread: '새 메시지',
  jumpToLatest: '최신 메시지로 이동',
  unreadAbove: (count, isMore) => (isMore ? `${unread(count)} 이상` : unread(count)),
  jumpToUnread: '읽지 않은 첫 메시지로 이동',
  dismissUnread: '읽지 않은 메시지 수 숨기기',
  latestFailed: '최신 메시지를 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  threadStart: (names) =>
    names.length === 0
      ? '여기서 대화가 시작돼요.'
      : `${people(names, '과/와')}의 대화가 여기서 시작돼요.`,
  olderFailed: '이전 메시지를 불러오지 못했어요.',
  tryAgain: '다시 시도',
  today: '오늘',
  yesterday: '어제',

  you,
  unknownSender,
  edited: '(수정됨)',
  messageDeleted: (sender) =>
    sender === undefined ? '메시지를 삭제했어요' : `${subject(sender)} 메시지를 삭제했어요`,
  deleted: '삭제된 메시지예요',
  unsupportedMessage: '여기에서는 볼 수 없는 메시지예요.',
  messageBroken: '메시지를 표시하지 못했어요.',
  picture: '사진',
  editNotSaved: '수정한 내용을 저장하지 못했어요.',
  notDeleted: '삭제하지 못했어요.',
  failureReason: (code, isChange) => {
    if (isChange) return changeFailures.get(code) ?? '서비스에서 변경을 거부했어요.';
    return sendFailures.get(code) ?? '서비스에서 메시지를 거부했어요. 쓴 내용은 남아 있어요.';
  },
  topicChanged: (actor, topic) => {
    const name = withParticle(topic, '으로/로');
    return actor === undefined
      ? `채팅 이름이 ${name} 바뀌었어요`
      : `${subject(actor)} 채팅 이름을 ${name} 바꿨어요`;
  },
  participantsAdded: (actor, names) =>
    actor === undefined
      ? `${people(names, '이/가')} 들어왔어요`
      : `${subject(actor)} ${people(names, '을/를')} 추가했어요`,
  participantsRemoved: (actor, names) =>
    actor === undefined
      ? `${people(names, '이/가')} 채팅에서 제외됐어요`
      : `${subject(actor)} ${people(names, '을/를')} 내보냈어요`,
  participantsLeft: (names) => `${people(names, '이/가')} 나갔어요`,
  retry: '다시 보내기',
  discard: '보내기 취소',

  statusQueued: '대기 중',
  statusWaiting: (reason, retryTime) => {
    if (reason === 'sign-in') return '다시 로그인할 때까지 대기 중';
    if (reason === 'earlier-message') return '앞 메시지를 기다리는 중';
    if (reason === 'network') return '네트워크를 기다리는 중';
    if (reason === 'upload') return '파일 업로드를 기다리는 중';
    return retryTime === undefined ? '전송 대기 중' : `${retryTime}에 다시 전송`;
  },
  statusSending: '보내는 중',
  statusChecking: '확인 중',
  statusSent: '보냄',
  statusRead: '모두 읽음',
  statusFailed: '보내지 못함',
  readBy: (readers) => `읽은 사람: ${join(readers)}`,
  receiptsUnsupported: (maxParticipants) =>
    `${maxParticipants}명이 넘는 채팅에서는 누가 메시지를 읽었는지 표시되지 않아요.`,

  writeMessage: '메시지 입력',
  messageTo: (topic) => `${topic}에 메시지 보내기`,
  send: '보내기',
  sendUnavailable: '내용을 입력하면 보낼 수 있어요',
  draftLoading: '잠시만요, 초안을 불러오고 있어요',
  editMessage: '메시지 수정',
  saveEdit: '저장',
  cancelEdit: '수정 취소',
  emptyEdit: '빈 메시지는 저장할 수 없어요. 대신 메시지를 삭제해 주세요.',
  replyingTo: (sender) => (sender === undefined ? '답장' : `${person(sender)}에게 답장`),
  cancelReply: '답장 취소',
  attachFiles: '파일 첨부',
  dropFiles: '파일을 놓아 첨부하세요',
  cannotWrite: '이 채팅에는 메시지를 쓸 수 없어요',
  charactersLeft: (count) => plural(count, '#자 남음'),
  tooLong: (characters) => plural(characters, '#자를 초과했어요.'),
  typing: (names) => {
    if (names.length === 0) return '';
    return names.length <= 3 ? `${people(names, '이/가')} 입력 중` : '여러 명이 입력 중';
  },

  threads: '채팅',
  newThread: '새 채팅',
  filterThreads: '채팅 찾기',
  noThreads: '아직 채팅이 없어요',
  noThreadsHint: '채팅을 시작하거나 초대를 받으면 여기에 표시돼요.',
  noThreadsFound: (filter) => `${withParticle(`“${filter}”`, '과/와')} 일치하는 채팅이 없어요.`,
  threadsFound: (count) => plural(count, '채팅 #개'),
  threadsFailed: '채팅 목록을 불러오지 못했어요',
  loadFailedHint: '연결을 확인하고 다시 시도해 주세요.',
  notSentPrefix: '보내지 못함:',
  draftPrefix: '초안:',
  unreadCount: unread,
  unreadSome: '읽지 않은 메시지 있음',
  mentionsYou: '나를 멘션함',
  threadActions: '채팅 메뉴',
  untitledThread: '이름 없는 채팅',
  back: '채팅 목록으로 돌아가기',
  participantCount: (count) => plural(count, '#명'),
  participantsLine: (names, includesYou) => join(includesYou ? [...names, you] : names),

  loadingMessages: '메시지를 불러오는 중',
  loadingThreads: '채팅을 불러오는 중',
  noMessages: '아직 메시지가 없어요',
  noMessagesHint: (names) =>
    names.length === 0
      ? '첫 메시지를 남겨 보세요.'
      : `${join(names.map(person))}에게 인사해 보세요.`,
  messagesFailed: '이 채팅을 불러오지 못했어요',
  threadGone: '삭제됐거나 더 이상 참여하지 않는 채팅이에요.',
  signInNeeded: '로그인이 풀렸어요. 계속하려면 다시 로그인해 주세요.',
  noThreadSelected: '열린 채팅이 없어요',
  noThreadSelectedHint: '목록에서 채팅을 고르면 읽고 쓸 수 있어요.',
  connecting: '연결 중',
  reconnecting: '다시 연결 중',
  syncing: '업데이트 중',
  degraded: '업데이트 지연',
  offline: '오프라인',
  connectionStopped: '연결 안 됨',
  authBlocked: '로그아웃됨',
  offlineBanner: '오프라인이에요. 온라인으로 돌아오면 메시지를 보내 드려요.',
  reconnectingBanner: '연결이 끊겨 다시 연결하고 있어요. 연결되면 메시지를 보내 드려요.',
  connectingBanner: '연결하고 있어요. 새 메시지가 곧 표시돼요.',
  syncingBanner: '다시 연결됐어요. 그동안의 메시지를 불러오고 있어요.',
  degradedBanner: '지금은 실시간으로 업데이트할 수 없어요. 새 메시지는 몇 초마다 표시돼요.',
  stoppedBanner: '연결되지 않았어요. 새 메시지가 저절로 표시되지 않아요.',
  authBlockedBanner: '세션이 만료됐어요.',
  restoredBanner: (sentCount) =>
    sentCount === 0
      ? '다시 온라인이에요.'
      : plural(sentCount, '다시 온라인이에요. 메시지 #개를 보냈어요.'),
  signInAgain: '다시 로그인',
  connect: '연결',

  arrived: (sender, text) => `${sender}: ${text}`,
  arrivedMention: (sender, text) => `${subject(sender)} 나를 멘션했어요: ${text}`,
  sendingFailed: (text) => `보내지 못함: ${text}`,
  changeFailed: '변경 사항을 저장하지 못했어요. 해당 메시지에 남겨 두었어요.',
  sendingFailedIn: (topic) => `“${topic}”에서 메시지를 보내지 못했어요. 그곳에 남겨 두었어요.`,
  changeFailedIn: (topic) => `“${topic}”에서 변경 사항을 저장하지 못했어요. 그곳에 남겨 두었어요.`,
  show: '보기',
  notices: '알림',
  dismiss: '알림 닫기',
  partNotLoaded: '열지 못했어요. 연결을 확인하고 다시 시도해 주세요.',

  lookingForMessage: '메시지를 찾는 중…',
  messageTooFar: '메시지가 더 위쪽에 있어요',
  keepLooking: '계속 찾기',
  messageNotFound: '더 이상 없는 메시지예요',
  download: '다운로드',
  openInNewTab: '새 탭에서 열기',
  fileNotLoaded: '파일을 불러오지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  pictureBroken: '사진을 불러오지 못했어요',
  messageActions: '메시지 작업',
  moreActions: '더보기',
  copyText: '텍스트 복사',
  copyLink: '링크 복사',
  textCopied: '복사했어요',
  copyFailed: '텍스트를 복사하지 못했어요. 직접 선택해서 복사해 주세요.',
  edit: '수정',
  delete: '삭제',
  deleteQuestion: '이 메시지를 삭제할까요?',
  deleteExplanation: '모두에게서 삭제되며, 누구도 되돌릴 수 없어요.',
  reply: '답장',
  inReplyTo: '답장 대상:',
  quoteLoading: '불러오는 중…',
  quoteMissing: '원본 메시지를 볼 수 없어요',
  goToMessage: '메시지로 이동',

  showReaders: '읽은 사람 보기',
  readByCount: (read, others) => `${others}명 중 ${read}명이 읽음`,
  notReadBy: '아직 읽지 않음',
  topic: '채팅 이름',
  searchMessages: '메시지 검색',
  renameThread: '이름 바꾸기',
  leaveThread: '채팅 나가기',
  deleteThread: '채팅 삭제',
  topicNotSaved: '이름을 바꾸지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  leaveQuestion: (topic) => `“${topic}”에서 나갈까요?`,
  leaveExplanation: '새 메시지를 더 이상 볼 수 없어요. 내가 쓴 메시지는 다른 사람에게 남아 있어요.',
  leaveFailed: '나가지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  deleteThreadQuestion: (topic) => `${withParticle(`“${topic}”`, '을/를')} 삭제할까요?`,
  deleteThreadExplanation: '모든 메시지와 함께 모두에게서 삭제되며, 누구도 되돌릴 수 없어요.',
  deleteThreadFailed: '채팅을 삭제하지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  removeParticipant: (name) => `${person(name)} 내보내기`,
  removeQuestion: (name) => `${people([name], '을/를')} 내보낼까요?`,
  removeExplanation: '새 메시지를 더 이상 볼 수 없고, 지난 메시지는 계속 볼 수 있어요.',
  removeFailed: '내보내지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  remove: '내보내기',

  participants: '참여자',
  addPeople: '참여자 추가',
  add: '추가',
  createThread: '채팅 시작',
  topicOptional: '채팅 이름 (선택 사항)',
  findPeople: '이름 또는 8:acs:… 형식의 ID',
  noCandidates: '목록에 사람이 없어요. ID를 입력해 주세요.',
  noPeopleFound: (filter) => `“${filter}”인 사람이 없어요.`,
  filterPeople: '참여자 찾기',
  historyShared: '볼 수 있는 메시지',
  historyAll: '모든 메시지',
  historyNone: '지금부터의 메시지',
  historySince: '특정 날짜부터의 메시지',
  peopleAdded: '추가했어요',
  addingFailed: '추가하지 못했어요. 연결을 확인하고 다시 시도해 주세요.',
  notAddedCount: (count) => plural(count, '#명을 추가하지 못했어요.'),
  notAddedForbidden: '이 사람을 추가할 권한이 없어요.',
  notAddedUnknown: '존재하지 않는 사람이에요.',
  notAddedOffline: '연결되어 있지 않아요.',

  notMember: '더 이상 이 채팅에 참여하고 있지 않아요.',
  notMemberHint:
    '그때까지의 메시지는 읽을 수 있어요. 다시 쓰려면 참여자에게 추가해 달라고 부탁해 주세요.',
  threadDeleted: '삭제된 채팅이에요.',
  threadDeletedHint: '불러온 메시지는 읽을 수 있지만, 이제 누구도 쓸 수 없어요.',
  signedOut: '로그아웃했어요.',
  signedOutHint: '새 메시지가 오지 않아요. 읽고 쓰려면 다시 로그인해 주세요.',
  sessionClosed: '닫힌 채팅이에요.',
  sessionClosedHint: '새 메시지가 오지 않아요. 읽고 쓰려면 페이지를 새로 고쳐 주세요.',
  notKept: '이 브라우저에는 초안과 보내지 않은 메시지가 저장되지 않아요.',
  notKeptPrivate: '시크릿 창이라서 그래요. 모두 보낸 뒤에 페이지를 닫아 주세요.',
  notKeptFull: '저장 공간이 부족해요. 공간을 비우거나, 모두 보낸 뒤에 페이지를 닫아 주세요.',
  notKeptNewer: '다른 탭에 더 최신 버전이 열려 있어요. 이 페이지를 새로 고쳐 주세요.',
  signalsUnsupported: (maxParticipants) => `참여자가 ${maxParticipants}명을 넘는 채팅이에요.`,
  signalsUnsupportedHint: '누가 입력 중인지, 누가 메시지를 읽었는지 표시되지 않아요.',

  attachments: '첨부 파일',
  filesAttached: (count) => plural(count, '파일 #개를 첨부했어요'),
  uploadWaiting: '네트워크를 기다리는 중',
  uploadProgress: (percent) => `업로드 중 ${percent}%`,
  uploadFailed: '업로드하지 못했어요',
  retryUpload: (name) => `${name} 다시 업로드`,
  removeAttachment: (name) => `${name} 제거`,
  fileRefused: (name, problem, limit) =>
    ({
      folder: `${withParticle(`“${name}”`, '은/는')} 폴더예요. 파일을 하나씩 첨부해 주세요.`,
      unreadable: `${withParticle(`“${name}”`, '을/를')} 읽지 못했어요. 다시 선택해 주세요.`,
      empty: `${withParticle(`“${name}”`, '은/는')} 빈 파일이에요.`,
      'too-large': `${withParticle(`“${name}”`, '은/는')} ${limit}보다 커요.`,
      type: `“${name}” 같은 파일은 여기에서 보낼 수 없어요.`,
      'too-many': `${withParticle(`“${name}”`, '은/는')} 제외했어요. 메시지 하나에 파일을 최대 ${limit}개까지 첨부할 수 있어요.`,
    })[problem],
  messagesFound: (count, isMore) =>
    isMore ? plural(count, '최근 메시지 #개를 찾았어요') : plural(count, '메시지 #개를 찾았어요'),
  searchFurther: '이전 메시지에서 찾기',

  suggestions: '추천',
  suggestionCount: (count) => plural(count, '추천 #개'),

  insertEmoji: '이모지 넣기',
  searchEmoji: '이모지 검색',
  noEmojiFound: (query) => `“${query}”에 맞는 이모지가 없어요`,
  emojiFound: (count) => plural(count, '이모지 #개 찾음'),
  recentEmoji: '최근 사용',
  emojiGroups: '이모지 그룹',
  emojiGroup: (group) =>
    ({
      smileys: '표정 및 감정',
      people: '사람 및 신체',
      animals: '동물 및 자연',
      food: '음식 및 음료',
      travel: '여행 및 장소',
      activities: '활동',
      objects: '사물',
      symbols: '기호',
      flags: '깃발',
    })[group],
  skinTone: '피부색',
  skinToneName: (tone) =>
    ({
      default: '기본',
      light: '밝은 피부',
      'medium-light': '약간 밝은 피부',
      medium: '중간 피부',
      'medium-dark': '약간 어두운 피부',
      dark: '어두운 피부',
    })[tone],

  close: '닫기',
  cancel: '취소',
};
