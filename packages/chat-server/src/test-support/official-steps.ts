/** The part of a service that the steps need; the platform's `fetch` fits too. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the official client sends while it connects. */
export interface OfficialSteps {
  /** `POST …/v4/a`; `path` is where. */
  allocate(path?: string): Promise<Response>;
  /** `GET …/socket.io/1/` with these connection parameters. */
  shakeHands(connectparams: Readonly<Record<string, string>>): Promise<Response>;
  /** `POST …/v3/registrations`. */
  register(body?: object): Promise<Response>;
  /** `DELETE …/v3/registrations/{id}`. */
  unregister(): Promise<Response>;
  /** Allocates, shakes hands, and returns the address of the socket. */
  findSocket(): Promise<string>;
}

/** The id that the client of the tests gives itself. */
export const endpointId = '6f1c2b7a-0000-4000-8000-00000000abcd';

/** Walks the way of the official client to its socket, with this token or none. */
export function createOfficialSteps(
  fetch: Fetch,
  endpoint: string,
  token: string | undefined,
  epid: string = endpointId,
): OfficialSteps {
  const call = (method: string, path: string, body?: string): Promise<Response> =>
    fetch(endpoint + path, {
      method,
      headers: {
        'content-type': body === undefined ? 'text/plain' : 'application/json',
        ...(token !== undefined && { 'x-skypetoken': token }),
      },
      ...(body !== undefined && { body }),
    });
  const steps: OfficialSteps = {
    allocate: (path = '/trouter/v4/a') => call('POST', `${path}?cor_id=c&con_num=1_1&epid=${epid}`),
    shakeHands: (connectparams) => {
      const query = new URLSearchParams({ ...connectparams, v: 'v4', auth: 'true', epid });
      return call('GET', `/socket.io/1/?${query}`);
    },
    register: (body = { registrationId: epid, transports: { TROUTER: [{ path: '/' }] } }) =>
      call('POST', '/registrar/v3/registrations', JSON.stringify(body)),
    unregister: () => call('DELETE', `/registrar/v3/registrations/${epid}`),
    findSocket: async () => {
      const { socketio, connectparams } = await (await steps.allocate()).json();
      const [sessionId] = (await (await steps.shakeHands(connectparams)).text()).split(':');
      const base = String(socketio).replace('http', 'ws');
      return `${base}socket.io/1/websocket/${sessionId}?epid=${epid}`;
    },
  };
  return steps;
}
