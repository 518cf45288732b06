import { emojiGroups, skinToneChoices } from '../../emoji/emoji-groups.ts';
import type { Labels } from '../labels.ts';

/** The texts that depend on something. */
export type TextWithArguments = {
  [Key in keyof Labels]: Labels[Key] extends string ? never : Key;
}[keyof Labels];

type ArgumentsOf<Key extends TextWithArguments> = Labels[Key] extends (
  ...args: infer Arguments
) => string | undefined
  ? Arguments
  : never;

/** For each text that depends on something, calls that lead to each of its wordings. Names and topics occur in no catalogue. */
export const sampleArguments: { readonly [Key in TextWithArguments]: readonly ArgumentsOf<Key>[] } =
  {
    newMessages: [[1], [7]],
    unreadAbove: [
      [1, false],
      [7, false],
      [50, true],
    ],
    threadStart: [[[]], [['Zoë']], [['Zoë', 'Xu']]],
    messageDeleted: [[undefined], ['Zoë']],
    failureReason: [
      'forbidden',
      'gone',
      'too-large',
      'expired',
      'file-too-large',
      'file-type',
      'thread-full',
      'upload-failed',
      'file-lost',
      'uploads-full',
      'message-deleted',
      'unheard-of',
    ].flatMap((code) => [[code, false] as const, [code, true] as const]),
    topicChanged: [
      [undefined, 'Qux'],
      ['Zoë', 'Qux'],
    ],
    participantsAdded: [
      [undefined, ['Zoë']],
      [undefined, ['Zoë', 'Xu']],
      ['Zoë', ['Xu', 'Yi']],
    ],
    participantsRemoved: [
      [undefined, ['Zoë']],
      [undefined, ['Zoë', 'Xu']],
      ['Zoë', ['Xu', 'Yi']],
    ],
    participantsLeft: [[['Zoë']], [['Zoë', 'Xu']]],
    statusWaiting: [
      ['sign-in', undefined],
      ['earlier-message', undefined],
      ['network', undefined],
      ['upload', undefined],
      ['rate-limit', undefined],
      ['rate-limit', '09:41'],
    ],
    readBy: [[['Zoë, 09:41']], [['Zoë, 09:41', 'Xu, 09:42']]],
    receiptsUnsupported: [[20]],
    messageTo: [['Qux']],
    replyingTo: [[undefined], ['Zoë']],
    charactersLeft: [[1], [7]],
    tooLong: [[1], [7]],
    typing: [[[]], [['Zoë']], [['Zoë', 'Xu']], [['Zoë', 'Xu', 'Yi']], [['a', 'b', 'c', 'd']]],
    noThreadsFound: [['Qux']],
    threadsFound: [[0], [1], [7]],
    unreadCount: [[1], [7]],
    participantCount: [[1], [7]],
    participantsLine: [
      [['Zoë', 'Xu'], false],
      [['Zoë', 'Xu'], true],
    ],
    noMessagesHint: [[[]], [['Zoë', 'Xu']]],
    restoredBanner: [[0], [1], [7]],
    arrived: [['Zoë', 'Qux']],
    arrivedMention: [['Zoë', 'Qux']],
    sendingFailed: [['Qux']],
    sendingFailedIn: [['Qux']],
    changeFailedIn: [['Qux']],
    readByCount: [[3, 7]],
    leaveQuestion: [['Qux']],
    deleteThreadQuestion: [['Qux']],
    removeParticipant: [['Zoë']],
    removeQuestion: [['Zoë']],
    noPeopleFound: [['Qux']],
    notAddedCount: [[1], [7]],
    signalsUnsupported: [[20]],
    messagesFound: [
      [0, false],
      [1, false],
      [7, false],
      [50, true],
    ],
    suggestionCount: [[0], [1], [7]],
    noEmojiFound: [['Qux']],
    emojiFound: [[1], [7]],
    emojiGroup: emojiGroups.map((group) => [group] as const),
    skinToneName: skinToneChoices.map(([, tone]) => [tone] as const),
    uploadProgress: [[40]],
    filesAttached: [[1], [7]],
    retryUpload: [['Qux']],
    removeAttachment: [['Qux']],
    fileRefused: [
      ['Qux', 'folder', ''],
      ['Qux', 'unreadable', ''],
      ['Qux', 'empty', ''],
      ['Qux', 'too-large', '25 MB'],
      ['Qux', 'type', ''],
      ['Qux', 'too-many', '10'],
    ],
  };

/** Every wording of a text of a catalogue. */
export function wordingsOf(labels: Labels, key: keyof Labels): readonly string[] {
  const text = labels[key];
  if (typeof text === 'string') return [text];
  // The table holds, under the name of each text, arguments of that text.
  const calls = sampleArguments[key as TextWithArguments] as readonly (readonly unknown[])[];
  const write = text as (...args: readonly unknown[]) => string | undefined;
  return calls.map((args) => write(...args) ?? '');
}
