import { useLayoutEffect, useMemo, useRef } from 'react';
import { cleanText } from './clean-text.ts';
import type { UseComposerOptions } from './composer-options.ts';
import { measureMessage } from './message-length.ts';
import { sendBlockOf, type SendBlock } from './send-block.ts';
import { endOf, selectionOf } from './text-selection.ts';
import type { FieldText } from './use-field-text.ts';

/** What was handed over and still stands in the field: the same text is not handed over twice. */
interface HandedOver {
  readonly text: string;
  readonly editKey: string | undefined;
}

/** How what is written leaves the field. Both functions never change. */
export interface Submit {
  /** Sends or saves, once. `isPressed`: by Send itself, and not by a key in the field. */
  readonly submit: (isPressed: boolean) => void;
  readonly cancelEdit: () => void;
}

interface Latest {
  options: UseComposerOptions;
  field: FieldText;
  handedOver: HandedOver | undefined;
}

/** Hands the text of a field over to `onSend` or `onSave`. `blockedBy` is what this render says about that. */
export function useSubmit(
  options: UseComposerOptions,
  field: FieldText,
  blockedBy: SendBlock | undefined,
): Submit {
  const { text, editKey } = field;
  const latest = useRef<Latest>({ options, field, handedOver: undefined });
  useLayoutEffect(() => {
    const { handedOver } = latest.current;
    const isStillThere = handedOver?.text === text && handedOver.editKey === editKey;
    const isRepeatable = !isStillThere || blockedBy !== undefined;
    latest.current = { options, field, handedOver: isRepeatable ? undefined : handedOver };
  });

  return useMemo(() => {
    const focus = (): void => latest.current.field.inputRef.current?.focus({ preventScroll: true });

    const cancelEdit = (): void => {
      latest.current.options.editing?.onCancel();
      focus();
    };

    const save = (edited: string, original: string): void => {
      const { editing } = latest.current.options;
      if (edited === cleanText(original)) editing?.onCancel();
      else editing?.onSave(edited);
      focus();
    };

    const send = (written: string): void => {
      const { options: given, field: shown } = latest.current;
      const input = shown.inputRef.current;
      const selection = input === null ? endOf(written) : selectionOf(input);
      shown.write('', [0, 0]);
      focus();
      try {
        given.onSend(cleanText(written));
      } catch (error) {
        shown.write(written, selection, { place: true });
        throw error;
      }
    };

    const submit = (isPressed: boolean): void => {
      const { options: given, handedOver, field: shown } = latest.current;
      const { text: written, edit } = shown.latest.current;
      const block = sendBlockOf(given, {
        text: written,
        length: measureMessage(written, given.maxBytes),
        isEditing: edit !== undefined,
      });
      if (block !== undefined) {
        if (isPressed || block !== 'empty' || edit !== undefined) given.onBlocked?.(block);
        return;
      }
      if (handedOver?.text === written) return;
      latest.current.handedOver = { text: written, editKey: edit?.key };
      try {
        if (edit === undefined) send(written);
        else save(cleanText(written), edit.original);
      } catch (error) {
        latest.current.handedOver = undefined;
        if (given.onError === undefined) throw error;
        given.onError(error);
      }
    };

    return { submit, cancelEdit };
  }, []);
}
