import type { MiddlewareHandler } from 'hono';
import { isPresent } from '../domain/access.ts';
import { tooManyRequests } from '../service-error.ts';
import type { Operation } from './operations.ts';
import type { Budget } from './rate-limiter.ts';
import { rateLimits } from './rate-limits.ts';
import { isThreadId } from './request-guards.ts';
import type { RateLimit } from './rate-limits.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/**
 * Answers 429 when the caller, the thread, or he in this thread has asked for more than Azure's limits allow.
 * It comes after the checks of token and scope, so a request that they refuse costs nothing, and before the
 * request is read, so one that is refused later for what it says costs as much as any other.
 */
export function limitRate(
  services: RestServices,
  operation: Operation,
): MiddlewareHandler<RestEnv>[] {
  const { context, rateLimiter } = services;
  const { name, rateLimit } = operation;
  if (rateLimiter === undefined || rateLimit === undefined) return [];
  const bounds = rateLimits[rateLimit];
  const dependsOnThread = bounds.some(({ per }) => per !== 'user');

  const guard: MiddlewareHandler<RestEnv> = async (c, next) => {
    const actor = c.get('actor');
    const { userId } = actor;
    const threadId = c.req.param('threadId') ?? '';
    const isInside = await actor.read(
      async (tx) =>
        dependsOnThread && isThreadId(threadId) && (await isPresent(tx, userId, threadId)),
    );
    // What he asks of threads that he is not in is counted as one thread of his own: so strangers cannot use up
    // the budget of those inside, learn how busy they are, or make up keys.
    const place = isInside ? `in ${threadId}` : `outside ${userId}`;
    const budgets = bounds.map((bound) => budgetOf(rateLimit, bound, userId, place));
    const waitMs = rateLimiter.take(budgets, context.clock.now());
    if (waitMs > 0) {
      throw tooManyRequests(
        `Too many requests of this kind (${name}), so nothing was done. Try again after ${Math.ceil(waitMs / 1000)} s.`,
        waitMs,
      );
    }
    await next();
  };
  return [guard];
}

function budgetOf(name: string, bound: RateLimit, userId: string, place: string): Budget {
  const { per, most, windowMs } = bound;
  const who = { user: userId, thread: place, 'user-and-thread': `${userId} ${place}` }[per];
  return { key: `${name} ${windowMs} ${who}`, most, windowMs };
}
