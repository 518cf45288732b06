import type { ComponentType, ReactNode } from 'react';
import { createChunk, type Chunk } from '../root/chunk.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';

/**
 * Creates a component whose code is loaded when it is first there, as a dialog is when it opens.
 *
 * @param from - Where it is.
 * @param pick - Chooses it among the parts.
 * @param alsoLoad - What it draws with, loaded at the same time.
 */
export function createLaterPart<Parts, Props extends object>(
  from: Chunk<Parts>,
  pick: (parts: Parts) => ComponentType<Props>,
  alsoLoad?: Chunk<unknown>,
): ComponentType<Props & { readonly onClose: () => void }> {
  const chunk = createChunk(async () => {
    const [parts] = await Promise.all([from.load(), alsoLoad?.load()]);
    return parts;
  });
  return function LaterPart(props: Props & { readonly onClose: () => void }): ReactNode {
    const parts = useLazyPart(chunk, props.onClose);
    if (parts === undefined) return null;
    const Part = pick(parts);
    return <Part {...props} />;
  };
}
