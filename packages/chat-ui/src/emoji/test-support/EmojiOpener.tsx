import { useState, type ReactNode } from 'react';
import { EmojiPicker } from '../EmojiPicker.tsx';

/** A field as that of a composer, with a button that opens the picker. What is picked is added to the text. */
export function EmojiOpener({
  onSelect,
}: {
  readonly onSelect?: (emoji: string) => void;
}): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [text, setText] = useState('');
  const [field, setField] = useState<HTMLElement | null>(null);
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center', justifyContent: 'end' }}>
      <input
        ref={setField}
        data-part="form-field"
        aria-label="Message"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="button"
        data-part="plain-button"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Emoji
      </button>
      {anchor && (
        <EmojiPicker
          anchor={anchor}
          returnFocusTo={field}
          onSelect={(emoji) => {
            // As a composer does, so that the emoji stands at its caret.
            field?.focus();
            setText((before) => before + emoji);
            onSelect?.(emoji);
          }}
          onClose={() => setAnchor(null)}
        />
      )}
    </div>
  );
}
