'use client';

import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { LockIcon, SendIcon } from '../icons/action-icons.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import type { UseComposerOptions } from './composer-options.ts';
import { ComposerFieldContext } from './composer-field.ts';
import { ComposerBanner } from './ComposerBanner.tsx';
import { SaveIcon } from './SaveIcon.tsx';
import type { SendBlock } from './send-block.ts';
import { useComposer } from './use-composer.ts';

/** More characters than eight lines hold. What is written behind them costs no second layout. */
const measuredLength = 4_000;

/** Props of {@link Composer}. */
export interface ComposerProps extends Omit<UseComposerOptions, 'isDisabled'> {
  /** Also the accessible name of the field. Default: "Write a message". */
  readonly placeholder?: string | undefined;
  /** Set while writing is not possible: the reason, shown in the place of the placeholder. */
  readonly disabledReason?: string | undefined;
  /** Puts the focus into the field when it appears, on devices with a mouse. */
  readonly autoFocus?: boolean | undefined;
  /** Inside the field, above the text, for example a `ComposerBanner`. Not shown while a message is edited. */
  readonly above?: ReactNode;
  /** Buttons before the text, for example to attach a file. Not shown while a message is edited. */
  readonly start?: ReactNode;
  /** Buttons after the text, before Send. */
  readonly end?: ReactNode;
  /** What helps to write, such as `ComposerTools`: it finds the field by itself. Also there while a message is edited. */
  readonly tools?: ReactNode;
  /** A line under the field, for example that messages go out when the connection is back. */
  readonly hint?: ReactNode;
}

/**
 * Field to write a message in. It grows to eight lines; Enter sends, Shift+Enter starts a new line. With `editing` it
 * changes a message instead, and has the draft back afterwards.
 */
export function Composer(props: ComposerProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const announcer = useAnnouncer();
  const hintId = useId();
  const isDisabled = props.disabledReason !== undefined;
  const composer = useComposer({
    ...props,
    isDisabled,
    onBlocked: (block) => {
      announcer.say(reasonOf(block));
      props.onBlocked?.(block);
    },
  });
  const { text, length, inputRef, blockedBy } = composer;
  const field = useMemo(() => ({ inputRef, text }), [inputRef, text]);
  const isEditing = composer.isEditing && !isDisabled;
  const isTooLong = length.charactersOver > 0;
  const name = isEditing ? labels.editMessage : (props.placeholder ?? labels.writeMessage);
  const problem =
    blockedBy === 'too-long' || (blockedBy === 'empty' && isEditing)
      ? reasonOf(blockedBy)
      : undefined;
  const hint = problem ?? props.hint;
  const hasHint = hint !== undefined && hint !== null && hint !== false && hint !== '';
  const action = isEditing ? labels.saveEdit : labels.send;

  const { autoFocus } = props;
  useEffect(() => {
    // On a touch screen the keyboard would cover half of what the user came to read.
    const hasMouse = globalThis.matchMedia?.('(pointer: fine)').matches ?? true;
    if (autoFocus === true && hasMouse) inputRef.current?.focus({ preventScroll: true });
  }, [autoFocus, inputRef]);

  const tooLong = blockedBy === 'too-long' ? labels.tooLong(length.charactersOver) : undefined;
  const wasTooLong = useRef(tooLong !== undefined);
  useEffect(() => {
    // Once, when the limit is crossed: the number changes with every key.
    if (tooLong !== undefined && !wasTooLong.current) announcer.say(tooLong);
    wasTooLong.current = tooLong !== undefined;
  }, [tooLong, announcer]);

  return (
    <form
      data-part="composer"
      data-state={formState()}
      aria-label={labels.writeMessage}
      onSubmit={(event) => event.preventDefault()}
    >
      <ComposerFieldContext.Provider value={field}>
        <div data-part="composer-field">
          {isEditing && (
            <ComposerBanner
              title={labels.editMessage}
              text={props.editing?.text ?? ''}
              closeLabel={labels.cancelEdit}
              onClose={composer.cancelEdit}
            />
          )}
          {!isDisabled && !isEditing && props.above}
          {!isDisabled && props.tools}
          <div data-part="composer-line">
            {!isDisabled && !isEditing && props.start}
            <div
              data-part="composer-grow"
              data-text={(props.disabledReason ?? text).slice(0, measuredLength)}
            >
              <textarea
                ref={inputRef}
                data-part="composer-input"
                rows={1}
                // An empty field with "auto" would turn left-to-right in every interface.
                dir={text === '' ? undefined : 'auto'}
                aria-label={name}
                aria-describedby={hasHint ? hintId : undefined}
                placeholder={props.disabledReason ?? name}
                title={props.disabledReason}
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
              aria-label={action}
              title={blockedBy === undefined ? action : reasonOf(blockedBy)}
              {...composer.getSendButtonProps()}
            >
              {isDisabled ? <LockIcon /> : isEditing ? <SaveIcon /> : <SendIcon />}
            </button>
          </div>
        </div>
      </ComposerFieldContext.Provider>
      {hasHint && (
        <p data-part="composer-hint" id={hintId}>
          {hint}
        </p>
      )}
    </form>
  );

  function formState(): string | undefined {
    if (isDisabled) return 'disabled';
    if (isTooLong) return 'too-long';
    if (isEditing) return 'editing';
    return props.isLoading === true ? 'loading' : undefined;
  }

  function reasonOf(block: SendBlock): string {
    if (block === 'disabled') return props.disabledReason ?? labels.cannotWrite;
    if (block === 'loading') return labels.draftLoading;
    if (block === 'too-long') return labels.tooLong(length.charactersOver);
    return composer.isEditing ? labels.emptyEdit : labels.sendUnavailable;
  }
}
