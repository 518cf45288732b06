import { issueToken } from './auth/issue-token.ts';
import { createPageLinks } from './auth/page-links.ts';
import { loadServiceIdentity } from './auth/secrets.ts';
import { createUserTokens } from './auth/user-tokens.ts';
import type { ChatService, ChatServiceOptions } from './chat-service-options.ts';
import { seedConversation } from './domain/seed.ts';
import { ensureUser } from './domain/users.ts';
import type { ChatContext } from './domain/work-unit.ts';
import { commitWork } from './domain/work-unit.ts';
import { createFaultPlan } from './faults.ts';
import { acceptConnection } from './realtime/connection.ts';
import type { Connection } from './realtime/connection.ts';
import { createLocalFanOut } from './realtime/fan-out.ts';
import { closeCodes } from './realtime/frames.ts';
import { createInPageSocket } from './realtime/in-page-socket.ts';
import type { SocketCarrier, SocketPeer } from './realtime/web-socket-like.ts';
import { createRestApp } from './rest/app.ts';
import { createOriginPolicy } from './rest/origin-policy.ts';
import { realtimePath } from './rest/rest-services.ts';
import { systemClock, systemRandom, systemSchedule } from './runtime.ts';
import { createMemoryStorage } from './storage/memory-storage.ts';

const tokenMinutes = 24 * 60;

/**
 * Starts a chat service that speaks the Azure Communication Services Chat protocol. It opens no port: give
 * `service.fetch` and `service.webSocket` to a client in the same page or process, or use the node entry to
 * serve it on one.
 *
 * @throws ChatServiceError `StartFailed` when a given key is not good enough.
 */
export async function createChatService(options: ChatServiceOptions = {}): Promise<ChatService> {
  const {
    clock = systemClock,
    random = systemRandom,
    schedule = systemSchedule,
    storage = createMemoryStorage(),
    fanOut = createLocalFanOut(),
  } = options;
  const endpoint = options.endpoint?.replace(/\/+$/, '');
  const identity = await loadServiceIdentity(storage, random, {
    accessKey: options.accessKey,
    signingSecret: options.signingSecret,
  });
  const { resourceId, epoch, accessKey, signingSecret } = identity;
  const context: ChatContext = { storage, fanOut, clock, random, resourceId, epoch };
  const tokens = await createUserTokens(identity);
  const faults = createFaultPlan(options.faults);
  const policy = createOriginPolicy({ ...options, endpoint });
  const links = await createPageLinks(signingSecret);
  const connections = new Set<Connection>();
  const app = createRestApp({
    context,
    tokens,
    links,
    accessKey,
    policy,
    faults,
    schedule,
    endpoint,
  });
  const inFlight = new Set<Promise<unknown>>();
  let isClosed = false;

  const acceptSocket = (carrier: SocketCarrier): SocketPeer =>
    acceptConnection({ context, tokens, faults, schedule, connections }, carrier);

  return {
    fetch: async (input, init) => {
      if (isClosed)
        throw new TypeError(
          'The service is closed, so the request was not sent. Create a new one.',
        );
      // Servers hand in requests of their own kind, which must not be copied when nothing is to be changed.
      const request =
        input instanceof Request && init === undefined ? input : new Request(input, init);
      request.signal.throwIfAborted();
      const answer = Promise.resolve(app.fetch(request));
      const settled = answer.catch(() => undefined).finally(() => inFlight.delete(settled));
      inFlight.add(settled);
      return await raceAbort(request.signal, answer);
    },
    webSocket: (url) => {
      const isListening = !isClosed && new URL(url).pathname === realtimePath;
      return createInPageSocket(url, isListening ? acceptSocket : undefined, schedule);
    },
    acceptSocket,
    allowsUpgrade: (url, origin) =>
      !isClosed &&
      url.pathname === realtimePath &&
      policy.allowsHost(url) &&
      (origin === undefined || policy.allowsOrigin(origin)),
    createUser: async (name, { uuid } = {}) => {
      const user = await commitWork(context, (unit) => ensureUser(unit, name, uuid));
      const request = { scopes: ['chat'], minutes: tokenMinutes };
      const { token } = await issueToken(tokens, user, request, clock.now());
      return { userId: user.userId, token };
    },
    seed: (conversation) => commitWork(context, (unit) => seedConversation(unit, conversation)),
    setFaults: faults.set,
    connectionString: `endpoint=${endpoint ?? 'http://localhost'}/;accesskey=${accessKey}`,
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      for (const connection of [...connections]) {
        connection.close(closeCodes.restarting, 'Restarting');
      }
      // A request that has begun is answered before the storage goes away.
      await Promise.all(inFlight);
      await storage.close();
    },
  };
}

/** Stops waiting when the caller gives up, as the platform's `fetch` does; the work itself goes on. */
async function raceAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
