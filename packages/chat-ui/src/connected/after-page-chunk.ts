import { createChunk, type Chunk } from '../root/chunk.ts';

/** What comes after the page, all at once. */
export const afterPageChunk: Chunk<typeof import('./after-page.ts')> = createChunk(
  () => import('./after-page.ts'),
);
