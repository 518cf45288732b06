'use client';

import { useEffect, useReducer } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';
import { useChunk, type Chunk } from './chunk.ts';

/**
 * The code of something that floats and is open, or `undefined` while it is on its way. When it cannot be loaded, a notice says so and
 * offers to try again: then it opens. Taking the notice away closes what is open.
 */
export function useLazyPart<T>(chunk: Chunk<T>, onClose: () => void): T | undefined {
  const labels = useLabels();
  const toasts = useToasts();
  // It is drawn inside its provider, which is in the document only after the first commit of both.
  const [isMounted, mount] = useReducer(() => true, false);
  useEffect(mount, [mount]);
  const loaded = useChunk(chunk, (retry) => {
    toasts.show({
      text: labels.partNotLoaded,
      actionLabel: labels.tryAgain,
      onAction: retry,
      onDismiss: onClose,
    });
  });
  return isMounted ? loaded : undefined;
}
