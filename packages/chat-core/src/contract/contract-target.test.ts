import { expect, test } from 'vitest';

import { readContractTarget } from './contract-target.ts';

const resource = {
  AZURE_COMMUNICATION_SERVICE_ENDPOINT: 'https://chat.example',
  COMMUNICATION_SAMPLES_CONNECTION_STRING: 'endpoint=https://chat.example/;accesskey=c2VjcmV0',
};

test('the usual tests stay on this computer, whatever the shell knows about Azure', () => {
  expect(readContractTarget(resource)).toEqual({ kind: 'local' });
});

test('who asks for Azure gets the resource that the variables name', () => {
  expect(readContractTarget({ ...resource, CONFAB_CONTRACT_TARGET: 'azure' })).toEqual({
    kind: 'azure',
    endpoint: 'https://chat.example',
    connectionString: resource.COMMUNICATION_SAMPLES_CONNECTION_STRING,
  });
});

test('a missing variable is an error that tells no secret', () => {
  const { COMMUNICATION_SAMPLES_CONNECTION_STRING } = resource;
  const read = () =>
    readContractTarget({
      CONFAB_CONTRACT_TARGET: 'azure',
      COMMUNICATION_SAMPLES_CONNECTION_STRING,
    });
  expect(read).toThrow('nothing was run on Azure');
  expect(read).not.toThrow('c2VjcmV0');
});
