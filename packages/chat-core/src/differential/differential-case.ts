import type {
  ChatClient as OfficialChatClient,
  ChatClientOptions as OfficialChatClientOptions,
  ChatThreadClient as OfficialChatThreadClient,
} from '@azure/communication-chat';

import type { RestOperationName } from '../rest/operations.ts';
import type { DifferenceId } from './deliberate-differences.ts';
import type { RecordedRequest } from './scripted-http-client.ts';

/** The methods that both clients are driven through: all that make REST calls by themselves. */
export type DrivenMethod = Exclude<RestOperationName, 'startRealtimeNotifications'>;

type Public<Class> = Pick<Class, keyof Class>;

/** What a case may do with a client, whichever of the two it is. */
export interface Clients {
  readonly chat: Omit<Public<OfficialChatClient>, 'getChatThreadClient'>;
  /** A client for the thread that every case talks about. It stays the same one for the whole case. */
  readonly thread: Public<OfficialChatThreadClient>;
  /** A client for another thread. */
  openThread(threadId: string): Public<OfficialChatThreadClient>;
  /** What was sent so far, for a case that waits for it. */
  readonly requests: readonly RecordedRequest[];
  /** What the case wants compared beside its result: the calls of a policy, for instance. */
  readonly notes: unknown[];
  /** Moves the time of day that both clients see, in a case with `isTimeSet`. */
  advanceTime(byMs: number): void;
}

/** Options of both clients. The official ones honour `apiVersion` without naming it. */
export type SharedClientOptions = OfficialChatClientOptions & { readonly apiVersion?: string };

/** What the scripted service does with one request. */
export type Answer =
  | {
      readonly status: number;
      /** Written as JSON, with that content type. */
      readonly json?: unknown;
      /** Body of another kind. Its content type is `text/html` unless `headers` says otherwise. */
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection fails with this code, in the form that the HTTP clients of the official packages give it. */
  | { readonly failsWith: string }
  /** The HTTP client of the app throws this. */
  | { readonly throws: Error }
  /** No answer comes until the call is aborted, or its time is over. */
  | { readonly hangs: true };

/** One call, or a few that belong together, that is made of both clients. */
export interface DifferentialCase {
  /** States the behaviour. */
  readonly name: string;
  readonly operation: DrivenMethod;
  /** One for each request, in order; the last one answers all further requests. */
  readonly answers: readonly Answer[];
  readonly run: (clients: Clients) => Promise<unknown>;
  /** Default `https://contoso.communication.azure.com`. */
  readonly endpoint?: string;
  /** Thread of {@link Clients.thread}. */
  readonly threadId?: string;
  /** Made for each client anew. */
  readonly options?: (notes: unknown[]) => SharedClientOptions;
  /** Whether the time of day stands still, but for {@link Clients.advanceTime}. Dates are then of another class, so none may be an argument. */
  readonly isTimeSet?: true;
  /** Milliseconds until each token ends that the credential hands out, one for each question, the last one for ever. Default: a day. */
  readonly tokenLifetimesMs?: readonly number[];
  /** The credential throws this instead of giving a token. */
  readonly credentialError?: Error;
  /** Set where our client is meant to behave otherwise. */
  readonly difference?: {
    readonly id: DifferenceId;
    /** What ours does. It is matched, so that it may name only what matters. */
    readonly intended: IntendedBehaviour;
  };
}

/** What our client does where it is meant to differ. */
export interface IntendedBehaviour {
  readonly requestCount: number;
  /** What the call resolves to. */
  readonly value?: unknown;
  /** Fields of the error that the call rejects with. */
  readonly error?: Readonly<Record<string, unknown>>;
  readonly notes?: readonly unknown[];
}
