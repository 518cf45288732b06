/** A stretch of text that is a link, in UTF-16 units of the text that was searched. */
export interface TextLink {
  readonly start: number;
  readonly end: number;
  /** A normalised `http:`, `https:` or `mailto:` address, safe to put into `href`. */
  readonly href: string;
}

/** A boundary, a scheme, and everything up to white space, quotes, angle brackets or a full-width end of sentence. */
const candidate =
  /(?<![\p{L}\p{N}_@])(?:https?:\/\/|mailto:)[^\s<>"“”„`\u3001\u3002\uff0c\uff1b\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailingPunctuation = /[.,;:!?'’*_~…]/u;
const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Finds the links in plain text. Only `http:`, `https:` and `mailto:` count, and only when the address can be parsed:
 * anything else stays text. Direction marks end a link, so the text that is shown is the address that opens.
 */
export function findLinks(text: string): TextLink[] {
  const links: TextLink[] = [];
  for (const match of text.matchAll(candidate)) {
    const raw = withoutTrailingPunctuation(match[0]);
    const href = safeHref(raw);
    if (href !== null) links.push({ start: match.index, end: match.index + raw.length, href });
  }
  return links;
}

/** Sentences end with characters that addresses may hold: a full stop, or a bracket that was opened before the link. */
function withoutTrailingPunctuation(raw: string): string {
  const surplus = new Map<string, number>();
  for (const [closer, opener] of Object.entries(closers)) {
    surplus.set(closer, count(raw, closer) - count(raw, opener));
  }
  let end = raw.length;
  while (end > 0) {
    const last = raw[end - 1] ?? '';
    const extra = surplus.get(last) ?? 0;
    if (extra > 0) surplus.set(last, extra - 1);
    else if (!trailingPunctuation.test(last)) break;
    end -= 1;
  }
  return raw.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Whether an address is complete, and may be opened by a click. */
export function isOpenableAddress(address: string): boolean {
  return safeHref(address) !== null;
}

function safeHref(raw: string): string | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (url.protocol === 'mailto:') return /^[^@]+@[^@]+$/u.test(url.pathname) ? url.href : null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // "https://bank.example@evil.example" shows one host and opens another.
  return url.username === '' && url.password === '' ? url.href : null;
}
