import { ChatClient } from '@azure/communication-chat';
import type { ChatClientOptions } from '@azure/communication-chat';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { afterEach, expect, test } from 'vitest';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService } from './serve-chat-service.ts';

type HttpClient = NonNullable<ChatClientOptions['httpClient']>;

let served: ServedChatService | undefined;
afterEach(() => served?.close());

/**
 * The official client refuses tokens on plain http. This stands where a TLS proxy would: the client speaks https
 * to it, and it speaks http to the service.
 */
const tlsStandIn: HttpClient = {
  sendRequest: async (request) => {
    const { method, headers, body } = request;
    const response = await fetch(request.url.replace(/^https:/, 'http:'), {
      method,
      headers: headers.toJSON(),
      ...(typeof body === 'string' && { body }),
    });
    const text = await response.text();
    for (const name of Object.keys(headers.toJSON())) headers.delete(name);
    for (const [name, value] of response.headers) headers.set(name, value);
    const bodyAsText = text.replaceAll('"http://', '"https://');
    return { status: response.status, headers, request, bodyAsText };
  },
};

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test(
  'the unmodified official client creates, lists, sends, edits, deletes, reads and types',
  { timeout: 30_000 },
  async () => {
    served = await serveChatService({ port: 0, storage: 'memory' });
    const { service, endpoint } = served;
    const [ada, grace] = [await service.createUser('ada'), await service.createUser('grace')];
    const signIn = ({ token }: { token: string }) =>
      new ChatClient(
        endpoint.replace('http:', 'https:'),
        new AzureCommunicationTokenCredential(token),
        { httpClient: tlsStandIn, retryOptions: { maxRetries: 0 } },
      );
    const graceId = { communicationUserId: grace.userId };

    const { chatThread, invalidParticipants } = await signIn(ada).createChatThread(
      { topic: 'Lunch' },
      { participants: [{ id: graceId, displayName: 'Grace' }], metadata: { a: 'b' } },
    );
    expect(chatThread).toMatchObject({
      topic: 'Lunch',
      createdOn: expect.any(Date),
      metadata: { a: 'b' },
    });
    expect(invalidParticipants).toBeUndefined();
    const threadId = chatThread?.id ?? '';
    expect(await collect(signIn(grace).listChatThreads())).toMatchObject([
      { id: threadId, topic: 'Lunch', lastMessageReceivedOn: expect.any(Date) },
    ]);

    const adaThread = signIn(ada).getChatThreadClient(threadId);
    const graceThread = signIn(grace).getChatThreadClient(threadId);
    await adaThread.updateTopic('Dinner');
    expect(await graceThread.getProperties()).toMatchObject({ topic: 'Dinner' });

    const { id } = await adaThread.sendMessage(
      { content: 'Helo' },
      { senderDisplayName: 'Ada', type: 'text' },
    );
    await adaThread.updateMessage(id, { content: 'Hello' });
    expect(await graceThread.getMessage(id)).toMatchObject({
      id,
      type: 'text',
      content: { message: 'Hello' },
      senderDisplayName: 'Ada',
      sender: { kind: 'communicationUser', communicationUserId: ada.userId },
      editedOn: expect.any(Date),
    });
    const other = await graceThread.sendMessage({ content: 'Bye' });
    await graceThread.deleteMessage(other.id);
    const messages = await collect(adaThread.listMessages({ maxPageSize: 2 }));
    expect(messages.map(({ sequenceId, type }) => [sequenceId, type])).toEqual([
      ['5', 'text'],
      ['4', 'text'],
      ['3', 'topicUpdated'],
      ['2', 'topicUpdated'],
      ['1', 'participantAdded'],
    ]);
    expect(messages[0]).toMatchObject({ deletedOn: expect.any(Date) });

    await graceThread.sendReadReceipt({ chatMessageId: id });
    expect(await collect(adaThread.listReadReceipts())).toMatchObject([
      {
        chatMessageId: id,
        sender: { communicationUserId: grace.userId },
        readOn: expect.any(Date),
      },
    ]);
    expect(await graceThread.sendTypingNotification()).toBe(true);

    const alan = await service.createUser('alan');
    const alanId = { communicationUserId: alan.userId };
    const added = await adaThread.addParticipants({
      participants: [{ id: alanId, displayName: 'Alan' }],
    });
    expect(added.invalidParticipants).toBeUndefined();
    expect(await collect(adaThread.listParticipants({ maxPageSize: 1 }))).toHaveLength(3);
    await adaThread.removeParticipant(alanId);
    expect(await collect(adaThread.listParticipants())).toHaveLength(2);

    await expect(
      signIn(alan).getChatThreadClient(threadId).sendMessage({ content: 'Hi' }),
    ).rejects.toMatchObject({
      name: 'RestError',
      statusCode: 403,
      code: 'Forbidden',
    });
    await signIn(ada).deleteChatThread(threadId);
    expect(await collect(signIn(ada).listChatThreads())).toEqual([]);
  },
);
