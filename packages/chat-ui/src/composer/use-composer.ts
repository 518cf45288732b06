'use client';

import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type ButtonHTMLAttributes,
  type RefObject,
  type TextareaHTMLAttributes,
} from 'react';
import { composeHandlers } from './compose-handlers.ts';
import { defaultSubmitMode, isSubmitKey, type SubmitMode } from './enter-key.ts';
import { hasContent, measureMessage, type MessageLength } from './message-length.ts';

/** Options of {@link useComposer}. */
export interface UseComposerOptions {
  /**
   * Takes the text to send. It is called once per message, with the field already empty. If it throws, the text comes
   * back and the error goes to `onError`.
   */
  readonly onSend: (text: string) => void;
  /** The user is writing: called on edits by the user that leave some text, never for text that was set from code. */
  readonly onTyping?: (() => void) | undefined;
  readonly onTextChange?: ((text: string) => void) | undefined;
  /** Receives what `onSend` threw. Without it the error is thrown on, so that it is not lost. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Text to start with, for example a draft. Later changes of this option are ignored: give a new `key` instead. */
  readonly initialText?: string | undefined;
  /** Set while writing is not possible. The text is kept. */
  readonly isDisabled?: boolean | undefined;
  /** Default: `enter`, and `modEnter` on devices that have only a touch screen. */
  readonly submitMode?: SubmitMode | undefined;
}

type InputProps = TextareaHTMLAttributes<HTMLTextAreaElement>;
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement>;

/** What {@link useComposer} returns. `send` and `setText` never change. */
export interface ComposerBehavior {
  readonly text: string;
  readonly length: MessageLength;
  /** Whether pressing Send would send. */
  readonly canSend: boolean;
  /** Attach it to the text area. */
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** Props for the text area. Your handlers run first; `preventDefault()` in one turns the built-in part off. */
  readonly getInputProps: (user?: InputProps) => InputProps;
  /** Props for the send button. Your handlers run first; `preventDefault()` in one turns the built-in part off. */
  readonly getSendButtonProps: (user?: ButtonProps) => ButtonProps;
  /** Sends what is in the field, if it can be sent. */
  readonly send: () => void;
  /** Puts text into the field, as if it had been a draft. */
  readonly setText: (text: string) => void;
}

/** An input method may send the Enter that ended a composition once more, right after `compositionend`. */
const compositionEchoMs = 50;

/** Behaviour of a message field without its look: what sends, when, and what happens to the text. */
export function useComposer(options: UseComposerOptions): ComposerBehavior {
  const [text, setState] = useState(options.initialText ?? '');
  const inputRef = useRef<HTMLTextAreaElement | null>(null);
  const length = useMemo(() => measureMessage(text), [text]);
  const isDisabled = options.isDisabled === true;
  const canSend = !isDisabled && length.charactersOver === 0 && hasContent(text);

  const latest = useRef({ options, text, compositionEndedAt: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    latest.current.options = options;
  });

  const actions = useMemo(() => {
    const change = (next: string): void => {
      if (next === latest.current.text) return;
      // Read by the next key press of the same frame, before React has rendered.
      latest.current.text = next;
      setState(next);
      latest.current.options.onTextChange?.(next);
    };

    const send = (): void => {
      const { options: now, text: consumed } = latest.current;
      if (now.isDisabled === true || !hasContent(consumed)) return;
      if (measureMessage(consumed).charactersOver > 0) return;
      const input = inputRef.current;
      const selection = [input?.selectionStart ?? 0, input?.selectionEnd ?? 0] as const;
      change('');
      input?.focus({ preventScroll: true });
      try {
        now.onSend(withoutOuterBlankLines(consumed));
      } catch (error) {
        change(consumed);
        // The field shows the text again only after React has rendered it.
        queueMicrotask(() => input?.setSelectionRange(...selection));
        if (now.onError === undefined) throw error;
        now.onError(error);
      }
    };

    const getInputProps = (user: InputProps = {}): InputProps => ({
      ...user,
      onChange: composeHandlers(user.onChange, (event) => {
        change(event.currentTarget.value);
        if (hasContent(event.currentTarget.value)) latest.current.options.onTyping?.();
      }),
      onCompositionEnd: composeHandlers(user.onCompositionEnd, (event) => {
        latest.current.compositionEndedAt = event.timeStamp;
      }),
      onKeyDown: composeHandlers(user.onKeyDown, (event) => {
        const mode =
          latest.current.options.submitMode ??
          defaultSubmitMode((query) => globalThis.matchMedia?.(query).matches ?? false);
        if (!isSubmitKey(event, mode)) return;
        // 229 is the key code of every key that an input method has taken; some set only that.
        if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
        const isEcho = event.timeStamp - latest.current.compositionEndedAt < compositionEchoMs;
        latest.current.compositionEndedAt = Number.NEGATIVE_INFINITY;
        event.preventDefault();
        if (!isEcho && !event.repeat) send();
      }),
    });

    const getSendButtonProps = (user: ButtonProps = {}): ButtonProps => ({
      type: 'button',
      ...user,
      // Keeps the focus, and with it the keyboard of a phone, where it is.
      onPointerDown: composeHandlers(user.onPointerDown, (event) => event.preventDefault()),
      onMouseDown: composeHandlers(user.onMouseDown, (event) => event.preventDefault()),
      onClick: composeHandlers(user.onClick, () => send()),
    });

    return { send, setText: change, getInputProps, getSendButtonProps };
  }, []);

  return {
    text,
    length,
    canSend,
    inputRef,
    send: actions.send,
    setText: actions.setText,
    getInputProps: (user) => ({
      ...actions.getInputProps(user),
      value: isDisabled ? '' : text,
      readOnly: isDisabled,
      'aria-disabled': isDisabled || undefined,
      'aria-invalid': length.charactersOver > 0 || undefined,
    }),
    getSendButtonProps: (user) => ({
      ...actions.getSendButtonProps(user),
      // Not `disabled`: that would drop the focus of someone who has just pressed it.
      'aria-disabled': !canSend || undefined,
    }),
  };
}

function withoutOuterBlankLines(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/u, '').trimEnd();
}
