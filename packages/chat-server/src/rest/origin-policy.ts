/** Which web pages may call the service: those of this computer, or exactly these origins. */
export type CorsOption = 'loopback' | readonly string[];

/** Decides on the `Origin` and `Host` of requests. */
export interface OriginPolicy {
  /** Whether a page of this origin (`https://app.example`) may call. */
  allowsOrigin(origin: string): boolean;
  /** Whether the service answers under this host name; refusing others stops DNS rebinding. */
  allowsHost(url: URL): boolean;
}

/** Makes the policy of a service that is reached as `endpoint` (or on loopback when that is not given). */
export function createOriginPolicy(options: {
  readonly cors?: CorsOption | undefined;
  readonly allowedHosts?: 'any' | readonly string[] | undefined;
  readonly endpoint?: string | undefined;
}): OriginPolicy {
  const { cors = 'loopback', allowedHosts = [], endpoint } = options;
  const hosts = new Set(allowedHosts === 'any' ? [] : allowedHosts);
  if (endpoint !== undefined) hosts.add(new URL(endpoint).hostname);
  return {
    allowsOrigin: (origin) =>
      cors === 'loopback' ? isLoopbackOrigin(origin) : cors.includes(origin),
    allowsHost: (url) =>
      allowedHosts === 'any' || isLoopbackHost(url.hostname) || hosts.has(url.hostname),
  };
}

/** Whether a host name (or address) always means this computer. */
export function isLoopbackHost(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  return isLoopbackHost(new URL(origin).hostname);
}
