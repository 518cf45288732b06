/** What talks to the service. Pages load it beside the first token: without one nothing here can do anything. */
export { createServiceSide } from './compose-service-side.ts';
export { createDelivery } from './outbox/delivery.ts';
