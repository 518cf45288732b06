import { createChunk, type Chunk } from '../root/chunk.ts';

/** The parts of a connected chat that are needed now and then, all at once. */
export const connectedChunk: Chunk<typeof import('./later-parts.ts')> = createChunk(
  () => import('./later-parts.ts'),
);
