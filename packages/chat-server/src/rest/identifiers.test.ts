import { expect, test } from 'vitest';
import { readIdentifier } from './identifiers.ts';

const user = '8:acs:resource_user';

test.each<[string, unknown]>([
  [user, { rawId: user }],
  [user, { rawId: user, communicationUser: { id: user } }],
  [user, { communicationUser: { id: user }, kind: 'communicationUser' }],
  [user, { rawId: 'something else', communicationUser: { id: user } }],
  [user, { rawId: user, communicationUser: null, phoneNumber: null }],
  ['8:gcch-acs:resource_user', { rawId: '8:gcch-acs:resource_user' }],
  ['8:acs:resource_tenant_user', { rawId: '8:acs:resource_tenant_user' }],
  ['4:+4912345', { phoneNumber: { value: '+4912345' } }],
  ['4:+4912345', { rawId: '4:+4912345', phoneNumber: { value: '+4912345' } }],
  ['4:anonymous', { rawId: '4:anonymous', phoneNumber: { value: 'anonymous' } }],
  ['8:orgid:abc', { microsoftTeamsUser: { userId: 'abc', isAnonymous: false, cloud: 'public' } }],
  ['8:orgid:abc', { microsoftTeamsUser: { userId: 'abc' } }],
  ['8:dod:abc', { microsoftTeamsUser: { userId: 'abc', cloud: 'dod' } }],
  ['8:gcch:abc', { microsoftTeamsUser: { userId: 'abc', cloud: 'gcch' } }],
  ['8:teamsvisitor:abc', { microsoftTeamsUser: { userId: 'abc', isAnonymous: true } }],
  ['28:orgid:abc', { microsoftTeamsApp: { appId: 'abc', cloud: 'public' } }],
  ['28:dod:abc', { microsoftTeamsApp: { appId: 'abc', cloud: 'dod' } }],
  ['48:anything', { rawId: '48:anything' }],
])('%s is the raw id of %j', (rawId, identifier) => {
  expect(readIdentifier(identifier)).toBe(rawId);
});

test.each<[unknown]>([
  [undefined],
  [null],
  ['8:acs:resource_user'],
  [[]],
  [{}],
  [{ rawId: '' }],
  [{ rawId: 7 }],
  [{ rawId: null }],
  [{ kind: 'communicationUser' }],
  [{ rawId: 'x'.repeat(257) }],
  [{ communicationUser: {} }],
  [{ communicationUser: user }],
  [{ communicationUser: [] }],
  [{ communicationUser: { id: '' } }],
  [{ rawId: user, communicationUser: {} }],
  [{ phoneNumber: {} }],
  [{ phoneNumber: { value: 49 } }],
  [{ microsoftTeamsUser: {} }],
  [{ microsoftTeamsUser: { userId: 'abc', isAnonymous: 'no' } }],
  [{ microsoftTeamsUser: { userId: 'abc', cloud: 'moon' } }],
  [{ microsoftTeamsUser: { userId: 'abc', cloud: '__proto__' } }],
  [{ microsoftTeamsApp: { appId: null } }],
  [{ rawId: user, communicationUser: { id: user }, phoneNumber: { value: '+49' } }],
  [{ microsoftTeamsUser: { userId: 'a' }, microsoftTeamsApp: { appId: 'a' } }],
])('%j is no identifier', (identifier) => {
  expect(() => readIdentifier(identifier)).toThrow(
    expect.objectContaining({
      code: 'BadRequest',
      message: expect.stringMatching(/Nothing was done/),
    }),
  );
});
