import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { hasModifier } from '../composer/enter-key.ts';
import { createCompositionGuard } from '../composer/input-method.ts';

/** What the keys of a field do in an open list. */
export interface ListKeys {
  /** Marks the next option, or the one before. */
  readonly onMove: (step: 1 | -1) => void;
  /** Takes what is marked. */
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/**
 * Hears the keys of a field before the composer does, while a list is open: what moves in it or takes from it does not send. Keys that an
 * input method works with are left to it.
 */
export function useListKeys(
  inputRef: RefObject<HTMLTextAreaElement | null>,
  isOpen: boolean,
  keys: ListKeys,
): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const input = inputRef.current;
    if (!isOpen || input === null) return undefined;
    const guard = createCompositionGuard();
    const endComposition = (event: Event): void => guard.end(event);
    const press = (event: KeyboardEvent): void => {
      const act = hasModifier(event) ? undefined : actionOf(event.key, latest.current);
      if (act === undefined) return;
      const owner = guard.ownerOf({ timeStamp: event.timeStamp, nativeEvent: event });
      if (owner === 'composing') return;
      event.preventDefault();
      if (event.key === 'Escape') event.stopPropagation();
      if (owner === 'user') act();
    };
    input.addEventListener('keydown', press);
    input.addEventListener('compositionend', endComposition);
    return () => {
      input.removeEventListener('keydown', press);
      input.removeEventListener('compositionend', endComposition);
    };
  }, [isOpen, inputRef]);
}

function actionOf(key: string, { onMove, onTake, onClose }: ListKeys): (() => void) | undefined {
  if (key === 'ArrowDown') return () => onMove(1);
  if (key === 'ArrowUp') return () => onMove(-1);
  if (key === 'Enter' || key === 'Tab') return onTake;
  return key === 'Escape' ? onClose : undefined;
}
