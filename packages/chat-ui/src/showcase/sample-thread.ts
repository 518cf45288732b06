import type { Message } from '@confab/chat-core/model';
import type { ThreadListEntry } from '../thread-list/thread-list-entry.ts';
import {
  ada,
  grace,
  linus,
  minjun,
  sampleMessage,
  sampleTime,
} from '../test-support/sample-messages.ts';

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240"><rect width="480" height="240" fill="#dbe4f3"/><rect x="64" y="24" width="352" height="216" rx="10" fill="#fff"/><rect x="92" y="52" width="120" height="14" rx="7" fill="#3b4a63"/><rect x="92" y="92" width="140" height="40" rx="6" fill="#eef2f8"/><rect x="248" y="92" width="140" height="40" rx="6" fill="#fff" stroke="#1f9d63" stroke-width="4"/><rect x="92" y="156" width="296" height="40" rx="6" fill="#eef2f8"/></svg>',
)}`;

const code = [
  'This rounds once, at the end:',
  '```ts',
  'const total = items.reduce((sum, item) => sum + item.price * item.count, 0);',
  'return format(total, { currency });',
  '```',
].join('\n');

const deploy = 'Rounding is merged and `npm run check` is green 🎉 Can you deploy, @Ada?';

/** A conversation of two days and four people with everything in it that a row can look like. Ada is the reader. */
export const sampleThread: readonly Message[] = [
  said(
    grace,
    1,
    9,
    12,
    'Morning! The staging build is up. Could everyone click through the checkout once before lunch?',
  ),
  said(linus, 1, 9, 21, 'The cart total is off by a cent on my side.'),
  said(linus, 1, 9, 22, code),
  said(ada, 1, 9, 24, 'Good catch. I’ll sum first and round once at the end.'),
  said(minjun, 1, 9, 40, '우편번호가 두 번 나와요. 화면을 보내 드릴게요.'),
  said(minjun, 1, 9, 41, 'Here it is', {
    metadata: attachments([
      {
        url: picture,
        name: 'checkout-ko.png',
        mime: 'image/png',
        bytes: 186_000,
        width: 480,
        height: 240,
      },
    ]),
  }),
  said(minjun, 1, 9, 42, '', {
    metadata: attachments([
      {
        url: 'https://files.example.com/address-fields-korean-final.pdf',
        name: 'address-fields-korean-final.pdf',
        mime: 'application/pdf',
        bytes: 254_000,
      },
    ]),
  }),
  said(grace, 1, 10, 2, 'The review moves to half past two.', { editedAt: sampleTime(10, 5, 1) }),
  said(grace, 1, 10, 3, '', { deletedAt: sampleTime(10, 6, 1) }),
  sampleMessage(linus, '', {
    rowKey: 'topic',
    kind: 'topicUpdated',
    topic: 'Atlas launch',
    initiatorId: linus.userId,
    createdAt: sampleTime(10, 20, 1),
  }),
  said(
    linus,
    1,
    10,
    31,
    'Same with `--strict`: https://staging.example.com/atlas/checkout/review?build=4182&locale=ko-KR&session=7f3c9a52d1e84b06',
  ),
  said(linus, 0, 8, 52, deploy, { metadata: mentions(deploy, '@Ada', ada.userId) }),
  said(ada, 0, 8, 55, 'Sure. Planning for 10:00 unless someone objects.'),
  said(grace, 0, 9, 3, 'None from me, the Arabic copy is signed off:', {
    metadata: { 'confab.replyTo': String(sampleTime(8, 55)) },
  }),
  said(grace, 0, 9, 3, 'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍'),
  said(minjun, 0, 9, 6, '👍'),
  said(ada, 0, 9, 8, 'Then we go at ten. Thanks, everyone 🙏'),
  said(ada, 0, 9, 9, 'Release notes are in the shared folder.', {
    sendState: 'failed',
    failure: { code: 'network', message: 'There is no connection.', retryable: true },
  }),
];

/** The row above the unread divider. */
export const lastReadKey: string = sampleThread[12]?.rowKey ?? '';

/** The last two people who have read, at the last sent row. */
export const readUpTo: string = sampleThread[16]?.rowKey ?? '';

/** The list of threads beside the conversation. */
export const sampleThreads: readonly ThreadListEntry[] = [
  {
    id: 'atlas',
    topic: 'Atlas launch',
    participants: [grace, linus, minjun],
    lastMessage: { text: 'Release notes are in the shared folder.', isOwn: true, status: 'failed' },
    lastMessageAt: sampleTime(9, 9),
    isSelected: true,
  },
  {
    id: 'grace',
    topic: 'Grace',
    participants: [grace],
    lastMessage: { text: 'Lunch tomorrow?' },
    lastMessageAt: sampleTime(8, 40),
    draft: 'Could you look at the footer links before we go live?',
    isSelected: false,
  },
  {
    id: 'design',
    topic: 'Design review',
    participants: [minjun, { userId: '8:acs:sample_tomas', displayName: 'Tomás' }],
    lastMessage: { senderName: 'Min-jun', text: '버튼 색을 조금 더 진하게 할까요?' },
    lastMessageAt: sampleTime(8, 31),
    unread: 3,
    mentionsYou: true,
    isSelected: false,
  },
  {
    id: 'linus',
    topic: 'Linus',
    participants: [linus],
    lastMessage: { text: 'Sounds good, see you at the standup', isOwn: true, status: 'read' },
    lastMessageAt: sampleTime(17, 2, 1),
    isSelected: false,
  },
  {
    id: 'rota',
    topic: 'Support rota',
    participants: [grace, { userId: '8:acs:sample_sana', displayName: 'Sana' }],
    lastMessage: { senderName: 'Grace', text: 'دوري الأسبوع القادم' },
    lastMessageAt: sampleTime(16, 10, 1),
    unread: 12,
    isSelected: false,
  },
  {
    id: 'planning',
    topic: 'Quarterly planning with everyone from both offices and the agency',
    participants: [linus, { userId: '8:acs:sample_kim', displayName: 'Kim' }],
    lastMessage: { text: '', deleted: true },
    lastMessageAt: sampleTime(11, 0, 6),
    isSelected: false,
  },
];

function said(
  sender: typeof ada,
  daysAgo: number,
  hour: number,
  minute: number,
  content: string,
  over: Partial<Message> = {},
): Message {
  const createdAt = sampleTime(hour, minute, daysAgo);
  const rowKey = `${createdAt}/${content.slice(0, 20)}/${Object.keys(over).join()}`;
  return sampleMessage(sender, content, { rowKey, id: String(createdAt), createdAt, ...over });
}

interface SampleAttachment {
  readonly url: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
}

function mentions(text: string, name: string, rawId: string): NonNullable<Message['metadata']> {
  const start = text.indexOf(name);
  return { 'confab.mentions': JSON.stringify([{ rawId, start, length: name.length }]) };
}

function attachments(list: readonly SampleAttachment[]): NonNullable<Message['metadata']> {
  return { 'confab.attachments': JSON.stringify(list) };
}
