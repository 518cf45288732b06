import { createChunk, type Chunk } from '../root/chunk.ts';

/** The dialog that chooses people: loaded when somebody is to be added, or a thread to be started. */
export const peopleChunk: Chunk<typeof import('../people/PeopleDialog.tsx')> = createChunk(
  () => import('../people/PeopleDialog.tsx'),
);
