import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ChatServiceError } from '../service-error.ts';

/** What a TLS server shows and what it signs with, both as PEM text. */
export interface ServerCertificate {
  /** The certificate, followed by those that lead to a known authority. */
  readonly cert: string;
  readonly key: string;
}

/**
 * Checks that the two belong together, so that a mix-up shows at the start and not at the first client.
 * @throws ChatServiceError `StartFailed` when one of them cannot be read, or they do not fit.
 */
export function checkCertificate({ cert, key }: ServerCertificate): void {
  if (!fits(cert, key)) {
    throw new ChatServiceError(
      'StartFailed',
      'The TLS certificate and the TLS key do not belong together, or one of them is not PEM text, so the service did not start. Give both files as your certificate authority made them.',
    );
  }
}

function fits(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
