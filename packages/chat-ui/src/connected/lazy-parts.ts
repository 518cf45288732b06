'use client';

import type { ComponentType } from 'react';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';
import type { PeopleDialogProps } from '../people/PeopleDialog.tsx';
import type { PeoplePanelProps } from '../people/PeoplePanel.tsx';
import type { SearchPanelProps } from '../search/SearchPanel.tsx';
import { connectedChunk } from './connected-chunk.ts';
import type { JumpNoticeProps } from './JumpNotice.tsx';

/** `PeoplePanel`, whose code is loaded when somebody looks at it. */
export const LazyPeoplePanel: ComponentType<PeoplePanelProps & Closable> = createLaterPart(
  connectedChunk,
  (parts) => parts.PeoplePanel,
);

/** `PeopleDialog`, whose code is loaded when it opens. */
export const LazyPeopleDialog: ComponentType<PeopleDialogProps> = createLaterPart(
  connectedChunk,
  (parts) => parts.PeopleDialog,
  laterChunk,
);

/** `JumpNotice`, whose code is loaded with the first jump. */
export const LazyJumpNotice: ComponentType<JumpNoticeProps> = createLaterPart(
  connectedChunk,
  (parts) => parts.JumpNotice,
);

/** `SearchPanel`, whose code is loaded when somebody looks for something. */
export const LazySearchPanel: ComponentType<SearchPanelProps> = createLaterPart(
  connectedChunk,
  (parts) => parts.SearchPanel,
);

/** Called when the part is not wanted any more, because its code could not be loaded. */
interface Closable {
  readonly onClose: () => void;
}
