/** A person who is mentioned in a text: who, and where the name stands, in UTF-16 units. */
export interface Mention {
  readonly userId: string;
  readonly start: number;
  readonly length: number;
}

/** More than that is no message but a flood. */
const maximumCount = 50;
const maximumIdLength = 256;

/**
 * Reads what the metadata of a message say about mentions in its `text`. Anybody may have written it: what does not begin with "@", leaves the
 * text or overlaps is left out.
 */
export function readMentions(json: string | undefined, text: string): readonly Mention[] {
  if (json === undefined) return [];
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  const mentions = list
    .slice(0, maximumCount)
    .flatMap((entry) => readMention(entry, text))
    .toSorted((a, b) => a.start - b.start);
  return withoutOverlaps(mentions);
}

/** The mentions as the metadata of a message hold them; `undefined` when there are none. */
export function writeMentions(mentions: readonly Mention[]): string | undefined {
  if (mentions.length === 0) return undefined;
  return JSON.stringify(
    mentions.map(({ userId, start, length }) => ({ rawId: userId, start, length })),
  );
}

function readMention(entry: unknown, text: string): Mention[] {
  if (typeof entry !== 'object' || entry === null) return [];
  // Every field is looked at below.
  const { rawId, start, length } = entry as Record<string, unknown>;
  if (typeof rawId !== 'string' || rawId === '' || rawId.length > maximumIdLength) return [];
  if (!isPlace(start) || !isPlace(length) || length < 2 || start + length > text.length) return [];
  return text[start] === '@' ? [{ userId: rawId, start, length }] : [];
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function withoutOverlaps(sorted: readonly Mention[]): readonly Mention[] {
  let end = 0;
  return sorted.filter(({ start, length }) => {
    if (start < end) return false;
    end = start + length;
    return true;
  });
}
