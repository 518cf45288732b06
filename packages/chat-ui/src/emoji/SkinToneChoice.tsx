'use client';

import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { skinToneChoices } from './emoji-groups.ts';
import { addSkinTone, type SkinTone } from './skin-tone.ts';

/** What shows a tone. */
const hand = '✋';

/** Props of {@link SkinToneChoice}. */
export interface SkinToneChoiceProps {
  readonly tone: SkinTone;
  readonly onChange: (tone: SkinTone) => void;
}

/** A button that opens the choice of a tone of skin in its place. */
export function SkinToneChoice({ tone, onChange }: SkinToneChoiceProps): ReactNode {
  const labels = useAllLabels();
  const name = useId();
  const nameId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const choice = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const toneName = skinToneChoices.find(([one]) => one === tone)?.[1] ?? 'default';

  function open(): void {
    flushSync(() => setIsOpen(true));
    choice.current?.querySelector<HTMLElement>(':checked')?.focus();
  }

  function close(): void {
    flushSync(() => setIsOpen(false));
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }

  if (!isOpen) {
    return (
      <button
        ref={button}
        type="button"
        data-part="emoji-tone"
        aria-label={`${labels.skinTone}: ${labels.skinToneName(toneName)}`}
        title={labels.skinTone}
        onClick={open}
      >
        {addSkinTone(hand, tone)}
      </button>
    );
  }
  return (
    <>
      <span id={nameId} data-part="emoji-tones-name">
        {labels.skinTone}
      </span>
      <div
        ref={choice}
        role="radiogroup"
        // The choices take the focus.
        tabIndex={-1}
        data-part="emoji-tones"
        aria-labelledby={nameId}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
        }}
      >
        {skinToneChoices.map(([one, oneName]) => (
          <label key={oneName} data-part="emoji-tone" title={labels.skinToneName(oneName)}>
            <input
              type="radio"
              name={name}
              aria-label={labels.skinToneName(oneName)}
              checked={one === tone}
              onChange={() => onChange(one)}
              // An arrow key counts as a click, too, but not as one of a pointer.
              onClick={(event) => {
                if (event.detail > 0) close();
              }}
            />
            {addSkinTone(hand, one)}
          </label>
        ))}
      </div>
    </>
  );
}
