import type { ChatClient } from '../../chat-client.ts';
import type { ChatClientOptions } from '../../options.ts';
import type { CommunicationTokenCredential } from '../../token-credential.ts';

/** Somebody with an account at the stage's service. */
export interface ContractUser {
  readonly userId: string;
  readonly token: string;
  readonly identifier: { readonly communicationUserId: string };
}

/** A client whose way to the service the stage can cut. */
export interface ContractClient {
  readonly client: ChatClient;
  /** Ends the connection. Until {@link ContractClient.restore} none can be made. */
  cut(): void;
  restore(): void;
}

/** Where the realtime contract is played: a service, and clients that hear it over one transport. */
export interface ContractStage {
  createUser(name: string): Promise<ContractUser>;
  /** A client that hears events over the stage's transport. The stage stops it at its end. */
  createClient(
    credential: CommunicationTokenCredential,
    options?: ChatClientOptions,
  ): ContractClient;
  /** A client that only makes requests. */
  createActor(user: ContractUser): ChatClient;
  /** Asserts again and again, while time passes, until it holds. */
  eventually(assert: () => void): Promise<void>;
  /** Waits for what `start` of a client gives, while time passes. */
  settle<Value>(promise: Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** What differs between transports, and is documented as that. */
export interface ContractFacts {
  readonly transport: 'web-socket' | 'signaling' | 'polling';
  /** What messages are called that hold text, and HTML. */
  readonly types: { readonly text: string; readonly html: string };
  /** Whether typing is heard. */
  readonly typing: boolean;
  /** Whether what happened during a loss follows. */
  readonly recovers: boolean;
  /** Whether messages say their place in the thread. */
  readonly sequenceIds: boolean;
  /** Whether messages without attachments have an empty list of them. */
  readonly emptyAttachments: boolean;
  /** Whether the end of a thread says who caused it, and why. */
  readonly namesDeleter: boolean;
}
