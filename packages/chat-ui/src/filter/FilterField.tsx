import type { ReactNode } from 'react';
import { useLastingAnnouncement } from '../announcer/use-lasting-announcement.ts';
import { isOfInputMethod } from '../composer/input-method.ts';
import { FilterIcon } from '../icons/action-icons.tsx';

/** What was found is said when the user stops typing. */
const typingPauseMs = 600;

/** Props of {@link FilterField}. */
export interface FilterFieldProps {
  /** Name in the styling contract. */
  readonly part: string;
  /** Placeholder and accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How much is left, for screen readers. Said only while something is typed. */
  readonly outcome: string;
}

/** A field that narrows a list down. Escape empties it. */
export function FilterField(props: FilterFieldProps): ReactNode {
  const { part, label, value, onChange, outcome } = props;
  useLastingAnnouncement(value.trim() === '' ? '' : outcome, typingPauseMs);
  return (
    <label data-part={part}>
      <FilterIcon size={16} />
      <input
        type="search"
        value={value}
        placeholder={label}
        aria-label={label}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '' || isOfInputMethod(event.nativeEvent)) return;
          event.preventDefault();
          onChange('');
        }}
      />
    </label>
  );
}
