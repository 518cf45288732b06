import { createServiceSide } from '../session/service-side.ts';
import { createOutbox } from '../session/outbox/outbox.ts';
import type { SessionParts } from '../session/session-parts.ts';

/** The parts of a session without the wait for their code, which would be a chance outside the world. */
export const partsAtHand: SessionParts = {
  createOutbox,
  loadServiceSide: async () => createServiceSide,
};
