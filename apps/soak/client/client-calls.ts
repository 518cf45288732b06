/** How a client process is set up. It gets this as JSON in its first argument. */
export interface ClientSetup {
  readonly name: string;
  /** Where the service says it is. */
  readonly endpoint: string;
  /** Where requests and sockets really go. */
  readonly proxyEndpoint: string;
  readonly userId: string;
  readonly displayName: string;
  /** Shared by the tabs of a device. */
  readonly databaseFile: string;
  readonly journalFile: string;
  readonly threadIds: readonly string[];
  /** Whether it hears that the service stores a message once that is sent twice. */
  readonly isIdempotent: boolean;
  readonly seed: number;
  readonly actionsPerSecond: number;
  readonly editShare: number;
  readonly deleteShare: number;
}

/** What a client shows of a thread. */
export interface ThreadView {
  /** Of its newest rows that the service knows. */
  readonly digest: string;
  /** Rows that are neither sent nor failed, and edits and deletions that are not confirmed. */
  readonly pending: number;
}

/** What a process holds open. */
export interface OpenResources {
  readonly timers: number;
  readonly sockets: number;
  readonly descriptors: number;
  readonly listeners: number;
}

/** What the soak can have a client process do. */
export type ClientCalls = {
  /** Connects and opens all threads. */
  start(): Promise<void>;
  setLoad(isOn: boolean): void;
  /** By how many ms the client's clock differs from the computer's. */
  setClock(offsetMs: number): void;
  hearTab(message: unknown): void;
  readViews(): Record<string, ThreadView>;
  /** The rows of one thread, oldest first, as they are compared. */
  readRows(threadId: string): string[];
  /** Disposes of everything. Resolves to what the process holds open then, and what it held before it began. */
  end(): Promise<{ before: OpenResources; after: OpenResources }>;
};

/** What a client process can have the soak do. */
export type SoakCalls = {
  issueToken(): Promise<string>;
  /** Hands a message to the other tabs of the device. */
  tellTabs(message: unknown): void;
};
