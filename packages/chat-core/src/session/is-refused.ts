import { isChatClientError } from '../errors.ts';

/** Of the answers that blame the request, those that may be another one next time. */
const passing: readonly (number | undefined)[] = [401, 408, 429];

/** Whether a call was refused for good: nothing has changed, and the same call would be refused again. */
export function isRefused(error: unknown): boolean {
  if (!isChatClientError(error)) return false;
  const { code, statusCode = 0 } = error;
  if (code === 'invalid-argument') return true;
  return statusCode >= 400 && statusCode < 500 && !passing.includes(statusCode);
}
