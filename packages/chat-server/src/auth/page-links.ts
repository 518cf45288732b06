import { badRequest } from '../service-error.ts';
import { decodeBase64Url, encodeBase64Url } from './base64.ts';

/** Where the next page begins and how it is made. Plain JSON. */
export type PageState = Readonly<Record<string, number | string>>;

/** Seals page states into opaque tokens and opens them again. */
export interface PageLinks {
  /** `binding` names the user and the list; the token opens only with the same one. */
  seal(binding: string, state: PageState): Promise<string>;
  /** @throws BadRequest when the token was made for something else, by someone else, or damaged. */
  open(binding: string, token: string): Promise<PageState>;
}

/** Makes page links that are signed with a key derived from the service's secret. */
export async function createPageLinks(secret: Uint8Array<ArrayBuffer>): Promise<PageLinks> {
  const encoder = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const root = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  const derived = await crypto.subtle.sign('HMAC', root, encoder.encode('page-links'));
  const key = await crypto.subtle.importKey('raw', derived, hmac, false, ['sign', 'verify']);
  // The state comes last and the binding as JSON, so the two cannot be shifted into each other.
  const signedText = (binding: string, state: string): Uint8Array<ArrayBuffer> =>
    encoder.encode(JSON.stringify([binding, state]));

  return {
    seal: async (binding, state) => {
      const text = JSON.stringify(state);
      const signature = await crypto.subtle.sign('HMAC', key, signedText(binding, text));
      return `${encodeBase64Url(encoder.encode(text))}.${encodeBase64Url(new Uint8Array(signature))}`;
    },
    open: async (binding, token) => {
      const [stateText = '', signatureText = ''] = token.split('.');
      try {
        const state = new TextDecoder().decode(decodeBase64Url(stateText));
        const signature = decodeBase64Url(signatureText);
        if (await crypto.subtle.verify('HMAC', key, signature, signedText(binding, state))) {
          // The signature proves that `seal` wrote it.
          return JSON.parse(state) as PageState;
        }
      } catch {
        // Not base64: the same answer as for a wrong signature.
      }
      throw badRequest(
        'The page link was not made for you and this list, so no page was returned. List again from the beginning.',
      );
    },
  };
}
