'use client';

import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import type { PeopleDialogProps } from '../people/PeopleDialog.tsx';
import { useChunk } from '../root/chunk.ts';
import { useToasts } from '../toasts/toasts.ts';
import { peopleChunk } from './people-chunk.ts';

/** A `PeopleDialog` whose code is loaded when it opens. */
export function LazyPeopleDialog(props: PeopleDialogProps): ReactNode {
  const labels = useLabels();
  const toasts = useToasts();
  const loaded = useChunk(peopleChunk, () => {
    toasts.show({ text: labels.partNotLoaded });
    props.onClose();
  });
  return loaded === undefined ? null : <loaded.PeopleDialog {...props} />;
}
