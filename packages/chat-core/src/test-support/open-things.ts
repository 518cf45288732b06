/** What is open at the moment. */
export interface OpenThings {
  /** Notes one more thing, such as a timer. Returns how to say that it has ended; saying it twice changes nothing. */
  add(kind: string, detail?: string): () => void;
  /** What is open, such as `2 × timer (500 ms)`. */
  list(): string[];
}

/** Nothing is open at first. */
export function createOpenThings(): OpenThings {
  const open = new Set<{ readonly name: string }>();
  return {
    add(kind, detail) {
      const thing = { name: detail === undefined ? kind : `${kind} (${detail})` };
      open.add(thing);
      return () => open.delete(thing);
    },
    list() {
      const counts = new Map<string, number>();
      for (const { name } of open) counts.set(name, (counts.get(name) ?? 0) + 1);
      return [...counts].map(([name, count]) => `${count} × ${name}`);
    },
  };
}
