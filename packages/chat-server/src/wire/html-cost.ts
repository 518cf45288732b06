/**
 * Bounds on what is parsed. The time that a parser takes, and the length of what comes out, grow with the square of
 * elements that are left open: it repeats them in each paragraph that follows.
 */
const bounds = {
  /** Characters that may begin a tag. */
  tags: 1_000,
  /** As many where the tags do not match. */
  sloppyTags: 120,
  /** Elements inside each other where the tags match. */
  depth: 50,
} as const;

const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'input', 'wbr', 'source']);

/** A piece of text, a comment without markup, or a tag whose attributes are plain. */
const piece =
  /[^<]+|<!--[^<>]*-->|<(?<slash>\/?)(?<name>[a-z][\w:-]*)(?:\s+[\w:-]+(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*\s*\/?>/giy;

/**
 * Whether the text can be parsed in a time that does no harm to others: its tags are few, or they are closed in the
 * order in which they were opened.
 */
export function isCheapToParse(html: string): boolean {
  const tags = html.split('<').length - 1;
  return tags <= bounds.sloppyTags || (tags <= bounds.tags && isTidy(html));
}

function isTidy(html: string): boolean {
  const open: string[] = [];
  let end = 0;
  for (const match of html.matchAll(piece)) {
    end = match.index + match[0].length;
    const name = match.groups?.['name']?.toLowerCase();
    if (name === undefined || voidTags.has(name)) continue;
    if (match.groups?.['slash'] === '/') {
      if (open.pop() !== name) return false;
    } else {
      open.push(name);
      if (open.length > bounds.depth) return false;
    }
  }
  return end === html.length && open.length === 0;
}
