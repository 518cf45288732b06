import type { Hono } from 'hono';
import { ChatServiceError } from '../service-error.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Where a supervisor asks whether the process lives. */
export const healthPath = '/health';

/** Where a load balancer asks whether to send requests here. */
export const readyPath = '/ready';

/**
 * Health for whoever runs the service, without a token and without a version. Neither answer says anything about
 * the inside, and both follow the rules for origins and host names.
 */
export function registerHealthRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context } = services;
  app.get(healthPath, (c) => c.json({ status: 'ok' }));
  app.get(readyPath, async (c) => {
    try {
      await context.storage.read((tx) => tx.getMeta('epoch'));
    } catch (error) {
      throw new ChatServiceError(
        'ServiceUnavailable',
        'The service cannot read its storage, so it takes no requests. Ask again later.',
        { cause: error },
      );
    }
    return c.json({ status: 'ok' });
  });
}
