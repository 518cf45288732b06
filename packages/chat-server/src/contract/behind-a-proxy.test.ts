import { ChatClient } from '@azure/communication-chat';
import type { ChatClientOptions } from '@azure/communication-chat';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { expect, onTestFinished, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { serveChatService } from '../node/serve-chat-service.ts';
import { collect } from '../test-support/official-clients.ts';

type HttpClient = NonNullable<ChatClientOptions['httpClient']>;

const publicEndpoint = 'https://chat.example/team';

/** Stands where a proxy would that ends TLS and a path prefix: it is asked over https and asks the service over http. */
function createProxy(service: ChatService, asked: string[]): HttpClient {
  return {
    sendRequest: async (request) => {
      const { method, headers, body, url } = request;
      asked.push(url);
      const response = await service.fetch(url.replace(publicEndpoint, 'http://chat.example'), {
        method,
        headers: headers.toJSON(),
        ...(typeof body === 'string' && { body }),
      });
      // The client reads the headers of the answer from an object of its own kind, and there is one at hand.
      for (const name of Object.keys(headers.toJSON())) headers.delete(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { status: response.status, headers, request, bodyAsText: await response.text() };
    },
  };
}

test('behind a proxy that ends TLS, every address that the client is given is the public one', async () => {
  const service = await createChatService({ endpoint: publicEndpoint });
  onTestFinished(() => service.close());
  expect(service.connectionString).toContain(`endpoint=${publicEndpoint}/;`);
  const asked: string[] = [];
  const credential = new AzureCommunicationTokenCredential((await service.createUser('ada')).token);
  const client = new ChatClient(publicEndpoint, credential, {
    httpClient: createProxy(service, asked),
  });
  let location = '';
  const { chatThread } = await client.createChatThread(
    { topic: 'Lunch' },
    { onResponse: ({ headers }) => (location = headers.get('location') ?? '') },
  );
  expect(location).toMatch(new RegExp(`^${publicEndpoint}/chat/threads/19`));
  const thread = client.getChatThreadClient(chatThread?.id ?? '');
  await thread.sendMessage({ content: 'Hi' });
  expect(await collect(thread.listMessages({ maxPageSize: 1 }))).toHaveLength(3);
  expect(asked.filter((url) => !url.startsWith(`${publicEndpoint}/chat/`))).toEqual([]);
  expect(asked.filter((url) => url.includes('syncState='))).toHaveLength(2);
});

test('on plain http the official chat client refuses to show its token', async () => {
  const served = await serveChatService({ port: 0, storage: 'memory' });
  onTestFinished(() => served.close());
  const { token } = await served.service.createUser('ada');
  const credential = new AzureCommunicationTokenCredential(token);
  const client = new ChatClient(served.endpoint, credential, { allowInsecureConnection: true });
  await expect(collect(client.listChatThreads())).rejects.toThrow(/not permitted for non-TLS/);
});
