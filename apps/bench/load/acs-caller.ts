import { randomUUID } from 'node:crypto';
import { CommunicationIdentityClient } from '@azure/communication-identity';

/** A person with a token. */
export interface Person {
  /** Raw id. */
  readonly userId: string;
  readonly token: string;
}

/** Calls a chat service by REST, as its operator and as its people. */
export interface AcsCaller {
  createPeople(count: number): Promise<readonly Person[]>;
  /** A thread with all these people, made by the first of them. Returns its id. */
  createThread(people: readonly Person[]): Promise<string>;
  /** A request as this person; resolves to the answer's JSON, `undefined` when it has none. */
  call(person: Person, method: string, path: string, body?: object): Promise<unknown>;
}

const chatVersion = 'api-version=2024-03-07';

/** People that the service takes in one request. */
const batchSize = 200;

/** Makes a caller from what the server printed: `endpoint=…;accesskey=…`. */
export function createAcsCaller(endpoint: string, connectionString: string): AcsCaller {
  const identity = new CommunicationIdentityClient(connectionString, {
    allowInsecureConnection: true,
  });

  const call: AcsCaller['call'] = async (person, method, path, body) => {
    const url = `${endpoint}${path}${path.includes('?') ? '&' : '?'}${chatVersion}`;
    return await readAnswer(
      await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${person.token}`,
          'content-type': 'application/json',
          'repeatability-request-id': randomUUID(),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  };

  const createPerson = async (): Promise<Person> => {
    const { user, token } = await identity.createUserAndToken(['chat']);
    return { userId: user.communicationUserId, token };
  };

  return {
    call,
    createPeople: async (count) => {
      const people: Person[] = [];
      while (people.length < count) people.push(await createPerson());
      return people;
    },
    createThread: async (people) => {
      const [creator, ...others] = people;
      if (creator === undefined) throw new Error('A thread needs people, so none was made.');
      const listed = others.map(({ userId }) => ({ communicationIdentifier: { rawId: userId } }));
      const answer = await call(creator, 'POST', '/chat/threads', {
        topic: 'Load',
        participants: [],
      });
      // The answer of a created thread, by the protocol.
      const threadId = (answer as { chatThread: { id: string } }).chatThread.id;
      for (let at = 0; at < listed.length; at += batchSize) {
        const participants = listed.slice(at, at + batchSize);
        await call(creator, 'POST', `${threadPath(threadId)}/participants/:add`, { participants });
      }
      return threadId;
    },
  };
}

/** `/chat/threads/…` */
export function threadPath(threadId: string): string {
  return `/chat/threads/${encodeURIComponent(threadId)}`;
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(
      `${response.url} answered ${response.status}, so nothing was measured: ${text}`,
    );
  }
  return text === '' ? undefined : JSON.parse(text);
}
