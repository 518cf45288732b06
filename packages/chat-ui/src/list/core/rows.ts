/** Anything that has its place in the list by a key that is unique in the list. */
export interface Keyed {
  readonly key: string;
}

/** Rows in their order, oldest first: an array, or what makes a row when it is asked for and then keeps it. */
export interface Rows<T> {
  readonly length: number;
  /** The row at a place; counted from the end when `index` is negative. The same object each time. */
  at(index: number): T | undefined;
}

/** The key of the row at a place; none before the first one or after the last. */
export function keyAt(rows: Rows<Keyed>, index: number): string | undefined {
  return index < 0 ? undefined : rows.at(index)?.key;
}
