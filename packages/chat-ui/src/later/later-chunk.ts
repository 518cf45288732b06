import { createChunk, type Chunk } from '../root/chunk.ts';

/** The parts that are needed now and then. */
export type LaterParts = typeof import('./parts.ts');

/** Loads them, all at once. */
export const laterChunk: Chunk<LaterParts> = createChunk(() => import('./parts.ts'));
