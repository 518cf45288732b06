/** The modifiers, from light to dark. */
export const skinTones = ['🏻', '🏼', '🏽', '🏾', '🏿'] as const;

/** A modifier, or nothing for the yellow of most devices. */
export type SkinTone = '' | (typeof skinTones)[number];

/** A body part or a person, but not the hands between two people. */
const body = /(?!(?<=\u200d)\u{1f91d})(\p{Emoji_Modifier_Base})\ufe0f?/gu;
const modifier = /\p{Emoji_Modifier}/gu;

/** The emoji with the tone for everybody in it. Only for emoji that have tones, and have none yet. */
export function addSkinTone(emoji: string, tone: SkinTone): string {
  return tone === '' ? emoji : emoji.replace(body, `$1${tone}`);
}

/** The emoji without its tone, apart from the character that asks for colour, which a tone stands in for. */
export function removeSkinTone(emoji: string): string {
  return emoji.replace(modifier, '');
}

/** Whether a text is one of the tones, or the absence of one. */
export function isSkinTone(text: string | null): text is SkinTone {
  return text === '' || skinTones.some((tone) => tone === text);
}
