/** What a connected chat loads once it is shown: it speaks of what happens from then on. Nothing in it is needed for the first frame. */
export { announceThread } from './announce-thread.ts';
export { tellFailuresElsewhere } from './tell-failures-elsewhere.ts';
