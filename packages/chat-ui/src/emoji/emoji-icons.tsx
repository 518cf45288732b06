import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/Icon.tsx';
import type { EmojiGroup } from './emoji-groups.ts';

/** Look for something. */
export function SearchIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <circle cx="9" cy="9" r="5" />
      <path d="m12.8 12.8 3.4 3.4" />
    </Icon>
  );
}

const strokes: Readonly<Record<EmojiGroup | 'recent', string>> = {
  recent: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM10 6.4V10l2.4 1.6',
  smileys:
    'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM7.8 8v.6M12.2 8v.6M7 11.4a3.6 3.6 0 0 0 6 0',
  people: 'M10 3.8a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4.4 16.2a5.6 5.6 0 0 1 11.2 0',
  animals: 'M5 15C3.6 9 7.6 4.4 16 4c.4 8-4 12.6-11 11zM4 16.4c1.6-3.2 3.6-5.4 6.6-7.2',
  food: 'M4.6 8.4h9v4a4 4 0 0 1-4 4H8.6a4 4 0 0 1-4-4zM13.6 9.6h1a1.9 1.9 0 0 1 0 3.8h-1.2M7.4 3.8v2M10.8 3.8v2',
  travel:
    'M4 12.8V10l1.6-4a1.6 1.6 0 0 1 1.5-1h5.8a1.6 1.6 0 0 1 1.5 1L16 10v2.8zM4.4 9.8h11.2M5.6 12.8v2M14.4 12.8v2',
  activities:
    'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5.2 5.8a6.4 6.4 0 0 1 0 8.4M14.8 5.8a6.4 6.4 0 0 0 0 8.4M10 3.5v13',
  objects: 'M7.8 13.6c0-1.8-2.3-2.6-2.3-5.4a4.5 4.5 0 0 1 9 0c0 2.8-2.3 3.6-2.3 5.4zM8.4 16.4h3.2',
  symbols:
    'M10 16C5.6 12.6 3.8 10.4 3.8 7.9a3.2 3.2 0 0 1 6.2-1.1 3.2 3.2 0 0 1 6.2 1.1c0 2.5-1.8 4.7-6.2 8.1z',
  flags: 'M5.2 16.8V3.8M5.2 4.6c3-1.4 5.4 1.4 9.6 0v7c-4.2 1.4-6.6-1.4-9.6 0',
};

/** Stands for a group. */
export function GroupIcon({ group }: { readonly group: EmojiGroup | 'recent' }): ReactNode {
  return (
    <Icon grid={20}>
      <path d={strokes[group]} />
    </Icon>
  );
}
