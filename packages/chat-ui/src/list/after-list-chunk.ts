import { createChunk, type Chunk } from '../root/chunk.ts';

/** What comes after the list, all at once. */
export const afterListChunk: Chunk<typeof import('./after-list.ts')> = createChunk(
  () => import('./after-list.ts'),
);
