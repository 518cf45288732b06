// Run as a process of its own, for tests in a page: serves two chat services and answers what the parent process asks.
import { serveChatService } from '@confab/chat-server/node';

import { readContractTarget } from '../../contract/contract-target.ts';

/** What the process that runs the tests asks: a user of this name. */
export interface UserRequest {
  readonly id: number;
  readonly like: ServiceLike;
  readonly name: string;
}

/** `confab` speaks everything; `azure` has only Azure's realtime protocol. */
export type ServiceLike = 'confab' | 'azure';

/** The answer to a {@link UserRequest}. */
export interface UserAnswer {
  readonly id: number;
  readonly userId: string;
  readonly token: string;
  readonly endpoint: string;
}

type AddUser = (request: UserRequest) => Promise<Omit<UserAnswer, 'id'>>;

/** Users of the services here, or of the Azure resource that the contract is run on. */
const target = readContractTarget(process.env);
const addUser = await (target.kind === 'azure' ? findResource(target) : serveHere());

process.on('message', (request: UserRequest) => {
  void addUser(request).then((user) => process.send?.({ id: request.id, ...user }));
});

async function serveHere(): Promise<AddUser> {
  const services = {
    confab: await serveChatService({ port: 0, storage: 'memory' }),
    azure: await serveChatService({ port: 0, storage: 'memory', realtime: 'azure' }),
  };
  // The tests are over.
  process.on('disconnect', () => process.exit());
  return async ({ like, name }) => {
    const { endpoint, service } = services[like];
    return { endpoint, ...(await service.createUser(name)) };
  };
}

async function findResource(resource: typeof target & { kind: 'azure' }): Promise<AddUser> {
  const { openContractService } = await import('../../contract/contract-service.ts');
  const { endpoint, identity } = await openContractService(resource);
  const users: { communicationUserId: string }[] = [];
  process.on('disconnect', () => {
    void Promise.allSettled(users.map((user) => identity.deleteUser(user))).then(() =>
      process.exit(),
    );
  });
  return async () => {
    const { user, token } = await identity.createUserAndToken(['chat']);
    users.push(user);
    return { endpoint, userId: user.communicationUserId, token };
  };
}
