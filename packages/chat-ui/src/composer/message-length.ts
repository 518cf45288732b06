import { chatLimits, utf8ByteLength } from '@confab/chat-core/model';

/** Share of the limit from which the counter shows. */
const counterShare = 0.9;

/** How a text stands to the limit of the service. */
export interface MessageLength {
  /** UTF-8 bytes, which is what the service counts. */
  readonly bytes: number;
  /** Bytes that are still free; negative when the text is too long. */
  readonly left: number;
  /** Characters to take away from the end until the text fits; 0 when it fits. */
  readonly charactersOver: number;
  /** Whether the text is in the last tenth of the limit or beyond it. */
  readonly isNearLimit: boolean;
}

/** Measures `text` against the longest message that the service takes. */
export function measureMessage(
  text: string,
  maxBytes: number = chatLimits.maxMessageBytes,
): MessageLength {
  const bytes = utf8ByteLength(text);
  return {
    bytes,
    left: maxBytes - bytes,
    charactersOver: bytes > maxBytes ? charactersOver(text, bytes - maxBytes) : 0,
    isNearLimit: bytes > maxBytes * counterShare,
  };
}

function charactersOver(text: string, bytesOver: number): number {
  let characters = 0;
  let end = text.length;
  for (let freed = 0; freed < bytesOver && end > 0; characters += 1) {
    const code = text.codePointAt(end - 2) ?? 0;
    const width = end > 1 && code > 0xffff ? 2 : 1;
    freed += utf8ByteLength(text.slice(end - width, end));
    end -= width;
  }
  return characters;
}

/** Whether a text has anything to send: more than white space and characters that nobody can see. */
export function hasContent(text: string): boolean {
  return /[^\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]/u.test(text);
}
