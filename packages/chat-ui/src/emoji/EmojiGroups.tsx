'use client';

import { useId, type ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { emojiGroups } from './emoji-groups.ts';
import { GroupIcon } from './emoji-icons.tsx';
import type { EmojiSection } from './emoji-sections.ts';
import { sectionName } from './section-name.ts';

/** Props of {@link EmojiGroups}. */
export interface EmojiGroupsProps {
  /** There are recent emoji. */
  readonly hasRecent: boolean;
  /** The group that is in view. */
  readonly current: EmojiSection['id'] | undefined;
  readonly onChoose: (id: EmojiSection['id']) => void;
}

/** Leads to each group. One tab stop: the browser's own keys of a choice of one. */
export function EmojiGroups({ hasRecent, current, onChoose }: EmojiGroupsProps): ReactNode {
  const labels = useAllLabels();
  const name = useId();
  const ids = [...(hasRecent ? (['recent'] as const) : []), ...emojiGroups];
  return (
    <div role="radiogroup" data-part="emoji-groups" aria-label={labels.emojiGroups}>
      {ids.map((id) => (
        <label key={id} data-part="emoji-group" title={sectionName(id, labels)}>
          <input
            type="radio"
            name={name}
            aria-label={sectionName(id, labels)}
            checked={id === current}
            onChange={() => onChoose(id)}
          />
          <GroupIcon group={id} />
        </label>
      ))}
    </div>
  );
}
