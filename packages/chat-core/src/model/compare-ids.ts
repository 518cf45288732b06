/**
 * Orders two decimal strings by value, without losing digits (ids are unsigned 64-bit). Anything that is not a decimal
 * number sorts first. Negative when `a` comes first, 0 when equal.
 */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  const left = normalise(a);
  const right = normalise(b);
  if (left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether the text is a decimal number without a sign. */
export function isDecimal(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text !== '';
}

function normalise(id: string): string {
  if (!isDecimal(id)) return '';
  return id.startsWith('0') ? id.replace(/^0+(?=\d)/, '') : id;
}
