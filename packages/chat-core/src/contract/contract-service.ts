import { CommunicationIdentityClient } from '@azure/communication-identity';
import { serveChatService } from '@confab/chat-server/node';

import type { ContractTarget } from './contract-target.ts';

/** A service that a contract is run on. Its users are made by Azure's own identity client, whatever it is. */
export interface ContractService {
  readonly endpoint: string;
  readonly identity: CommunicationIdentityClient;
  close(): Promise<void>;
}

/** Opens the Azure resource that the target names, or a chat-server that is as strict as Azure about how often somebody may ask. */
export async function openContractService(target: ContractTarget): Promise<ContractService> {
  if (target.kind === 'azure') {
    const { endpoint, connectionString } = target;
    const identity = createIdentityClient(endpoint, connectionString);
    return { endpoint, identity, close: () => Promise.resolve() };
  }
  const { endpoint, connectionString, close } = await serveChatService({
    port: 0,
    storage: 'memory',
    rateLimits: 'acs',
  });
  return { endpoint, identity: createIdentityClient(endpoint, connectionString), close };
}

function createIdentityClient(
  endpoint: string,
  connectionString: string,
): CommunicationIdentityClient {
  const isLoopback = ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
  return new CommunicationIdentityClient(connectionString, { allowInsecureConnection: isLoopback });
}
