import { isSkinTone, type SkinTone } from './skin-tone.ts';

const recentKey = 'confab.emoji.recent';
const toneKey = 'confab.emoji.skin-tone';
/** Two rows of the picker. */
const maximumRecent = 18;

/** The emoji that were picked last in this browser, the last one first. None where nothing can be kept. */
export function readRecentEmoji(): readonly string[] {
  return (read(recentKey) ?? '').split(' ').filter((emoji) => emoji !== '');
}

/** Keeps an emoji as the one that was picked last. */
export function keepRecentEmoji(emoji: string): void {
  const others = readRecentEmoji().filter((one) => one !== emoji);
  write(recentKey, [emoji, ...others].slice(0, maximumRecent).join(' '));
}

/** The tone of skin that was chosen in this browser. */
export function readSkinTone(): SkinTone {
  const tone = read(toneKey);
  return isSkinTone(tone) ? tone : '';
}

/** Keeps a tone of skin as the chosen one. */
export function keepSkinTone(tone: SkinTone): void {
  write(toneKey, tone);
}

// Browsers refuse in private windows, in frames of other sites and when there is no room: then nothing is kept.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}
