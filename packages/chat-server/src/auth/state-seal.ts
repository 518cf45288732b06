import { decodeBase64Url, encodeBase64Url } from './base64.ts';

/** What a caller carries for the service until he comes back. Plain JSON, readable by the caller. */
export type SealedState = Readonly<Record<string, number | string>>;

/**
 * Seals states into opaque tokens and opens them again, so that the service need not remember them: any process
 * with the same secret can open them.
 */
export interface StateSeal {
  /** `binding` says for whom and for what; the token opens only with the same one. URL-safe text. */
  seal(binding: string, state: SealedState): Promise<string>;
  /** `undefined` when the token was made for something else, by someone else, or is damaged. */
  open(binding: string, token: string): Promise<SealedState | undefined>;
}

/** Makes a seal that signs with a key of its own, derived from the service's secret for this purpose. */
export async function createStateSeal(
  secret: Uint8Array<ArrayBuffer>,
  purpose: string,
): Promise<StateSeal> {
  const encoder = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const root = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  const derived = await crypto.subtle.sign('HMAC', root, encoder.encode(purpose));
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
        // Base64 can write the same bytes in several ways; only what `seal` wrote is taken.
        const written = `${encodeBase64Url(encoder.encode(state))}.${encodeBase64Url(signature)}`;
        const signed = signedText(binding, state);
        if (written === token && (await crypto.subtle.verify('HMAC', key, signature, signed))) {
          // The signature proves that `seal` wrote it.
          return JSON.parse(state) as SealedState;
        }
      } catch {
        // Not base64: the same answer as for a wrong signature.
      }
      return undefined;
    },
  };
}
