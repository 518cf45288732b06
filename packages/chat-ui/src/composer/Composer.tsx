'use client';

import { useEffect, useId, type ReactNode } from 'react';
import { LockIcon, SendIcon } from '../icons/action-icons.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useComposer, type UseComposerOptions } from './use-composer.ts';

/** Props of {@link Composer}. */
export interface ComposerProps extends Omit<UseComposerOptions, 'isDisabled'> {
  /** Also the accessible name of the field. Default: "Write a message". */
  readonly placeholder?: string | undefined;
  /** Set while writing is not possible: the reason, shown in the place of the placeholder. */
  readonly disabledReason?: string | undefined;
  /** Puts the focus into the field when it appears, on devices with a mouse. */
  readonly autoFocus?: boolean | undefined;
  /** Buttons before the text, for example to attach a file. */
  readonly start?: ReactNode;
  /** Buttons after the text, before Send. */
  readonly end?: ReactNode;
}

/** Field to write a message in. It grows to eight lines; Enter sends, Shift+Enter starts a new line. */
export function Composer(props: ComposerProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const hintId = useId();
  const isDisabled = props.disabledReason !== undefined;
  const composer = useComposer({ ...props, isDisabled });
  const { text, length, inputRef } = composer;
  const isTooLong = length.charactersOver > 0;
  const placeholder = props.placeholder ?? labels.writeMessage;

  const { autoFocus } = props;
  useEffect(() => {
    // On a touch screen the keyboard would cover half of what the user came to read.
    const hasMouse = globalThis.matchMedia?.('(pointer: fine)').matches ?? true;
    if (autoFocus === true && hasMouse) inputRef.current?.focus({ preventScroll: true });
  }, [autoFocus, inputRef]);

  return (
    <form
      data-part="composer"
      data-state={isDisabled ? 'disabled' : isTooLong ? 'too-long' : undefined}
      aria-label={labels.writeMessage}
      onSubmit={(event) => event.preventDefault()}
    >
      <div data-part="composer-field">
        {!isDisabled && props.start}
        <div data-part="composer-grow" data-text={isDisabled ? '' : text}>
          <textarea
            ref={inputRef}
            data-part="composer-input"
            rows={1}
            // An empty field with "auto" would turn left-to-right in every interface.
            dir={text === '' ? undefined : 'auto'}
            aria-label={placeholder}
            aria-describedby={isTooLong ? hintId : undefined}
            placeholder={props.disabledReason ?? placeholder}
            {...composer.getInputProps()}
          />
        </div>
        {!isDisabled && length.isNearLimit && (
          <span
            data-part="composer-count"
            title={isTooLong ? undefined : labels.charactersLeft(length.left)}
          >
            {isTooLong
              ? `\u2212${format.number(length.charactersOver)}`
              : format.number(length.left)}
          </span>
        )}
        {!isDisabled && props.end}
        <button
          data-part="send-button"
          data-state={composer.canSend ? 'ready' : 'idle'}
          aria-label={labels.send}
          title={sendTitle()}
          {...composer.getSendButtonProps()}
        >
          {isDisabled ? <LockIcon /> : <SendIcon />}
        </button>
      </div>
      {isTooLong && (
        <p data-part="composer-hint" id={hintId}>
          {labels.tooLong(length.charactersOver)}
        </p>
      )}
    </form>
  );

  function sendTitle(): string {
    if (props.disabledReason !== undefined) return props.disabledReason;
    if (isTooLong) return labels.tooLong(length.charactersOver);
    return composer.canSend ? labels.send : labels.sendUnavailable;
  }
}
