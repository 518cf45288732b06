// Where the samples run: on a chat-server in this process, or on Azure when both variables below are set.
import { setTimeout as wait } from 'node:timers/promises';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import { serveChatService } from '@confab/chat-server/node';

/**
 * Somebody who chats.
 *
 * @typedef {object} SampleUser
 * @property {import('@azure/communication-identity').CommunicationUserToken['user']} id
 * @property {string} token Good for a day. In an app it comes from your own server, never from a page.
 */

/**
 * @typedef {object} SampleService
 * @property {string} endpoint
 * @property {number} patienceMs How long to wait for something that is to happen.
 * @property {() => Promise<SampleUser>} createUser
 * @property {(user: SampleUser) => Promise<string>} refreshToken Another token for him.
 * @property {(user: SampleUser) => Promise<void>} deleteUser
 */

/**
 * Runs a sample from beginning to end. When something is not as expected, it says what and the exit code is 1.
 *
 * @param {string} name
 * @param {(service: SampleService) => Promise<void>} sample
 */
export async function runSample(name, sample) {
  /** @type {(() => Promise<void>) | undefined} */
  let close;
  try {
    const opened = await openService();
    close = opened.close;
    console.log(`${name}, on ${opened.place}`);
    await sample(opened.service);
    console.log(`${name}: everything was as expected`);
  } catch (error) {
    console.error(`${name} failed.`, error instanceof Error ? error.stack : error);
    process.exitCode = 1;
  } finally {
    await close?.();
  }
}

/**
 * Prints what a sample has just done, in one line.
 *
 * @param {string} capability
 * @param {string} detail
 */
export function report(capability, detail) {
  console.log(`  ${capability}: ${detail}`);
}

/**
 * Asks again and again, until there is an answer. Azure may need a moment until everybody sees a change.
 *
 * @template T
 * @param {() => Promise<T | undefined> | T | undefined} ask
 * @param {{ what: string, patienceMs: number, intervalMs?: number }} wanted
 * @returns {Promise<T>}
 */
export async function waitFor(ask, { what, patienceMs, intervalMs = 100 }) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) {
      throw new Error(`There was no sign of ${what} in ${patienceMs / 1000} seconds.`);
    }
    await wait(intervalMs);
  }
}

async function openService() {
  const azure = readAzure();
  // In memory, on a free port, and as strict as Azure about how often somebody may ask.
  const server = azure
    ? undefined
    : await serveChatService({ port: 0, storage: 'memory', rateLimits: 'acs' });
  const { endpoint, connectionString } =
    azure ?? /** @type {NonNullable<typeof server>} */ (server);
  const identity = new CommunicationIdentityClient(connectionString, {
    // A chat-server on this computer needs no TLS. Nobody else gets a token over plain http.
    allowInsecureConnection: ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname),
  });

  /** @type {Set<SampleUser['id']>} */
  const users = new Set();
  /** @type {SampleService} */
  const service = {
    endpoint,
    patienceMs: azure ? 60_000 : 10_000,
    async createUser() {
      const { user, token } = await identity.createUserAndToken(['chat']);
      users.add(user);
      return { id: user, token };
    },
    async refreshToken({ id }) {
      return (await identity.getToken(id, ['chat'])).token;
    },
    async deleteUser({ id }) {
      users.delete(id);
      await identity.deleteUser(id);
    },
  };
  return {
    service,
    place: azure ? endpoint : `a chat-server in this process, at ${endpoint}`,
    async close() {
      await Promise.all([...users].map((id) => identity.deleteUser(id)));
      await server?.close();
    },
  };
}

/** @returns {{ endpoint: string, connectionString: string } | undefined} */
function readAzure() {
  const endpoint = process.env['AZURE_COMMUNICATION_SERVICE_ENDPOINT'];
  const connectionString = process.env['COMMUNICATION_SAMPLES_CONNECTION_STRING'];
  if (endpoint && connectionString) return { endpoint, connectionString };
  if (!endpoint && !connectionString) return undefined;
  throw new Error(
    'Only one of AZURE_COMMUNICATION_SERVICE_ENDPOINT and COMMUNICATION_SAMPLES_CONNECTION_STRING is set, so nothing was run. Set both to run on Azure, or neither to run here.',
  );
}
