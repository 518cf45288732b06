import { useEffect, type ReactNode } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { AlertIcon } from '../icons/status-icons.tsx';

/** Props of {@link ProblemLine}. */
export interface ProblemLineProps {
  /** What went wrong and what to do. `undefined`: nothing did. */
  readonly text: string | undefined;
  /** For `aria-describedby` of the field that it is about. */
  readonly id?: string | undefined;
}

/** What went wrong with the last try, beside what the user tried. Said at once to screen readers. */
export function ProblemLine({ text, id }: ProblemLineProps): ReactNode {
  const announcer = useAnnouncer();
  useEffect(() => {
    if (text !== undefined) announcer.alert(text);
  }, [announcer, text]);
  if (text === undefined) return null;
  return (
    <p data-part="problem" id={id} dir="auto">
      <AlertIcon />
      <span>{text}</span>
    </p>
  );
}
