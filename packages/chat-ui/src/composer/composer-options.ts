import type { SubmitMode } from './enter-key.ts';
import type { SendBlock } from './send-block.ts';
import type { FieldTextOptions } from './use-field-text.ts';

/** Options of `useComposer`. */
export interface UseComposerOptions extends FieldTextOptions {
  /**
   * Takes the text to send, without the invisible characters that pasting leaves behind. It is called once per message,
   * with the field already empty. If it throws, text and selection come back and the error goes to `onError`.
   */
  readonly onSend: (text: string) => void;
  /**
   * The user is writing a message: called for each edit by the user that leaves something to read. Not for text that was
   * set from code, white space, keys that change nothing, or while a message is edited. Slowing it down is up to you.
   */
  readonly onTyping?: (() => void) | undefined;
  /** Receives what `onSend` and `onSave` threw. Without it the error is thrown on, so that it is not lost. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** ↑ in the empty field: edit the last own message. Return false when there is none: the key is left to the browser. */
  readonly onEditLast?: (() => boolean | void) | undefined;
  /** Escape, where the composer has nothing to close itself. Return false when you have nothing either. */
  readonly onEscape?: (() => boolean | void) | undefined;
  /** The user asked to send what cannot be sent. Enter in an empty field is not worth a call. */
  readonly onBlocked?: ((block: SendBlock) => void) | undefined;
  /** Set while writing is not possible. The text is kept and not shown. */
  readonly isDisabled?: boolean | undefined;
  /** Set until `text` is known: the field is read-only and looks as ever. */
  readonly isLoading?: boolean | undefined;
  /** Set while something else goes out with the text, for example a file: then the text may be empty. */
  readonly canSendEmpty?: boolean | undefined;
  /** The longest text in UTF-8 bytes. Default: the service's limit. */
  readonly maxBytes?: number | undefined;
  /** Default: `enter`, and `modEnter` on devices that have only a touch screen. Also how an edit is saved. */
  readonly submitMode?: SubmitMode | undefined;
}
