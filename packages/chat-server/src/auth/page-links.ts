import { badRequest } from '../service-error.ts';
import { createStateSeal } from './state-seal.ts';
import type { SealedState } from './state-seal.ts';

/** Where the next page begins and how it is made. Plain JSON. */
export type PageState = SealedState;

/** Seals page states into opaque tokens and opens them again. */
export interface PageLinks {
  /** `binding` names the user and the list; the token opens only with the same one. */
  seal(binding: string, state: PageState): Promise<string>;
  /** @throws BadRequest when the token was made for something else, by someone else, or damaged. */
  open(binding: string, token: string): Promise<PageState>;
}

/** Makes page links that are signed with a key derived from the service's secret. */
export async function createPageLinks(secret: Uint8Array<ArrayBuffer>): Promise<PageLinks> {
  const { seal, open } = await createStateSeal(secret, 'page-links');
  return {
    seal,
    open: async (binding, token) => {
      const state = await open(binding, token);
      if (state !== undefined) return state;
      throw badRequest(
        'The page link was not made for you and this list, so no page was returned. List again from the beginning.',
      );
    },
  };
}
