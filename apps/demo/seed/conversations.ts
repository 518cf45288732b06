import type { SeedConversation, SeedParticipant, SeedStep } from '@confab/chat-server';
import { demoAccounts } from '../accounts.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const everybody: readonly SeedParticipant[] = demoAccounts.map(({ id, displayName }) => ({
  name: id,
  displayName,
}));
const some = (...ids: readonly string[]): SeedParticipant[] =>
  everybody.filter(({ name }) => ids.includes(name));

/**
 * Two days in the life of four people who ship a shop. Yesterday's part lies 24 hours before today's, and the last message is a few
 * minutes old.
 */
export function createDemoConversation(now: number): SeedConversation {
  const today = (minutesAgo: number): number => now - minutesAgo * minute;
  const yesterday = (minutesAgo: number): number => today(minutesAgo) - day;
  return {
    threads: [
      {
        topic: 'Support rota',
        at: yesterday(300),
        by: 'linus',
        participants: everybody,
        steps: [
          say(yesterday(280), 'linus', 'Who takes the first week of the new rota?'),
          say(yesterday(262), 'grace', 'I can. دورية الأسبوع القادم عندي', 'rota-grace'),
          ...read(yesterday(250), 'rota-grace', 'ada', 'linus', 'min-jun'),
        ],
      },
      {
        topic: 'Design review',
        at: yesterday(200),
        by: 'min-jun',
        participants: some('ada', 'grace', 'min-jun'),
        steps: [
          say(yesterday(190), 'min-jun', 'New checkout buttons are in the prototype.'),
          say(
            yesterday(181),
            'ada',
            'Much calmer than before. Are they dark enough?',
            'dark-enough',
          ),
          ...read(yesterday(170), 'dark-enough', 'min-jun', 'grace', 'ada'),
          say(today(41), 'min-jun', '버튼 색을 조금 더 진하게 할까요?'),
          say(today(40), 'min-jun', 'Contrast is 4.9 : 1 then, on both themes.'),
          say(today(38), 'grace', 'Yes please, I can test it this afternoon.'),
        ],
      },
      {
        topic: 'Ada and Grace',
        at: yesterday(150),
        by: 'ada',
        participants: some('ada', 'grace'),
        steps: [
          say(yesterday(140), 'grace', 'Lunch tomorrow?'),
          say(yesterday(133), 'ada', 'Gladly. The noodle place at noon 🍜', 'noodles'),
          ...read(yesterday(130), 'noodles', 'grace', 'ada'),
        ],
      },
      { topic: 'Atlas launch', at: yesterday(120), by: 'ada', ...atlasLaunch(today, yesterday) },
    ],
  };
}

function atlasLaunch(
  today: (minutesAgo: number) => number,
  yesterday: (minutesAgo: number) => number,
): { participants: readonly SeedParticipant[]; steps: readonly SeedStep[] } {
  return {
    participants: some('ada', 'grace', 'linus'),
    steps: [
      add(yesterday(112), 'grace', 'min-jun'),
      say(
        yesterday(104),
        'grace',
        'Morning! The staging build is up. Could everyone click through the checkout once before lunch?',
      ),
      say(
        yesterday(103),
        'grace',
        'https://staging.example.com/atlas/checkout/review?build=4182&locale=ko-KR&flags=new-cart,address-autocomplete&session=7f3c9a52d1e84b06',
      ),
      say(
        yesterday(95),
        'linus',
        'The cart total is off by a cent on my side. We round every line before adding:',
        'off-by-a-cent',
      ),
      say(
        yesterday(95),
        'linus',
        '```\nconst total = items.reduce(\n  (sum, item) => sum + Math.round(item.price * item.qty * 100), 0) / 100;\n```',
      ),
      {
        ...say(
          yesterday(92),
          'ada',
          'Good catch. I’ll sum first and round at the end.',
          'good-catch',
        ),
        replyTo: 'off-by-a-cent',
      },
      edit(yesterday(91), 'good-catch', 'Good catch. I’ll sum first and round once at the end.'),
      say(yesterday(75), 'min-jun', '주소 입력란에 우편번호가 두 번 나와요. 정리해 두었습니다.'),
      say(yesterday(74), 'min-jun', 'Sent the wrong file, sorry', 'wrong-file'),
      { kind: 'delete', at: yesterday(74), key: 'wrong-file' },
      say(yesterday(73), 'ada', '고마워요, 민준! Looking at it now 👀', 'thanks-min-jun'),
      ...read(yesterday(70), 'thanks-min-jun', 'grace', 'linus', 'min-jun'),
      say(
        today(64),
        'linus',
        'Rounding is merged and `npm run check` is green 🎉 Ada, can you deploy?',
      ),
      say(today(61), 'ada', 'Sure. Planning for ten o’clock unless someone objects.', 'planning'),
      ...read(today(55), 'planning', 'linus', 'min-jun', 'grace'),
      {
        ...say(today(53), 'grace', 'None from me, the Arabic copy is signed off:'),
        replyTo: 'planning',
      },
      say(today(53), 'grace', 'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍'),
      say(today(50), 'min-jun', '우편번호 수정도 확인했어요 ✅', 'checked'),
      say(today(48), 'ada', 'Then we go at ten. Thanks, everyone 🙏', 'go'),
      ...read(today(46), 'go', 'grace', 'linus'),
      say(today(9), 'linus', 'Payments look healthy: 0 errors in the first half hour.'),
      say(
        today(7),
        'grace',
        'Same here. Checkout is two clicks shorter and nobody has complained 😄',
      ),
      say(today(6), 'grace', 'I’ll write the release notes.'),
    ],
  };
}

function say(at: number, by: string, content: string, key?: string): MessageStep {
  return { kind: 'message', at, by, content, ...(key !== undefined && { key }) };
}
type MessageStep = Extract<SeedStep, { kind: 'message' }>;

function edit(at: number, key: string, content: string): SeedStep {
  return { kind: 'edit', at, key, content };
}

function add(at: number, by: string, ...ids: readonly string[]): SeedStep {
  return { kind: 'add', at, by, participants: some(...ids) };
}

function read(at: number, key: string, ...readers: readonly string[]): SeedStep[] {
  return readers.map((by) => ({ kind: 'receipt', at, by, key }));
}
