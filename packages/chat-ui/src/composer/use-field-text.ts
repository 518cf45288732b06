import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { endOf, followText, type TextSelection } from './text-selection.ts';

/** A message that is being changed in the composer. */
export interface ComposerEdit {
  /** Another key is another edit: the field starts over with the text of that. */
  readonly key: string;
  /** The text as it stands. A later change of it under the same key does not reach the field. */
  readonly text: string;
  /** Takes the changed text. End the edit in here. If it throws, the edit goes on and the error goes to `onError`. */
  readonly onSave: (text: string) => void;
  /** The user gave up, or saved what was not changed. End the edit in here. */
  readonly onCancel: () => void;
}

/** Where the text of a composer comes from and goes to. */
export interface FieldTextOptions {
  /**
   * The text, when you keep it: the field shows this and nothing else, so set it in `onTextChange`, at once. A text that
   * the user has not written (a draft from another tab) replaces what is there, and selection and caret stay with their
   * words; whether it may do that while somebody writes is your decision. Only while an input method composes a word does
   * the field wait. Without `text` the composer keeps the text itself.
   */
  readonly text?: string | undefined;
  /** Text to start with where `text` is not given. Later changes of it are ignored. */
  readonly initialText?: string | undefined;
  /** Where the caret goes when `text` fills an empty field, in UTF-16 units. Default: its end. */
  readonly selection?: TextSelection | undefined;
  /**
   * Every change of the text, by the user or from code, the clearing after a send included, and the selection after it.
   * Called with the same text when the field loses the focus with the caret elsewhere. Never called for an edit.
   */
  readonly onTextChange?: ((text: string, selection: TextSelection) => void) | undefined;
  /** A message to be changed. What was in the field comes back after it, untouched. */
  readonly editing?: ComposerEdit | undefined;
  /** Your own reference to the text area, for example to focus it. */
  readonly inputRef?: RefObject<HTMLTextAreaElement | null> | undefined;
}

/** How a text came into the field. */
interface Writing {
  readonly isComposing?: boolean;
  /** Also puts the selection there. What the user types has put it there already. */
  readonly place?: boolean;
}

interface WrittenNow {
  readonly text: string;
  readonly edit: Pick<EditBuffer, 'key' | 'original'> | undefined;
}

/** The text of a composer, with what event handlers need of it between two renders. */
export interface FieldText {
  readonly text: string;
  readonly editKey: string | undefined;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** For event handlers: the text and the edit of now, even before React has rendered them. */
  readonly latest: { readonly current: WrittenNow };
  readonly write: (text: string, selection: TextSelection, how?: Writing) => void;
  /** The selection has moved; `isLeaving`: and the field loses the focus. */
  readonly select: (selection: TextSelection, isLeaving?: boolean) => void;
  readonly endComposition: () => void;
  /** Moves the caret to where it belongs, if it was moved from code while the field had no focus. */
  readonly placeCaret: () => void;
}

interface EditBuffer {
  readonly key: string;
  readonly original: string;
  readonly text: string;
}

interface Buffers {
  readonly draft: string;
  readonly isComposing: boolean;
  readonly edit: EditBuffer | undefined;
}

interface Now {
  options: FieldTextOptions;
  text: string;
  edit: EditBuffer | undefined;
  selection: TextSelection;
  /** The selection that `onTextChange` has heard of. */
  told: TextSelection | undefined;
  /** The selection of the draft while a message is edited. */
  aside: TextSelection | undefined;
  /** A selection that waits for the render of its text, or for the focus. */
  caret: TextSelection | undefined;
}

/** Holds the draft and, apart from it, the text of an edit, and keeps the caret where it belongs in both. */
export function useFieldText(options: FieldTextOptions): FieldText {
  const ownRef = useRef<HTMLTextAreaElement | null>(null);
  const inputRef = options.inputRef ?? ownRef;
  const [buffers, setBuffers] = useState<Buffers>({
    draft: options.initialText ?? '',
    isComposing: false,
    edit: undefined,
  });

  const { editing } = options;
  let { edit } = buffers;
  if (edit?.key !== editing?.key) {
    edit = editing && { key: editing.key, original: editing.text, text: editing.text };
    setBuffers({ ...buffers, edit, isComposing: false });
  }
  const kept = buffers.isComposing ? undefined : options.text;
  const text = edit === undefined ? (kept ?? buffers.draft) : edit.text;

  const latest = useRef<Now>({
    options,
    text: '',
    edit: undefined,
    selection: [0, 0],
    told: undefined,
    aside: undefined,
    caret: undefined,
  });

  const actions = useMemo(() => {
    const tell = (now: Now): void => {
      now.told = now.selection;
      now.options.onTextChange?.(now.text, now.selection);
    };
    return {
      write(next: string, selection: TextSelection, how: Writing = {}): void {
        const now = latest.current;
        now.selection = selection;
        now.caret = how.place === true ? selection : undefined;
        if (next === now.text) return;
        now.text = next;
        const key = now.edit?.key;
        const { isComposing = false } = how;
        // A new object even for the same text: a text that the owner did not take has to leave the field.
        setBuffers((before) =>
          key === undefined
            ? { ...before, draft: next, isComposing }
            : {
                ...before,
                edit: before.edit?.key === key ? { ...before.edit, text: next } : before.edit,
              },
        );
        if (key === undefined) tell(now);
      },
      select(selection: TextSelection, isLeaving = false): void {
        const now = latest.current;
        now.selection = selection;
        const isTold = now.told?.[0] === selection[0] && now.told[1] === selection[1];
        if (isLeaving && !isTold && now.edit === undefined && now.text !== '') tell(now);
      },
      endComposition(): void {
        setBuffers((before) => (before.isComposing ? { ...before, isComposing: false } : before));
      },
    };
  }, []);

  const placeCaret = (): void => {
    const now = latest.current;
    const input = inputRef.current;
    // Not without the focus: in some browsers a selection takes it.
    if (now.caret === undefined || input === null || !input.matches(':focus')) return;
    now.selection = now.caret;
    now.caret = undefined;
    input.setSelectionRange(...now.selection);
  };

  useLayoutEffect(() => {
    const now = latest.current;
    if (edit?.key !== now.edit?.key) {
      if (now.edit === undefined) now.aside = now.caret ?? now.selection;
      now.caret = edit === undefined ? (now.aside ?? endOf(text)) : endOf(text);
    } else if (text !== now.text) {
      now.caret =
        now.text === ''
          ? (options.selection ?? endOf(text))
          : followText(now.text, text, now.selection);
      now.told = now.caret;
    }
    now.options = options;
    now.edit = edit;
    now.text = text;
    placeCaret();
  });

  return { text, editKey: edit?.key, inputRef, latest, placeCaret, ...actions };
}
