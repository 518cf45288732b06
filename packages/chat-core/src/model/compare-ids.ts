/**
 * Orders two decimal strings by value, without losing digits (ids are unsigned 64-bit). Anything that is not a decimal
 * number sorts first. Negative when `a` comes first, 0 when equal.
 */
export function compareIds(a: string, b: string): number {
  const left = normalise(a);
  const right = normalise(b);
  if (left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function normalise(id: string): string {
  if (!/^\d+$/.test(id)) return '';
  return id.replace(/^0+(?=\d)/, '');
}
