'use client';

import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type ButtonHTMLAttributes,
  type KeyboardEvent,
  type RefObject,
  type TextareaHTMLAttributes,
} from 'react';
import { composeHandlers } from '../root/compose-handlers.ts';
import type { UseComposerOptions } from './composer-options.ts';
import { defaultSubmitMode, hasModifier, isSubmitKey, type SubmitMode } from './enter-key.ts';
import { createCompositionGuard } from './input-method.ts';
import { hasContent, measureMessage, type MessageLength } from './message-length.ts';
import { sendBlockOf, type SendBlock } from './send-block.ts';
import { endOf, selectionOf } from './text-selection.ts';
import { useFieldText } from './use-field-text.ts';
import { useSubmit } from './use-submit.ts';

type InputProps = TextareaHTMLAttributes<HTMLTextAreaElement>;
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement>;

/** What {@link useComposer} returns. `send`, `setText` and `cancelEdit` never change. */
export interface ComposerBehavior {
  /** What the field shows: the draft, or the text of the edit. */
  readonly text: string;
  readonly length: MessageLength;
  /** Whether pressing Send would send. */
  readonly canSend: boolean;
  /** Why it would not. */
  readonly blockedBy: SendBlock | undefined;
  /** Whether the field shows a message that is being changed. */
  readonly isEditing: boolean;
  /** Attach it to the text area. */
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Props for the text area. Your handlers run first; `preventDefault()` in one turns the built-in part off. */
  readonly getInputProps: (user?: InputProps) => InputProps;
  /** Props for the send button. Your handlers run first; `preventDefault()` in one turns the built-in part off. */
  readonly getSendButtonProps: (user?: ButtonProps) => ButtonProps;
  /** Sends or saves what is in the field, if that can be done. */
  readonly send: () => void;
  /** Puts text into the field, as if it had been a draft. */
  readonly setText: (text: string) => void;
  /** Gives the edit up, as Escape does, and keeps the focus in the field. */
  readonly cancelEdit: () => void;
}

/** Behaviour of a message field without its look: what sends, when, and what happens to the text. */
export function useComposer(options: UseComposerOptions): ComposerBehavior {
  const field = useFieldText(options);
  const { text, editKey, inputRef, latest: written, write, select, endComposition } = field;
  const { maxBytes } = options;
  const length = useMemo(() => measureMessage(text, maxBytes), [text, maxBytes]);
  const isDisabled = options.isDisabled === true;
  const isEditing = editKey !== undefined;
  const blockedBy = sendBlockOf(options, { text, length, isEditing });
  const { submit, cancelEdit } = useSubmit(options, field, blockedBy);

  const latest = useRef({ options, field });
  useLayoutEffect(() => {
    latest.current = { options, field };
  });

  useEffect(() => {
    if (editKey !== undefined) inputRef.current?.focus({ preventScroll: true });
  }, [editKey, inputRef]);

  const actions = useMemo(() => {
    const guard = createCompositionGuard();

    const submitKey = (event: KeyboardEvent): void => {
      const owner = guard.ownerOf(event);
      if (owner === 'composing') return;
      event.preventDefault();
      if (owner === 'user' && !event.repeat) submit(false);
    };

    const startEdit = (given: UseComposerOptions): boolean | void => {
      const { text: shown, edit } = written.current;
      const isFree = shown === '' && edit === undefined;
      if (!isFree || given.isDisabled === true || given.isLoading === true) return false;
      return given.onEditLast === undefined ? false : given.onEditLast();
    };

    /** Escape takes away one layer for each press, and never what is written. */
    const leave = (given: UseComposerOptions): boolean | void => {
      if (written.current.edit !== undefined) return cancelEdit();
      return given.onEscape === undefined ? false : given.onEscape();
    };

    const plainKey = (event: KeyboardEvent): void => {
      if (guard.ownerOf(event) !== 'user' || event.repeat) return;
      const { options: given } = latest.current;
      const isDone = event.key === 'Escape' ? leave(given) : startEdit(given);
      if (isDone !== false) event.preventDefault();
    };

    const getInputProps = (user: InputProps = {}): InputProps => ({
      ...user,
      onChange: composeHandlers(user.onChange, ({ currentTarget: input, nativeEvent }) => {
        const isComposing = 'isComposing' in nativeEvent && nativeEvent.isComposing === true;
        write(input.value, selectionOf(input), { isComposing });
        const isMessage = written.current.edit === undefined && hasContent(input.value);
        if (isMessage) latest.current.options.onTyping?.();
      }),
      onSelect: composeHandlers(user.onSelect, ({ currentTarget: input }) => {
        if (!input.readOnly) select(selectionOf(input));
      }),
      onFocus: composeHandlers(user.onFocus, () => latest.current.field.placeCaret()),
      onBlur: composeHandlers(user.onBlur, ({ currentTarget: input }) => {
        endComposition();
        if (!input.readOnly) select(selectionOf(input), true);
      }),
      onCompositionEnd: composeHandlers(user.onCompositionEnd, (event) => {
        guard.end(event);
        endComposition();
      }),
      onKeyDown: composeHandlers(user.onKeyDown, (event) => {
        const isPlain = event.key === 'Escape' || event.key === 'ArrowUp';
        const mode = latest.current.options.submitMode ?? deviceMode();
        if (isPlain && !hasModifier(event)) plainKey(event);
        else if (isSubmitKey(event, mode)) submitKey(event);
      }),
    });

    const getSendButtonProps = (user: ButtonProps = {}): ButtonProps => ({
      type: 'button',
      ...user,
      // Keeps the focus, and with it the keyboard of a phone, where it is.
      onPointerDown: composeHandlers(user.onPointerDown, (event) => event.preventDefault()),
      onMouseDown: composeHandlers(user.onMouseDown, (event) => event.preventDefault()),
      // The second click of a double one says nothing about a field that the first has emptied.
      onClick: composeHandlers(user.onClick, (event) => submit(event.detail < 2)),
    });

    return {
      getInputProps,
      getSendButtonProps,
      send: () => submit(true),
      setText: (next: string) => write(next, endOf(next), { place: true }),
    };
  }, [submit, cancelEdit, written, write, select, endComposition]);

  return {
    text,
    length,
    canSend: blockedBy === undefined,
    blockedBy,
    isEditing,
    inputRef,
    send: actions.send,
    setText: actions.setText,
    cancelEdit,
    getInputProps: (user) => ({
      ...actions.getInputProps(user),
      value: isDisabled ? '' : text,
      readOnly: isDisabled || options.isLoading === true,
      'aria-disabled': isDisabled || undefined,
      'aria-invalid': length.charactersOver > 0 || undefined,
    }),
    getSendButtonProps: (user) => ({
      ...actions.getSendButtonProps(user),
      // Not `disabled`: that would drop the focus of someone who has just pressed it.
      'aria-disabled': blockedBy !== undefined || undefined,
    }),
  };
}

function deviceMode(): SubmitMode {
  return defaultSubmitMode((query) => globalThis.matchMedia?.(query).matches ?? false);
}
