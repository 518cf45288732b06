import { decodeBase64, encodeBase64 } from './base64.ts';
import { ChatServiceError } from '../service-error.ts';
import type { Random } from '../runtime.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';

/** What makes this service this service. Kept in the storage, so tokens and links outlive a restart. */
export interface ServiceIdentity {
  readonly resourceId: string;
  readonly epoch: string;
  /** Base64 key of the identity endpoints. */
  readonly accessKey: string;
  /** Key of user tokens and page links. */
  readonly signingSecret: Uint8Array<ArrayBuffer>;
}

const shortestSecretBytes = 32;

/**
 * Reads the service's identity from the storage; what is missing is generated and stored first.
 * A given key or secret (base64) is used instead of the stored one and is not stored.
 * @throws ChatServiceError `StartFailed` when a given one is not base64 of at least 32 bytes.
 */
export async function loadServiceIdentity(
  storage: ChatStorage,
  random: Random,
  given: { readonly accessKey?: string | undefined; readonly signingSecret?: string | undefined },
): Promise<ServiceIdentity> {
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) assertSecret(name, value);
  }
  return await storage.transaction(async (tx) => {
    const stored = async (key: string, generate: () => string): Promise<string> => {
      const known = await tx.getMeta(key);
      if (known !== undefined) return known;
      const value = generate();
      await tx.putMeta(key, value);
      return value;
    };
    const generateSecret = (): string => encodeBase64(random.bytes(64));
    return {
      resourceId: await stored('resourceId', () => random.uuid()),
      epoch: await stored('epoch', () => random.uuid()),
      accessKey: given.accessKey ?? (await stored('accessKey', generateSecret)),
      signingSecret: decodeBase64(
        given.signingSecret ?? (await stored('signingSecret', generateSecret)),
      ),
    };
  });
}

function assertSecret(name: string, value: string): void {
  let length = 0;
  try {
    length = decodeBase64(value).length;
  } catch {
    // Reported below, together with a key that is too short.
  }
  if (length < shortestSecretBytes) {
    throw new ChatServiceError(
      'StartFailed',
      `The given ${name} is not base64 of at least ${shortestSecretBytes} bytes, so the service did not start. Make one with: openssl rand -base64 64`,
    );
  }
}
