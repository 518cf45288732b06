import type { ServiceSide, ServiceSidePorts } from './service-side.ts';
import { createOutbox } from './outbox/outbox.ts';

/** What a session is made of, as far as its code comes later or a test replaces it to prove that it would notice. */
export interface SessionParts {
  readonly createOutbox: typeof createOutbox;
  loadServiceSide(): Promise<(ports: ServiceSidePorts) => ServiceSide>;
}

/** The parts that pages get. What the first frame does not need is one file, which is fetched while the token is. */
export const shippedParts: SessionParts = {
  createOutbox,
  loadServiceSide: async () => (await import('./service-side.ts')).createServiceSide,
};
