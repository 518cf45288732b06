/** The service does not let the user see something: he is not in the thread (403), or it is gone (404). */
export type Refusal = 403 | 404;

/** Which refusal an error is. `undefined` for any other error. */
export function readRefusal(error: unknown): Refusal | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return status === 403 || status === 404 ? status : undefined;
}

/** What `read` gives; `undefined` when the service refuses it. */
export async function unlessRefused<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return undefined;
  }
}
