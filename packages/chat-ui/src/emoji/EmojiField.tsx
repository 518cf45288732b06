'use client';

import {
  forwardRef,
  useRef,
  type ForwardRefExoticComponent,
  type KeyboardEvent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import { createCompositionGuard } from '../composer/input-method.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { SearchIcon } from './emoji-icons.tsx';

/** Props of {@link EmojiField}. */
export interface EmojiFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** ↓: into the grid. */
  readonly onDown: () => void;
  /** Enter: what was found first. `wantsMore`: Shift was held. */
  readonly onEnter: (wantsMore: boolean) => void;
}

/** The field that finds emoji. Keys with which an input method ends a word do nothing else. */
export const EmojiField: ForwardRefExoticComponent<
  EmojiFieldProps & RefAttributes<HTMLInputElement>
> = forwardRef<HTMLInputElement, EmojiFieldProps>(function EmojiField(
  { value, onChange, onDown, onEnter },
  ref,
): ReactNode {
  const labels = useAllLabels();
  const guard = useRef(createCompositionGuard());

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    const owner = guard.current.ownerOf(event);
    if (owner === 'composing') return;
    event.preventDefault();
    if (owner === 'echo') return;
    if (event.key === 'Enter') onEnter(event.shiftKey);
    else onDown();
  }

  return (
    <label data-part="emoji-field">
      <SearchIcon size={16} />
      <input
        ref={ref}
        type="search"
        value={value}
        placeholder={labels.searchEmoji}
        aria-label={labels.searchEmoji}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onCompositionEnd={(event) => guard.current.end(event)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
});
