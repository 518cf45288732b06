import type { Message } from '@confab/chat-core/model';

/** One emoji as it is seen: with its skin, its sex and what it is joined to, a flag, or a key cap. */
const emoji =
  /^(?:\p{RI}\p{RI}|[#*\d]\ufe0f?\u20e3|\p{Emoji_Presentation}\ufe0f?\p{EMod}?|\p{Emoji}(?:\ufe0f|\p{EMod})\p{EMod}?)(?:\u200d\p{Emoji}\ufe0f?\p{EMod}?)*[\u{e0020}-\u{e007f}]*/u;
const maximumEmoji = 3;
/** The longest emoji has about thirty units. */
const maximumLength = 100;

/** Whether a message is one to three emoji and nothing else; these are drawn larger. */
export function isEmojiOnly({ kind, content }: Pick<Message, 'kind' | 'content'>): boolean {
  if (kind !== 'text' || content.length > maximumLength) return false;
  let rest = content.trim();
  if (rest === '') return false;
  for (let count = 0; count < maximumEmoji && rest !== ''; count += 1) {
    const found = emoji.exec(rest)?.[0];
    if (found === undefined) return false;
    rest = rest.slice(found.length).trimStart();
  }
  return rest === '';
}
