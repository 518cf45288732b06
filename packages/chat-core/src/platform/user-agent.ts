/** The header that names the client. Pages may not always set `User-Agent`, so there Azure reads another one. */
export const userAgentHeader: 'User-Agent' | 'x-ms-useragent' = globalThis.process?.versions?.node
  ? 'User-Agent'
  : 'x-ms-useragent';
