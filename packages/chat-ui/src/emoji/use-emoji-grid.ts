import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react';
import type { EmojiSection } from './emoji-sections.ts';
import { stepInGrid, type GridCell } from './grid-steps.ts';

/** What else of the picker leads into the grid. */
export interface EmojiGridHandle {
  /** Moves the focus to the tab stop. */
  takeFocus(): void;
  /** Brings a section to the top, and the tab stop to its beginning. */
  show(id: EmojiSection['id']): void;
}

/** What {@link useEmojiGrid} works with. */
export interface EmojiGridOptions {
  readonly sections: readonly EmojiSection[];
  /** The section that is at the top first; otherwise the first one. */
  readonly startAt: EmojiSection['id'] | undefined;
  readonly isRtl: boolean;
  readonly handle: Ref<EmojiGridHandle>;
  /** Another section is in view. */
  readonly onCurrent: (id: EmojiSection['id'] | undefined) => void;
  /** The focus is to go to the field, and so does the key when it types something. */
  readonly onLeave: () => void;
}

/** The focus in the grid, for the elements. */
export interface EmojiGridState {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The tab stop. */
  readonly active: GridCell;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocusCell: (cell: HTMLElement) => void;
  readonly onScroll: () => void;
}

/** Keeps one tab stop in the grid, and moves it with the keys. */
export function useEmojiGrid(options: EmojiGridOptions): EmojiGridState {
  const { sections, startAt, isRtl, handle, onCurrent, onLeave } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<GridCell>({ row: 0, column: 0 });
  const lengths = useMemo(
    () => sections.flatMap(({ rows }) => rows.map(({ length }) => length)),
    [sections],
  );

  const partsOf = useCallback(
    (part: string): readonly HTMLElement[] => [
      ...(scroller.current?.querySelectorAll<HTMLElement>(`[data-part="${part}"]`) ?? []),
    ],
    [],
  );

  function focusCell({ row, column }: GridCell): void {
    partsOf('emoji-row')[row]?.querySelectorAll('button')[column]?.focus();
  }

  function show(id: EmojiSection['id']): void {
    const index = sections.findIndex((section) => section.id === id);
    const top = partsOf('emoji-section')[index]?.offsetTop;
    if (top === undefined || scroller.current === null) return;
    scroller.current.scrollTop = top;
    onCurrent(id);
    setActive({ row: sections[index]?.firstRow ?? 0, column: 0 });
  }

  useImperativeHandle(handle, () => ({ takeFocus: () => focusCell(active), show }));

  const begin = useRef(() => (startAt === undefined ? onCurrent(sections[0]?.id) : show(startAt)));
  useLayoutEffect(() => begin.current(), []);

  return {
    scroller,
    active,
    onScroll() {
      const top = (scroller.current?.scrollTop ?? 0) + 1;
      const index = partsOf('emoji-section').findLastIndex((one) => one.offsetTop <= top);
      onCurrent(sections[Math.max(index, 0)]?.id);
    },
    onFocusCell(cell) {
      const row = cell.parentElement;
      if (row === null) return;
      setActive({
        row: partsOf('emoji-row').indexOf(row),
        column: [...row.children].indexOf(cell),
      });
    },
    onKeyDown(event) {
      if (isText(event)) return onLeave();
      if (event.altKey || event.shiftKey) return;
      const next = stepInGrid(lengths, active, event, isRtl);
      if (next === undefined) return;
      event.preventDefault();
      if (next === 'before') onLeave();
      else focusCell(next);
    },
  };
}

/** Typing goes on in the field; Space presses the button. */
function isText({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  return key === 'Backspace' || (key.length === 1 && key !== ' ');
}
