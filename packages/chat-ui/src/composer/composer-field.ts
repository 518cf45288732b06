import { createContext, useContext, type Context, type RefObject } from 'react';

/** What tools inside a composer know of its field. */
export interface ComposerField {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** What the field shows. */
  readonly text: string;
}

/** Carries the field of the composer around its tools. */
export const ComposerFieldContext: Context<ComposerField | null> =
  createContext<ComposerField | null>(null);

/** The field of the composer around a tool; `null` outside of one. */
export function useComposerField(): ComposerField | null {
  return useContext(ComposerFieldContext);
}
