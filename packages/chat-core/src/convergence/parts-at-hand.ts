import { createServiceSide } from '../session/compose-service-side.ts';
import { createDelivery } from '../session/outbox/delivery.ts';
import { createOutbox } from '../session/outbox/outbox.ts';
import type { ServiceSideCode, SessionParts } from '../session/session-parts.ts';

export const serviceSideAtHand: ServiceSideCode = { createServiceSide, createDelivery };

/** The parts of a session without the wait for their code, which would be a chance outside the world. */
export const partsAtHand: SessionParts = {
  createOutbox,
  loadServiceSide: async () => serviceSideAtHand,
};
