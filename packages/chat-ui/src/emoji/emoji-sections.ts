import { emojiGroups, type EmojiGroup } from './emoji-groups.ts';
import type { EmojiEntry, EmojiSet } from './emoji-set.ts';
import { addSkinTone, type SkinTone } from './skin-tone.ts';

/** One button of the picker. */
export interface EmojiCell {
  /** As it is shown and picked. */
  readonly emoji: string;
  readonly name: string;
}

/** Buttons under one heading. */
export interface EmojiSection {
  readonly id: EmojiGroup | 'recent' | 'found';
  /** How many rows stand before it. */
  readonly firstRow: number;
  readonly rows: readonly (readonly EmojiCell[])[];
}

/** Buttons side by side. */
export const emojiColumns = 9;
/** One letter finds half of all emoji: more than so many help nobody. */
const maximumFound = 11 * emojiColumns;

/** Every emoji, after those that were picked last. */
export function allSections(
  set: EmojiSet,
  recent: readonly string[],
  tone: SkinTone,
): readonly EmojiSection[] {
  const known = recent.flatMap((emoji) => {
    const entry = set.entryOf(emoji);
    return entry === undefined ? [] : [{ emoji, name: entry.name }];
  });
  const groups = emojiGroups.map((id, group) => {
    const entries = set.entries.filter((entry) => entry.group === group);
    return [id, entries.map((entry) => cellOf(entry, tone))] as const;
  });
  return sectionsOf([['recent', known], ...groups]);
}

/** The emoji that a search found, best first; nothing without any. */
export function foundSections(
  found: readonly EmojiEntry[],
  tone: SkinTone,
): readonly EmojiSection[] {
  const shown = found.slice(0, maximumFound);
  return sectionsOf([['found', shown.map((entry) => cellOf(entry, tone))]]);
}

function sectionsOf(
  parts: readonly (readonly [EmojiSection['id'], readonly EmojiCell[]])[],
): readonly EmojiSection[] {
  let firstRow = 0;
  return parts.flatMap(([id, cells]) => {
    if (cells.length === 0) return [];
    const section = { id, firstRow, rows: rowsOf(cells) };
    firstRow += section.rows.length;
    return [section];
  });
}

function cellOf({ emoji, name, hasSkins }: EmojiEntry, tone: SkinTone): EmojiCell {
  return { emoji: hasSkins ? addSkinTone(emoji, tone) : emoji, name };
}

function rowsOf(cells: readonly EmojiCell[]): readonly (readonly EmojiCell[])[] {
  return Array.from({ length: Math.ceil(cells.length / emojiColumns) }, (_, row) =>
    cells.slice(row * emojiColumns, (row + 1) * emojiColumns),
  );
}
