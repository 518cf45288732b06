import type { ChatThreadClientOptions } from '../options.ts';
import type { RestClient } from './rest-client.ts';

/** Where a client puts its pipeline into the options of its thread clients, so that they share its token. */
export const sharedRestClient: unique symbol = Symbol();

/** Options of a thread client that a client made, or that the app made itself: then they have no pipeline. */
export interface SharingOptions extends ChatThreadClientOptions {
  readonly [sharedRestClient]?: RestClient;
}
