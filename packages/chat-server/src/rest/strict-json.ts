/** Why a text was not taken. */
export type JsonFault = 'syntax' | 'depth' | 'duplicate-key' | 'text';

/** A JSON value, or the reason why there is none. */
export type StrictJson = { readonly value: unknown } | { readonly fault: JsonFault };

/** Strings (always closed, because the text has been parsed before) and the characters of structure. */
const tokenPattern = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Reads JSON more strictly than `JSON.parse`: at any depth a key may come only once in its object, because two
 * readers of the same text could take different ones, and strings and keys hold no NUL and no half of a surrogate
 * pair, because neither can be stored. `maxDepth` is how far objects and arrays may be nested.
 */
export function readStrictJson(text: string, maxDepth: number): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'syntax' };
  }
  const fault = findFault(text, maxDepth);
  return fault === undefined ? { value } : { fault };
}

/** `JSON.parse` keeps the last of two equal keys and does not tell, so the text itself is looked through. */
function findFault(text: string, maxDepth: number): JsonFault | undefined {
  // The keys of every open object; an open array has none.
  const open: Set<string>[] = [];
  let before: string | undefined;
  for (const [token] of text.matchAll(tokenPattern)) {
    if (token === '{' || token === '[') {
      open.push(new Set());
      if (open.length > maxDepth) return 'depth';
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':') {
      const keys = open.at(-1);
      if (before === undefined || keys === undefined) continue;
      if (keys.has(before)) return 'duplicate-key';
      keys.add(before);
    } else {
      before = String(JSON.parse(token));
      if (!isStorableText(before)) return 'text';
    }
  }
  return undefined;
}

/** Whether the text can be stored as UTF-8 and found again: no NUL, no half of a surrogate pair. */
function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
