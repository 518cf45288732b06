import type { Hono } from 'hono';
import { officialPaths } from '../official-realtime/official-routes.ts';
import { endpointOf } from './request-guards.ts';
import { realtimePath } from './rest-services.ts';
import { registerOperation } from './register-operation.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Tells clients where realtime is and what the service does beyond Azure. */
export function registerConfigRoute(app: Hono<RestEnv>, services: RestServices): void {
  const { attachments } = services;
  registerOperation(app, services, 'getRealtimeConfig', (c) => {
    const endpoint = endpointOf(c, services);
    const azure = {
      trouterServiceUrl: `${endpoint}${officialPaths.trouter}`,
      registrarServiceUrl: `${endpoint}${officialPaths.registrar}`,
      cloudType: 'confab',
    };
    if (services.realtime === 'azure') return c.json(azure);
    return c.json({
      ...azure,
      // http becomes ws, https becomes wss.
      webSocketUrl: `${endpoint.replace(/^http/, 'ws')}${realtimePath}`,
      capabilities: [
        ...(services.context.behaviours.idempotentSends ? ['idempotent-send'] : []),
        ...(attachments === undefined ? [] : ['attachments']),
      ],
      ...(attachments !== undefined && { attachments }),
    });
  });
}
