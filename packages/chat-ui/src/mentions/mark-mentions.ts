import type { InlinePart, TextBlock } from '../message/parse-text.ts';
import { readMentions, type Mention } from './mentions.ts';

/** The blocks of a text with its mentions as parts of their own. Inside code and links nobody is mentioned. */
export function markMentions(
  blocks: readonly TextBlock[],
  text: string,
  json: string,
): readonly TextBlock[] {
  const mentions = readMentions(json, text);
  if (mentions.length === 0) return blocks;
  let from = 0;
  return blocks.map((block) => {
    if (block.type === 'code') {
      from = endOf(block.text);
      return block;
    }
    return { ...block, parts: block.parts.flatMap(markPart) };
  });

  function markPart(part: InlinePart): readonly InlinePart[] {
    const at = text.indexOf(part.text, from);
    if (at < 0) return [part];
    from = at + part.text.length;
    return part.type === 'text' ? split(part.text, at, mentions) : [part];
  }

  function endOf(piece: string): number {
    const at = text.indexOf(piece, from);
    return at < 0 ? from : at + piece.length;
  }
}

/** Splits a piece of text that begins at `at`. */
function split(piece: string, at: number, mentions: readonly Mention[]): readonly InlinePart[] {
  const parts: InlinePart[] = [];
  let position = 0;
  for (const { start, length } of mentions) {
    const begin = start - at;
    if (begin < position || begin + length > piece.length) continue;
    if (begin > position) parts.push({ type: 'text', text: piece.slice(position, begin) });
    position = begin + length;
    parts.push({ type: 'mention', text: piece.slice(begin, position) });
  }
  if (position < piece.length) parts.push({ type: 'text', text: piece.slice(position) });
  return parts;
}
