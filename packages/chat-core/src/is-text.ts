/** Whether a value is text, whatever its type says: apps without TypeScript and services give anything. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
