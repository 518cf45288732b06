import type { MiddlewareHandler } from 'hono';
import { badRequest } from '../service-error.ts';
import type { Authorisation } from './operations.ts';
import type { RestEnv } from './rest-services.ts';

const versions: Readonly<Record<Authorisation['by'], ReadonlySet<string>>> = {
  // The stable versions of Azure's chat API, and the one that its clients use for the realtime settings.
  'user-token': new Set([
    '2021-03-07',
    '2021-09-07',
    '2023-11-07',
    '2024-03-07',
    '2024-09-01',
    '2025-03-15',
  ]),
  // Those of its identity API.
  'access-key': new Set(['2021-03-07', '2022-06-01', '2022-10-01', '2023-10-01', '2025-06-30']),
};

/** Refuses requests without an `api-version` that the service speaks. Previews are spoken like the newest. */
export function requireVersion(api: Authorisation['by']): MiddlewareHandler<RestEnv> {
  const known = versions[api];
  return async (c, next) => {
    const version = c.req.query('api-version') ?? '';
    if (!known.has(version) && !/^\d{4}-\d\d-\d\d-preview(\.\d+)?$/.test(version)) {
      const newest = [...known].at(-1);
      throw badRequest(
        `The query parameter "api-version" is missing or unknown, so nothing was done. Use api-version=${newest}.`,
      );
    }
    await next();
  };
}
