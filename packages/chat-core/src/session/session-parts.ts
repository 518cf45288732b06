import type { ServiceSide, ServiceSidePorts } from './compose-service-side.ts';
import type { CreateDelivery } from './outbox/delivery.ts';
import { createOutbox } from './outbox/outbox.ts';

/** The code of what talks to the service. */
export interface ServiceSideCode {
  createServiceSide(ports: ServiceSidePorts): ServiceSide;
  readonly createDelivery: CreateDelivery;
}

/** What a session is made of, as far as its code comes later or a test replaces it to prove that it would notice. */
export interface SessionParts {
  readonly createOutbox: typeof createOutbox;
  loadServiceSide(): Promise<ServiceSideCode>;
}

/** The parts that pages get. What the first frame does not need is one file, which is fetched while the token is. */
export const shippedParts: SessionParts = {
  createOutbox,
  loadServiceSide: () => import('./service-side.ts'),
};
