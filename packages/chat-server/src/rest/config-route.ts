import type { Hono } from 'hono';
import { endpointOf } from './request-guards.ts';
import { realtimePath } from './rest-services.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Tells clients where realtime is and what the service does beyond Azure. */
export function registerConfigRoute(app: Hono<RestEnv>, services: RestServices): void {
  app.get('/chat/config/realTimeNotifications', (c) => {
    const endpoint = endpointOf(c, services);
    return c.json({
      trouterServiceUrl: `${endpoint}/trouter`,
      registrarServiceUrl: `${endpoint}/registrar`,
      cloudType: 'confab',
      // http becomes ws, https becomes wss.
      webSocketUrl: `${endpoint.replace(/^http/, 'ws')}${realtimePath}`,
      capabilities: ['idempotent-send'],
    });
  });
}
