import { followText } from '../composer/text-selection.ts';
import { readMentions, writeMentions, type Mention } from './mentions.ts';

/**
 * Where mentions stand once their text has been changed: a name that is as it was moves with the text around it, or is found where it stands
 * now; one that was changed is no mention any more.
 */
export function moveMentions(
  mentions: readonly Mention[],
  before: string,
  after: string,
): readonly Mention[] {
  if (before === after) return mentions;
  const moved: Mention[] = [];
  let from = 0;
  for (const mention of mentions) {
    const { start, length } = mention;
    const name = before.slice(start, start + length);
    const [shifted] = followText(before, after, [start, start + length]);
    const isThere = shifted >= from && after.startsWith(name, shifted);
    const found = isThere ? shifted : after.indexOf(name, from);
    if (name === '' || found < 0 || !isWhole(after, found + length)) continue;
    moved.push(found === start ? mention : { ...mention, start: found });
    from = found + length;
  }
  return moved;
}

/** A name with letters right behind it is another word. */
function isWhole(text: string, end: number): boolean {
  return !/^[\p{L}\p{N}]/u.test(text.slice(end));
}

/** The same for mentions as metadata hold them. */
export function moveWrittenMentions(
  json: string | undefined,
  before: string,
  after: string,
): string | undefined {
  return writeMentions(moveMentions(readMentions(json, before), before, after));
}
