import { useId, type ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { SharedHistory } from './adding.ts';

interface HistoryValue {
  readonly shared: SharedHistory;
  /** A day, such as 2026-03-11; empty while none is chosen. */
  readonly date: string;
}

/** Props of {@link HistoryChoice}. */
export interface HistoryChoiceProps {
  readonly value: HistoryValue;
  readonly onChange: (value: HistoryValue) => void;
}

/** How much of what was said people who are added may read: all, nothing, or from a day on. */
export function HistoryChoice({ value, onChange }: HistoryChoiceProps): ReactNode {
  const labels = useAllLabels();
  const name = useId();
  const choices: readonly [SharedHistory, string][] = [
    ['all', labels.historyAll],
    ['none', labels.historyNone],
    ['since', labels.historySince],
  ];
  return (
    <fieldset data-part="history-choice">
      <legend data-part="form-label">{labels.historyShared}</legend>
      {choices.map(([shared, text]) => (
        <label key={shared} data-part="person-option">
          <input
            type="radio"
            name={name}
            checked={value.shared === shared}
            onChange={() => onChange({ ...value, shared })}
          />
          {text}
        </label>
      ))}
      {value.shared === 'since' && (
        <input
          type="date"
          data-part="form-field"
          aria-label={labels.historySince}
          value={value.date}
          onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}
