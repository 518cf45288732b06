import { useLayoutEffect, type RefObject } from 'react';

/** Says of a field that a list belongs to it, and which option is marked. `undefined`: none is open, or none was chosen by key yet. */
export function useFieldList(
  inputRef: RefObject<HTMLTextAreaElement | null>,
  listId: string | undefined,
  activeId: string | undefined,
): void {
  useLayoutEffect(() => {
    const input = inputRef.current;
    if (input === null || listId === undefined) return undefined;
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', listId);
    if (activeId !== undefined) input.setAttribute('aria-activedescendant', activeId);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant'])
        input.removeAttribute(name);
    };
  }, [inputRef, listId, activeId]);
}
