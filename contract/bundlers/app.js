// An app as small as one can be. `npm run check` bundles it with each bundler and runs it in a page against a chat server.
import { ChatClient } from '@confab/chat-core';

/** Starts realtime, sends a message, and resolves to the text that arrived. */
globalThis.tryChat = async (endpoint, token, transport) => {
  const credential = {
    getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
    dispose() {},
  };
  const client = new ChatClient(endpoint, credential, { realtime: { transport } });
  const heard = new Promise((resolve) => {
    client.on('chatMessageReceived', ({ message }) => resolve(message));
  });
  const { chatThread } = await client.createChatThread({ topic: 'Bundled' });
  await client.startRealtimeNotifications();
  await client.getChatThreadClient(chatThread.id).sendMessage({ content: `Sent by ${transport}` });
  const text = await heard;
  await client.stopRealtimeNotifications();
  return text;
};
