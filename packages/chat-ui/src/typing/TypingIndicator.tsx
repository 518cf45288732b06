'use client';

import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link TypingIndicator}. */
export interface TypingIndicatorProps {
  /** Names of the people who are writing, without the reader. */
  readonly names: readonly string[];
}

/** Says who is writing. Its height is reserved while nobody is, so that nothing moves when somebody starts. */
export function TypingIndicator({ names }: TypingIndicatorProps): ReactNode {
  const labels = useLabels();
  return (
    <div data-part="typing" data-state={names.length > 0 ? 'active' : 'idle'}>
      {names.length > 0 && (
        <div data-part="typing-line">
          <span data-part="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span data-part="typing-text" dir="auto">
            {labels.typing(names)}
          </span>
        </div>
      )}
    </div>
  );
}
