import type { Labels } from '../labels/labels.ts';
import type { EmojiSection } from './emoji-sections.ts';

/** What a section is called; what was found is counted instead. */
export function sectionName(id: Exclude<EmojiSection['id'], 'found'>, labels: Labels): string {
  return id === 'recent' ? labels.recentEmoji : labels.emojiGroup(id);
}

/** The heading of a section. */
export function sectionHeading({ id, rows }: EmojiSection, labels: Labels): string {
  return id === 'found' ? labels.emojiFound(rows.flat().length) : sectionName(id, labels);
}
