import { issueToken } from './auth/issue-token.ts';
import { createPageLinks } from './auth/page-links.ts';
import { loadServiceIdentity } from './auth/secrets.ts';
import { createUserTokens } from './auth/user-tokens.ts';
import { defaultBehaviours } from './behaviours.ts';
import type { ChatService, ChatServiceOptions } from './chat-service-options.ts';
import { startRetentionSweep } from './domain/retention-sweep.ts';
import { seedConversation } from './domain/seed.ts';
import { ensureUser } from './domain/users.ts';
import type { ChatContext } from './domain/work-unit.ts';
import { commitWork } from './domain/work-unit.ts';
import { createFaultInjection } from './faults/fault-injection.ts';
import { createConnectionTickets } from './official-realtime/connection-tickets.ts';
import { acceptOfficialConnection } from './official-realtime/official-connection.ts';
import { readOfficialSession } from './official-realtime/official-routes.ts';
import { acceptConnection } from './realtime/connection.ts';
import type { Connection } from './realtime/connection.ts';
import { createForgivingFanOut, createLocalFanOut } from './realtime/fan-out.ts';
import { createEventFeed } from './realtime/event-feed.ts';
import { closeCodes } from './realtime/frames.ts';
import { createInPageSocket } from './realtime/in-page-socket.ts';
import type { SocketCarrier, SocketPeer } from './realtime/web-socket-like.ts';
import { createRestApp } from './rest/app.ts';
import { readAttachmentSettings } from './rest/attachment-settings.ts';
import { createOriginPolicy } from './rest/origin-policy.ts';
import { createRateLimiter } from './rest/rate-limiter.ts';
import { realtimePath } from './rest/rest-services.ts';
import { systemClock, systemIdleSchedule, systemRandom, systemSchedule } from './runtime.ts';
import { createMemoryStorage } from './storage/memory-storage.ts';

const tokenMinutes = 24 * 60;

type AcceptSocket = (carrier: SocketCarrier) => SocketPeer;

/**
 * Starts a chat service that speaks the Azure Communication Services Chat protocol. It opens no port: give
 * `service.fetch` and `service.webSocket` to a client in the same page or process, or use the node entry to
 * serve it on one.
 *
 * @throws ChatServiceError `StartFailed` when a given key is not good enough, or an option bounds nothing.
 */
export async function createChatService(options: ChatServiceOptions = {}): Promise<ChatService> {
  const {
    clock = systemClock,
    random = systemRandom,
    schedule = systemSchedule,
    storage = createMemoryStorage(),
    fanOut = createLocalFanOut(),
    onError = ignore,
    realtime: realtimeOption = 'all',
  } = options;
  const attachments = readAttachmentSettings(
    realtimeOption === 'azure' ? false : (options.attachments ?? {}),
  );
  const endpoint = options.endpoint?.replace(/\/+$/, '');
  const identity = await loadServiceIdentity(storage, random, {
    accessKey: options.accessKey,
    signingSecret: options.signingSecret,
  });
  const { resourceId, epoch, accessKey, signingSecret } = identity;
  const behaviours = { ...defaultBehaviours, ...options.behaviours };
  const context: ChatContext = {
    storage,
    fanOut: createForgivingFanOut(fanOut, (error) => onError(error, {})),
    clock,
    random,
    resourceId,
    epoch,
    behaviours,
  };
  const tokens = await createUserTokens(identity);
  const faults = createFaultInjection(options.faults, schedule);
  const policy = createOriginPolicy({ ...options, endpoint });
  const links = await createPageLinks(signingSecret);
  const tickets = await createConnectionTickets(signingSecret, random);
  const connections = new Set<Connection>();
  const feed = createEventFeed(context, onError, schedule);
  const app = createRestApp({
    context,
    tokens,
    links,
    tickets,
    connections,
    accessKey,
    policy,
    onError,
    realtime: realtimeOption,
    attachments,
    rateLimiter: options.rateLimits === 'acs' ? createRateLimiter() : undefined,
    endpoint,
  });
  const stopSweep = startRetentionSweep(context, options.schedule ?? systemIdleSchedule, (error) =>
    onError(error, {}),
  );
  const inFlight = new Set<Promise<unknown>>();
  let isClosed = false;
  let closing: Promise<void> | undefined;

  const answerRequest = faults.wrapFetch(async (request) => await app.fetch(request));
  const realtime = { context, tokens, tickets, feed, schedule, connections, onError };
  // A socket that was asked for before may open only after the service has closed.
  const whileOpen =
    (accept: AcceptSocket): AcceptSocket =>
    (carrier) => {
      if (!isClosed) return accept(carrier);
      carrier.close(closeCodes.restarting, 'Restarting');
      return { receive: ignore, closed: ignore };
    };
  const acceptUpgrade: ChatService['acceptUpgrade'] = (url, origin) => {
    const isAllowed =
      !isClosed && policy.allowsHost(url) && (origin === undefined || policy.allowsOrigin(origin));
    if (!isAllowed) return undefined;
    if (url.pathname === realtimePath) {
      if (realtimeOption === 'azure') return undefined;
      return whileOpen(faults.wrapSockets((carrier) => acceptConnection(realtime, carrier)));
    }
    const session = readOfficialSession(url);
    if (session === undefined) return undefined;
    return whileOpen(
      faults.wrapSockets((carrier) => acceptOfficialConnection(realtime, session, carrier)),
    );
  };

  const respond: ChatService['respond'] = (request) => {
    if (isClosed) {
      return Promise.reject(
        new TypeError('The service is closed, so the request was not sent. Create a new one.'),
      );
    }
    const answer = answerRequest(request);
    const settled: Promise<unknown> = answer.then(ignore, ignore);
    inFlight.add(settled);
    void settled.then(() => inFlight.delete(settled));
    return answer;
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    for (const connection of [...connections]) {
      connection.close(closeCodes.restarting, 'Restarting');
    }
    faults.close();
    // A request that has begun is answered before the storage goes away.
    await Promise.all(inFlight);
    await stopSweep();
    await storage.close();
  };

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      return await raceAbort(request.signal, respond(request));
    },
    respond,
    webSocket: (url) => createInPageSocket(url, acceptUpgrade(new URL(url), undefined), schedule),
    acceptUpgrade,
    createUser: async (name, { uuid } = {}) => {
      const user = await commitWork(context, (unit) => ensureUser(unit, name, uuid));
      const request = { scopes: ['chat'], minutes: tokenMinutes };
      const { token } = await issueToken(tokens, user, request, clock.now());
      return { userId: user.userId, token };
    },
    seed: (conversation) => commitWork(context, (unit) => seedConversation(unit, conversation)),
    setFaults: faults.set,
    connectionString: `endpoint=${endpoint ?? 'http://localhost'}/;accesskey=${accessKey}`,
    close: () => (closing ??= close()),
  };
}

function ignore(): void {}

/** Stops waiting when the caller gives up, as the platform's `fetch` does; the work itself goes on. */
async function raceAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
