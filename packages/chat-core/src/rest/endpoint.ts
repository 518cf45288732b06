import { ChatClientError } from '../errors.ts';
import { createArgumentError } from '../validate.ts';

/**
 * Checks a service's address and gives it back without a slash at its end.
 *
 * @throws ChatClientError with code `invalid-argument` when it is not an https URL, or an http one of this machine. Over plain http to
 *   another machine everybody on the way could read the user's token.
 */
export function parseEndpoint(endpoint: string): string {
  const url = parseUrl(endpoint);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw createArgumentError('constructor', 'The endpoint is not a URL with https');
  }
  if (!isSecretAddress(url)) {
    throw createArgumentError(
      'constructor',
      `The endpoint http://${url.host} is not encrypted; only localhost may do without https`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether nobody on the way can read what is sent: it is encrypted, or goes to `localhost`, a name below it, 127.x.x.x or [::1]. */
export function isSecretAddress({ protocol, hostname }: URL): boolean {
  return /^(http|ws)(s:|:((.*\.)?localhost|\[::1\]|127(\.\d{1,3}){3})$)/.test(protocol + hostname);
}

/**
 * The absolute URL of a page's link, which the service may write absolute or relative to the endpoint.
 *
 * @throws ChatClientError with code `foreign-link` when it leads to another origin: the token must not go there.
 */
export function resolveLink(endpoint: string, link: string, operation: string): string {
  // A link that begins with neither a scheme nor a host is relative.
  const absolute = link.replace(/^(?![a-z][a-z0-9+.-]*:|[/\\]{2})\/?/i, () => `${endpoint}/`);
  const url = parseUrl(absolute, endpoint);
  if (url?.origin !== new URL(endpoint).origin) {
    throw new ChatClientError({
      code: 'foreign-link',
      operation,
      message: `The link to the next page leads to ${url?.origin ?? 'no URL'}, so it was not followed: the token would go there. Check the service's public address, or its proxy.`,
    });
  }
  return url.href;
}

/** A URL, also one that is relative to `base`; `undefined` when it is none. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}
