import type { Message, Participant } from '@confab/chat-core/model';
import type { AvatarPerson } from '../../avatar/AvatarStack.tsx';
import { ada, grace, sampleMessage, sampleTime } from '../../test-support/sample-messages.ts';
import type { ThreadListEntry } from '../../thread-list/thread-list-entry.ts';

/** One chat of a story about languages. */
export interface LanguageSample {
  readonly topic: string;
  readonly people: readonly AvatarPerson[];
  /** Who is the reader. */
  readonly userId: string;
  readonly messages: readonly Message[];
  readonly threads: readonly ThreadListEntry[];
}

const fatima: Participant = { userId: '8:acs:sample_fatima', displayName: 'فاطمة' };
const sami: Participant = { userId: '8:acs:sample_sami', displayName: 'سامي' };
const minjun: Participant = { userId: '8:acs:sample_min-jun', displayName: '민준' };
const jisu: Participant = { userId: '8:acs:sample_jisu', displayName: '지수' };
const seoyeon: Participant = { userId: '8:acs:sample_seo-yeon', displayName: '서연' };

/** Files of a message. */
function files(...list: readonly unknown[]): Partial<Message> {
  return { metadata: { 'confab.attachments': JSON.stringify(list) } };
}

function said(
  sender: AvatarPerson,
  daysAgo: number,
  hour: number,
  minute: number,
  content: string,
  over: Partial<Message> = {},
): Message {
  const createdAt = sampleTime(hour, minute, daysAgo);
  const rowKey = `${createdAt}/${sender.userId}`;
  return sampleMessage(sender, content, { rowKey, id: String(createdAt), createdAt, ...over });
}

/** Arabic with Latin names, numbers, code, an address and a file whose name runs both ways. Ada is the reader. */
export const arabicSample: LanguageSample = {
  topic: 'إطلاق Atlas 2.0',
  people: [ada, grace, fatima, sami],
  userId: ada.userId,
  messages: [
    said(
      fatima,
      1,
      9,
      12,
      'صباح الخير! نسخة الاختبار جاهزة، هل يمكن للجميع تجربة صفحة الدفع قبل الغداء؟',
    ),
    said(sami, 1, 9, 20, 'المجموع عندي 1,249.50 ر.س بدلًا من 1,249.51، والفرق في السطر 42.'),
    said(
      sami,
      1,
      9,
      21,
      'جرّبت الأمر `npm run check -- --strict` وظهر الخطأ نفسه:\n```ts\nconst total = items.reduce((sum, item) => sum + item.price, 0);\n```',
    ),
    said(ada, 1, 9, 24, 'شكرًا Sami، سأجمع أولًا ثم أقرّب مرة واحدة في النهاية (مثل PR #318).'),
    said(grace, 1, 9, 40, 'The review moves to 14:30.', { editedAt: sampleTime(9, 45, 1) }),
    said(
      fatima,
      1,
      9,
      41,
      'التفاصيل هنا: https://staging.example.com/atlas/checkout/review?build=4182&locale=ar-SA وأخبروني إن بقي شيء.',
    ),
    said(fatima, 1, 9, 50, 'هذا هو الملف', {
      ...files({
        url: 'https://files.example.com/report.pdf',
        name: 'تقرير Q3-2026 (نهائي) v2.pdf',
        mime: 'application/pdf',
        bytes: 254_000,
      }),
    }),
    sampleMessage(sami, '', {
      rowKey: 'topic',
      kind: 'topicUpdated',
      topic: 'إطلاق Atlas 2.0',
      initiatorId: sami.userId,
      createdAt: sampleTime(10, 20, 1),
    }),
    said(sami, 0, 8, 52, 'تم الدمج 🎉 هل يمكنكِ النشر يا @Ada؟'),
    said(ada, 0, 8, 55, 'نعم، الساعة 10:00 إن لم يعترض أحد.'),
    said(grace, 0, 9, 3, 'None from me 👍'),
    said(ada, 0, 9, 9, 'ملاحظات الإصدار في المجلد المشترك.', {
      sendState: 'failed',
      failure: { code: 'network', message: 'There is no connection.', retryable: true },
    }),
  ],
  threads: [
    {
      id: 'atlas',
      topic: 'إطلاق Atlas 2.0',
      participants: [grace, fatima, sami],
      lastMessage: { text: 'ملاحظات الإصدار في المجلد المشترك.', isOwn: true, status: 'failed' },
      lastMessageAt: sampleTime(9, 9),
      isSelected: true,
    },
    {
      id: 'grace',
      topic: 'Grace',
      participants: [grace],
      lastMessage: { text: 'Lunch tomorrow at 12:30?' },
      lastMessageAt: sampleTime(8, 40),
      unread: 3,
      isSelected: false,
    },
    {
      id: 'support',
      topic: 'جدول الدعم',
      participants: [fatima, grace],
      lastMessage: { senderName: 'Grace', text: 'دوري الأسبوع القادم' },
      lastMessageAt: sampleTime(16, 10, 1),
      draft: 'سأكون متاحة يوم Monday',
      isSelected: false,
    },
    {
      id: 'planning',
      topic: 'التخطيط الفصلي مع الجميع من المكتبين ومن الوكالة',
      participants: [sami, fatima],
      lastMessage: { text: '', deleted: true },
      lastMessageAt: sampleTime(11, 0, 6),
      isSelected: false,
    },
  ],
};

