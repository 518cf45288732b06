import type { ListDom } from './list-dom.ts';

/** A callback for the `ref` of a row's element. */
export type RowRef = (element: HTMLElement | null) => void;

/** Makes the refs of rows: for each mounted row the same one in every render, so that React calls it when the row comes and goes. */
export function createRowRefs(list: ListDom): (key: string) => RowRef {
  const refs = new Map<string, RowRef>();
  return (key) => {
    const known = refs.get(key);
    if (known !== undefined) return known;
    let detach: (() => void) | undefined;
    const ref: RowRef = (element) => {
      detach?.();
      detach = undefined;
      if (element === null) {
        refs.delete(key);
        return;
      }
      // StrictMode takes a ref away and gives it back.
      refs.set(key, ref);
      detach = list.attachRow(key, element);
    };
    refs.set(key, ref);
    return ref;
  };
}
