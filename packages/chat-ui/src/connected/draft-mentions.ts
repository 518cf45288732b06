import type { MessageMetadata } from '@confab/chat-core/model';
import { laterChunk } from '../later/later-chunk.ts';
import { mentionsKey } from '../mentions/is-mentioned.ts';

/** Metadata with these mentions, and with none when there are none. */
export function withMentions(
  metadata: MessageMetadata | undefined,
  mentions: string | undefined,
): MessageMetadata {
  const { [mentionsKey]: _before, ...rest } = metadata ?? {};
  return mentions === undefined ? rest : { ...rest, [mentionsKey]: mentions };
}

/** Where the mentions of a text stand in what goes out of it. Whoever has written them has loaded what knows that. */
export function mentionsAfter(
  mentions: string | undefined,
  written: string,
  sent: string,
): string | undefined {
  const tools = laterChunk.read();
  return tools === undefined ? mentions : tools.moveWrittenMentions(mentions, written, sent);
}
