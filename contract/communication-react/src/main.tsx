// One person's view of one thread, in Azure's own chat UI. Who, where and with which token stands in the address
// after the `#`, so that it is sent to no server: #endpoint=…&userId=…&token=…&threadId=…&displayName=…
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { ChatComposite, createAzureCommunicationChatAdapter } from '@azure/communication-react';
import { createRoot } from 'react-dom/client';

const given = new URLSearchParams(location.hash.slice(1));
const read = (name: string): string => {
  const value = given.get(name);
  if (value === null) throw new Error(`The address lacks "${name}", so there is nothing to show.`);
  return value;
};

const adapter = await createAzureCommunicationChatAdapter({
  endpoint: read('endpoint'),
  userId: { communicationUserId: read('userId') },
  displayName: read('displayName'),
  credential: new AzureCommunicationTokenCredential(read('token')),
  threadId: read('threadId'),
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <ChatComposite adapter={adapter} options={{ participantPane: true, topic: true }} />,
);
