import type { OperationOptions } from '../options.ts';

/** Marks a call that is made once, whatever the client's retry options say. A refused token is replaced all the same. */
export const isMadeOnce: unique symbol = Symbol();

/** Options of a call that the session makes, or that an app makes: then it has no mark. */
export interface CallOnceOptions extends OperationOptions {
  readonly [isMadeOnce]?: boolean;
}

/**
 * Options of every call of a session, which decides itself what is repeated, and when: policies must not stack. A change that the client
 * repeats after a lost answer would also take the place of a later change from elsewhere.
 */
export function callOnce(abortSignal: AbortSignal): CallOnceOptions & { abortSignal: AbortSignal } {
  return { abortSignal, [isMadeOnce]: true };
}
