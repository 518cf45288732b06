import type { ChatThreadClientOptions } from '../options.ts';
import type { RestClient } from './rest-client.ts';

const sharedRestClient: unique symbol = Symbol('shared REST client');

interface SharingOptions extends ChatThreadClientOptions {
  readonly [sharedRestClient]?: RestClient;
}

/** Puts a client's pipeline into the options of its thread clients, so that they share its token. */
export function shareRestClient(
  options: ChatThreadClientOptions,
  rest: RestClient,
): ChatThreadClientOptions {
  const sharing: SharingOptions = { ...options, [sharedRestClient]: rest };
  return sharing;
}

/** The pipeline that {@link shareRestClient} put into `options`; `undefined` when the app made them itself. */
export function findSharedRestClient(options: ChatThreadClientOptions): RestClient | undefined {
  const sharing: SharingOptions = options;
  return sharing[sharedRestClient];
}