/** Everything that a chat can show, without a single Latin letter in what people have written. 민준 is the reader. */
export const letterlessSample: LanguageSample = {
  topic: '출시 준비',
  people: [minjun, jisu, seoyeon, fatima],
  userId: minjun.userId,
  messages: [
    sampleMessage(jisu, '', {
      rowKey: 'added',
      kind: 'participantAdded',
      initiatorId: jisu.userId,
      participants: [seoyeon, fatima],
      createdAt: sampleTime(9, 0, 1),
    }),
    said(jisu, 1, 9, 12, '스테이징 빌드를 올렸어요. 점심 전에 한 번씩 확인해 주세요.'),
    said(seoyeon, 1, 9, 21, '합계가 1원 달라요.', { editedAt: sampleTime(9, 45, 1) }),
    said(fatima, 1, 9, 30, 'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍'),
    said(jisu, 1, 9, 41, '', { deletedAt: sampleTime(9, 50, 1) }),
    sampleMessage(seoyeon, '', {
      rowKey: 'removed',
      kind: 'participantRemoved',
      initiatorId: seoyeon.userId,
      participants: [fatima],
      createdAt: sampleTime(9, 55, 1),
    }),
    sampleMessage(jisu, '', {
      rowKey: 'topic',
      kind: 'topicUpdated',
      topic: '출시 준비',
      initiatorId: jisu.userId,
      createdAt: sampleTime(10, 20, 1),
    }),
    said(seoyeon, 1, 10, 31, '', { kind: '홀로그램' }),
    said(minjun, 0, 8, 40, '열 시에 배포할게요.'),
    said(minjun, 0, 8, 41, '기다리는 중', { sendState: 'queued' }),
    said(minjun, 0, 8, 42, '확인하는 중', { sendState: 'checking' }),
    said(minjun, 0, 8, 43, '릴리스 노트는 공유 폴더에 있어요.', {
      sendState: 'failed',
      failure: { code: 'network', message: 'There is no connection.', retryable: true },
    }),
    said(minjun, 0, 8, 44, '고친 말', {
      failedChange: {
        kind: 'edit',
        content: '고칠 말',
        failure: { code: 'network', message: 'There is no connection.', retryable: true },
      },
    }),
  ],
  threads: [
    {
      id: 'release',
      topic: '출시 준비',
      participants: [jisu, seoyeon, fatima],
      lastMessage: { text: '릴리스 노트는 공유 폴더에 있어요.', isOwn: true, status: 'failed' },
      lastMessageAt: sampleTime(9, 9),
      isSelected: true,
    },
    {
      id: 'jisu',
      topic: '지수',
      participants: [jisu],
      typing: ['지수'],
      lastMessageAt: sampleTime(8, 40),
      unread: 3,
      mentionsYou: true,
      isSelected: false,
    },
    {
      id: 'draft',
      topic: '',
      participants: [seoyeon, jisu],
      lastMessage: { senderName: '서연', text: '버튼 색을 조금 더 진하게 할까요?' },
      lastMessageAt: sampleTime(16, 10, 1),
      draft: '푸터 링크도 봐 주세요',
      isSelected: false,
    },
    {
      id: 'deleted',
      topic: '지원 당번',
      participants: [seoyeon, fatima],
      lastMessage: { text: '', deleted: true },
      lastMessageAt: sampleTime(11, 0, 6),
      unread: 'some',
      isSelected: false,
    },
    { id: 'new', topic: '새 모임', participants: [seoyeon], isSelected: false },
  ],
};
