import {
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type DependencyList,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import type { ListPlace } from './core/anchor.ts';
import { createListWindow } from './core/list-window.ts';
import type { WindowPlan } from './core/list-window-contract.ts';
import { defaultListParts, type ListParts } from './core/list-parts.ts';
import type { ListChange } from './core/order-change.ts';
import type { Keyed, Rows } from './core/rows.ts';
import { createListDom, type ListDom } from './list-dom.ts';

/** The decisions of a list together with the effect that applies them. Tests replace single ones. */
export interface WindowedListParts extends ListParts {
  /** Runs after every commit. Only a layout effect runs before the browser paints. */
  readonly useCommitEffect: (effect: () => void | (() => void), deps?: DependencyList) => void;
}

/** The parts of the shipped list. */
export const defaultWindowedListParts: WindowedListParts = {
  ...defaultListParts,
  useCommitEffect: useLayoutEffect,
};

/** Input of {@link useWindowedList}. */
export interface WindowedListOptions<T extends Keyed> {
  readonly items: Rows<T>;
  /** How `items` differs from the array before. Compared by key when absent. */
  readonly change?: ListChange<T> | null | undefined;
  /** Key of a row that stays mounted wherever the list is. */
  readonly keep?: string | undefined;
  /** Called before paint when rows were added at the end. `from` is the index of the first of them. */
  readonly onAppended?: (from: number) => void;
  /** Where the first rows are shown. Default: at the end. */
  readonly initialPlace?: ListPlace | undefined;
  readonly parts?: WindowedListParts;
}

/** What {@link useWindowedList} returns. */
export interface WindowedList {
  readonly list: ListDom;
  /** The rows to render now. */
  readonly plan: WindowPlan;
  /** To be put on the four elements of the list. */
  readonly refs: WindowedListRefs;
}

/** Refs of the elements that `ListElements` lists. */
export interface WindowedListRefs {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly head: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly foot: RefObject<HTMLDivElement | null>;
}

/**
 * Binds the windowing core to React. Put `refs` on the elements, render the rows of `plan.range` in normal flow, and
 * hand each row's element to `list.attachRow` in a layout effect.
 */
export function useWindowedList<T extends Keyed>(options: WindowedListOptions<T>): WindowedList {
  const { items, change, keep, onAppended, parts = defaultWindowedListParts } = options;
  const [, render] = useReducer((count: number) => count + 1, 0);
  const [list] = useState(() =>
    createListDom(createListWindow({ parts, initialPlace: options.initialPlace }), (isInCommit) => {
      // React renders updates made in a layout effect before the browser paints; elsewhere it has to be told.
      if (isInCommit) render();
      else flushSync(render);
    }),
  );
  const refs = useListRefs();
  // Before the first commit is measured.
  useLayoutEffect(() => {
    const { scroller, head, list: rows, foot } = refs;
    if (!scroller.current || !head.current || !rows.current || !foot.current) return undefined;
    return list.attach({
      scroller: scroller.current,
      head: head.current,
      list: rows.current,
      foot: foot.current,
    });
  }, [list, refs]);
  const plan = list.window.plan(items, change, keep);
  parts.useCommitEffect(() => {
    const firstNew = list.commit(plan);
    if (firstNew >= 0) onAppended?.(firstNew);
  });
  return { list, plan, refs };
}

function useListRefs(): WindowedListRefs {
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  return useMemo(() => ({ scroller, head, list, foot }), []);
}
