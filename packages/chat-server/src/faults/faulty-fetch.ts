import { findOperation } from '../rest/operations.ts';
import type { FaultPlan } from './fault-plan.ts';
import { formatFaultyAnswer, truncateBody } from './faulty-answer.ts';
import { LostConnectionError } from './lost-connection-error.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Answers a request. */
export type AnswerRequest = (request: Request) => Promise<Response>;

/**
 * Puts the plan's troubles between the callers and `answer`, which knows nothing of them. The result rejects with
 * {@link LostConnectionError} where the network would have failed.
 */
export function injectRestFaults(
  answer: AnswerRequest,
  plan: FaultPlan,
  room: WaitingRoom,
): AnswerRequest {
  return async (request) => {
    if (!plan.hasRestRules) return await answer(request);
    const operation = findOperation(request.method, new URL(request.url).pathname);
    if (operation === undefined) return await answer(request);

    const { rule, delayMs, responseDelayMs } = plan.strikeRequest(operation.name);
    if (delayMs > 0) await room.wait(delayMs);
    if (rule?.fault === 'lose-request') throw new LostConnectionError();
    if (rule?.fault === 'status') {
      // What is refused here must look like every answer of the service, above all to a browser's origin check.
      // An answer that changes nothing lends its headers.
      const plain = await answer(withoutOperation(request));
      return formatFaultyAnswer(plain.headers, rule.status, rule.retryAfterSeconds);
    }
    const response = await answer(request);
    if (responseDelayMs > 0) await room.wait(responseDelayMs);
    switch (rule?.fault) {
      case 'lose-response':
        await response.body?.cancel();
        throw new LostConnectionError();
      case 'truncate-body':
        return await truncateBody(response, room);
      case 'commit-then-503':
        await response.body?.cancel();
        return formatFaultyAnswer(response.headers, 503, rule.retryAfterSeconds);
      default:
        return response;
    }
  };
}

/** The same caller's request for something that is not there. */
function withoutOperation(request: Request): Request {
  const headers = new Headers();
  for (const name of ['origin', 'x-ms-client-request-id']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Request(new URL('/', request.url), { headers });
}
