import { ChatClientError } from '../errors.ts';

/**
 * Checks a service's address and gives it back without a slash at its end.
 *
 * @throws ChatClientError with code `invalid-argument` when it is not an https URL, or an http one of this machine. Over plain http to
 *   another machine everybody on the way could read the user's token.
 */
export function parseEndpoint(endpoint: string): string {
  const url = parseUrl(endpoint);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw createEndpointError(
      'The endpoint is not a URL, so the client cannot be created. Pass the address of your chat service, such as "https://<resource>.communication.azure.com".',
    );
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw createEndpointError(
      `The endpoint http://${url.host} is on another machine and not encrypted, so the client will not send a token there. Use https; plain http works only with localhost.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether a URL's host is this machine: `localhost`, a name below it, 127.x.x.x or [::1]. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/**
 * The absolute URL of a page's link, which the service may write absolute or relative to the endpoint.
 *
 * @throws ChatClientError with code `foreign-link` when it leads to another origin: the token must not go there.
 */
export function resolveLink(endpoint: string, link: string, operation: string): string {
  const isRelative = !/^([a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(link);
  const absolute = isRelative ? `${endpoint}/${link.replace(/^\//, '')}` : link;
  const url = parseUrl(absolute, endpoint);
  if (url === undefined || url.origin !== new URL(endpoint).origin) {
    throw new ChatClientError({
      code: 'foreign-link',
      operation,
      message: `The service's link to the next page leads to ${url === undefined ? 'no valid address' : url.origin}, not to ${endpoint}. It was not followed, because the user's token would have gone there. Check the service's public address, or the proxy in front of it.`,
    });
  }
  return url.href;
}

function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

function createEndpointError(message: string): ChatClientError {
  return new ChatClientError({ code: 'invalid-argument', operation: 'constructor', message });
}
