import type { ChatService } from '../chat-service-options.ts';
import { createRestCaller } from './rest-caller.ts';
import type { RestAnswer, RestCaller } from './rest-caller.ts';

/** A user of a scene. */
export interface ScenePerson {
  readonly userId: string;
  readonly token: string;
  readonly call: RestCaller;
}

/** Two people in one thread. */
export interface Scene {
  readonly ada: ScenePerson;
  readonly grace: ScenePerson;
  readonly threadId: string;
  /** Another user of this name, in no thread. */
  addPerson(name: string): Promise<ScenePerson>;
  /** The ids of all that `person` can list in the thread, newest first, through all pages. */
  listMessageIds(person: ScenePerson): Promise<string[]>;
}

/** Sets the scene through the service's own operations. */
export async function setScene(
  service: ChatService,
  endpoint = 'http://localhost',
): Promise<Scene> {
  const addPerson = async (name: string): Promise<ScenePerson> => {
    const { userId, token } = await service.createUser(name);
    return { userId, token, call: createRestCaller(service.fetch, endpoint, token) };
  };
  const ada = await addPerson('ada');
  const grace = await addPerson('grace');
  const created = await ada.call('POST', '/chat/threads', {
    topic: 'Lunch',
    participants: [
      { communicationIdentifier: { rawId: ada.userId }, displayName: 'Ada' },
      { communicationIdentifier: { rawId: grace.userId }, displayName: 'Grace' },
    ],
  });
  const threadId = created.body.chatThread.id;
  return {
    ada,
    grace,
    threadId,
    addPerson,
    listMessageIds: async (person) => {
      const ids: string[] = [];
      let next: string | undefined = `/chat/threads/${threadId}/messages`;
      while (next !== undefined) {
        const { body }: RestAnswer = await person.call('GET', next);
        ids.push(...body.value.map((message) => message.id));
        next = body.nextLink;
      }
      return ids;
    },
  };
}
