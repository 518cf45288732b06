import type { ConfabStyle } from '../root/styles.ts';

/** Hues of equal lightness and chroma, 30 degrees apart: the most that people still tell apart. */
const senderHues: readonly number[] = [20, 50, 80, 110, 140, 170, 200, 230, 260, 290, 320, 350];

/** Attributes that give an element the colours of one person: `--confab-sender`, `--confab-avatar`, `--confab-on-avatar`. */
export interface SenderHueProps {
  readonly 'data-sender': '';
  readonly style: ConfabStyle;
}

/** The hue of a person, in degrees. The same id has the same hue in every client. */
export function senderHue(rawId: string): number {
  // What stands before the last underscore names the resource, and is the same for everybody.
  const userId = rawId.slice(rawId.lastIndexOf('_') + 1);
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  // The low bits of this hash follow the last character; folding the high ones in spreads neighbouring ids.
  const folded = (hash ^ (hash >>> 15)) >>> 0;
  return senderHues[folded % senderHues.length] ?? 260;
}

/** Spread on an element to colour it for one person. */
export function senderHueProps(userId: string): SenderHueProps {
  return { 'data-sender': '', style: { '--h': senderHue(userId) } };
}
