import type { FailureContext } from '../chat-service-options.ts';

/** Anything that looks like a user token or an access key. */
const secrets = /eyJ[\w-]+\.[\w.-]+|accesskey=\S+|[A-Za-z0-9+/]{40,}={0,2}/g;

/**
 * One line of JSON for the log: when, what was asked for, and what failed where in the code. Never a header, a body or
 * a token.
 *
 * @param now Milliseconds since 1970-01-01T00:00:00Z.
 */
export function formatFailure(error: unknown, context: FailureContext, now: number): string {
  const { operation, requestId } = context;
  const failure = describe(error);
  return `${JSON.stringify({ time: new Date(now).toISOString(), requestId, operation, ...failure })}\n`;
}

interface Failure {
  readonly error: string;
  readonly code: unknown;
  readonly message: string | undefined;
  readonly stack: readonly string[] | undefined;
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { error: typeof error, code: undefined, message: undefined, stack: undefined };
  }
  return {
    error: error.name,
    code: 'code' in error ? error.code : undefined,
    // The parser of JSON quotes what it was given, which may be somebody's message.
    message: error instanceof SyntaxError ? undefined : error.message.replaceAll(secrets, '…'),
    // Without the first lines, which repeat the message.
    stack: error.stack?.split('\n').flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? []),
  };
}
