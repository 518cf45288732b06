/** What a user wanted of one of his messages, in the order of his deeds. */
export interface Intent {
  readonly kind: 'edit' | 'delete';
  readonly text: string;
  /** The tab in which he did it. */
  readonly tab: string;
  /** `unknown`: the page ended before it was told. */
  outcome: 'pending' | 'done' | 'refused' | 'unknown';
}

/** A message that a user has sent. */
export interface Submitted {
  readonly clientMessageId: string;
  readonly userId: string;
  readonly tab: string;
  readonly text: string;
  /** The user's messages that stood on the page when this one was typed below them. */
  readonly below: readonly string[];
  outcome: 'pending' | 'sent' | 'failed' | 'unknown';
  /** Why it failed. */
  reason?: string;
  readonly intents: Intent[];
}

/** All that the users have done, and nothing of how a client does it. */
export interface Model {
  readonly submitted: Submitted[];
  find(clientMessageId: string | undefined): Submitted | undefined;
  /** The page has ended: what it was not told of by then, nobody will be told of. */
  endTab(tab: string): void;
}

/** Creates an empty {@link Model}. */
export function createModel(): Model {
  const submitted: Submitted[] = [];
  return {
    submitted,
    find: (clientMessageId) =>
      submitted.find((message) => message.clientMessageId === clientMessageId),
    endTab(tab) {
      for (const message of submitted) {
        if (message.tab === tab && message.outcome === 'pending') message.outcome = 'unknown';
        for (const intent of message.intents)
          if (intent.tab === tab && intent.outcome === 'pending') intent.outcome = 'unknown';
      }
    },
  };
}

/** Watches how sending ends. */
export function followSending(message: Submitted, settled: Promise<string>): void {
  settled.then(
    () => {
      if (message.outcome === 'pending') message.outcome = 'sent';
    },
    (error: unknown) => {
      if (message.outcome !== 'pending') return;
      message.outcome = 'failed';
      message.reason = readReason(error);
    },
  );
}

/** Notes an intent, and watches how it ends. */
export function followIntent(
  message: Submitted,
  { kind, text, tab }: Pick<Intent, 'kind' | 'text' | 'tab'>,
  settled: Promise<void>,
): void {
  const intent: Intent = { kind, text, tab, outcome: 'pending' };
  message.intents.push(intent);
  const end = (outcome: Intent['outcome']) => (): void => {
    if (intent.outcome === 'pending') intent.outcome = outcome;
  };
  settled.then(end('done'), end('refused'));
}

/** As the row says it, whatever words the service has for it. */
function readReason(error: unknown): string {
  const { statusCode, code = String(error) } = Object(error);
  if (statusCode === 403) return 'forbidden';
  return statusCode === 404 ? 'gone' : String(code);
}
