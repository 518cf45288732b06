/** A value as it can be written down: dates and keys without a value stay visible. */
export function describe(value: unknown): unknown {
  if (value === undefined) return '(undefined)';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '(no date)' : '(date)';
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, describe(inner)]));
}
