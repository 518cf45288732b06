import type { Context } from 'hono';
import type { PageState } from '../auth/page-links.ts';
import { limits } from '../limits.ts';
import { badRequest } from '../service-error.ts';
import { readOptionalDate } from './dates.ts';
import { endpointOf } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** A list that is answered page by page. */
export interface PagedList<Row> {
  /** Names the list. A link opens only for the same name, path and user. */
  readonly name: string;
  /** At most `limit` rows, from where `position` says. */
  read(limit: number, position: PageState): Promise<readonly Row[]>;
  format(row: Row): object;
  /** Where the page after this one begins. `last` is this page's last row. */
  next(last: Row, position: PageState, count: number): PageState;
}

/** Answers `{ value, nextLink? }`. The query says where a first page begins; a link knows everything itself. */
export async function answerPage<Row>(
  c: Context<RestEnv>,
  services: RestServices,
  list: PagedList<Row>,
): Promise<Response> {
  const path = new URL(c.req.url).pathname.replace(/^\/+/, '/');
  const binding = JSON.stringify([c.get('actor').userId, list.name, c.req.param('threadId') ?? '']);
  const link = c.req.query('syncState');
  const position = link === undefined ? readStart(c) : await services.links.open(binding, link);
  const limit = Number(position['limit']);

  // One row more than asked for tells whether there is a next page.
  const rows = await list.read(limit + 1, position);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const value = page.map((row) => list.format(row));
  if (rows.length <= limit || last === undefined) return c.json({ value });

  const state = { ...position, ...list.next(last, position, page.length) };
  const query = new URLSearchParams({
    syncState: await services.links.seal(binding, state),
    'api-version': c.req.query('api-version') ?? '',
  });
  return c.json({ value, nextLink: `${endpointOf(c, services)}${path}?${query}` });
}

/** Serves a list that is short enough to be read whole. */
export function pageArray<Row>(
  name: string,
  readAll: () => Promise<readonly Row[]>,
  format: (row: Row) => object,
): PagedList<Row> {
  const skipOf = (position: PageState): number => Number(position['skip'] ?? 0);
  return {
    name,
    format,
    read: async (limit, position) => {
      const skip = skipOf(position);
      return (await readAll()).slice(skip, skip + limit);
    },
    next: (_last, position, count) => ({ skip: skipOf(position) + count }),
  };
}

function readStart(c: Context<RestEnv>): PageState {
  const from = readOptionalDate(c.req.query('startTime'), 'startTime');
  return {
    limit: readCount(c, 'maxPageSize', 1, limits.pageSize) ?? limits.defaultPageSize,
    skip: readCount(c, 'skip', 0, 1_000_000) ?? 0,
    ...(from !== undefined && { from }),
  };
}

function readCount(
  c: Context<RestEnv>,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < least || value > most) {
    throw badRequest(
      `"${name}" must be a whole number from ${least} to ${most}. Nothing was done.`,
    );
  }
  return value;
}
