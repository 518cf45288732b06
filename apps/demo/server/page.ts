import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, createServer, preview, type InlineConfig, type Plugin } from 'vite';
import { findFreePort } from './free-port.ts';

/** The demo page while it is served. */
export interface DemoPage {
  /** Its address, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface PageOptions {
  /** 0 takes a free one; another is taken when this one is in use. */
  readonly port: number;
  /** Serves what is made for production, not the sources with changes shown at once. */
  readonly isBuilt: boolean;
  /** Answers requests for tokens. */
  readonly tokenRoute: (request: IncomingMessage, response: ServerResponse) => unknown;
}

/** Serves the page and the route for its tokens. */
export async function startPage({ port, isBuilt, tokenRoute }: PageOptions): Promise<DemoPage> {
  const tokens: Plugin = {
    name: 'demo-tokens',
    configureServer: ({ middlewares }) => void middlewares.use('/demo/token', tokenRoute),
    configurePreviewServer: ({ middlewares }) => void middlewares.use('/demo/token', tokenRoute),
  };
  const address = { host: 'localhost', port: await findFreePort(port) };
  const config: InlineConfig = {
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [tokens],
    server: address,
    preview: address,
  };
  if (isBuilt) await build(config);
  const server = isBuilt ? await preview(config) : await (await createServer(config)).listen();
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
