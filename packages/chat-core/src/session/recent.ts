/**
 * Makes something for each key once, and keeps it for the `most` keys that were asked for last. It is made anew for a key that has not
 * been asked for since.
 */
export function createRecent<Value>(
  most: number,
  create: (key: string) => Value,
): (key: string) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (key) => {
    const entry = kept.get(key) ?? { value: create(key) };
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return entry.value;
  };
}
