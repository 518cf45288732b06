import * as official from '@azure/communication-common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeIdentifier } from '../decode-identifier.ts';
import { encodeIdentifier } from '../encode.ts';
import {
  createIdentifierFromRawId,
  getIdentifierKind,
  getIdentifierRawId,
  type CommunicationIdentifier,
} from './identifiers.ts';

const rawIds = [
  '8:acs:resource_user',
  '8:dod-acs:resource_user',
  '8:gcch-acs:resource_user',
  '8:acs:resource_tenant_user',
  '8:dod-acs:resource_tenant_user',
  '8:gcch-acs:resource_tenant_user',
  '8:acs:a_b_c_d',
  '8:spool:user',
  '8:orgid:user',
  '8:dod:user',
  '8:gcch:user',
  '8:teamsvisitor:user',
  '28:orgid:app',
  '28:dod:app',
  '28:gcch:app',
  '28:acs:app',
  '4:+15551234',
  '4:+15551234_77',
  '4:+15551234_',
  '4:anonymous',
  '4:',
  '8:acs',
  '8:acs:a:b',
  '8::',
  '',
  'anything else',
];

const prefixes = ['8:acs:', '8:dod-acs:', '8:orgid:', '8:teamsvisitor:', '28:gcch:', '4:', ''];
const anyRawId = fc.oneof(
  fc.constantFrom(...rawIds),
  fc
    .tuple(fc.constantFrom(...prefixes), fc.string({ maxLength: 12 }))
    .map(([prefix, rest]) => prefix + rest),
  fc.array(fc.constantFrom('8', '28', '4', ':', '_', 'acs', 'orgid', 'x')).map((p) => p.join('')),
);

const cloud = fc.constantFrom('public' as const, 'dod' as const, 'gcch' as const);
const id = fc.string({ minLength: 1, maxLength: 8 });
const anyIdentifier: fc.Arbitrary<CommunicationIdentifier> = fc.oneof(
  fc.record({ communicationUserId: id }),
  fc.record({ phoneNumber: id, rawId: id }, { requiredKeys: ['phoneNumber'] }),
  fc.record(
    { microsoftTeamsUserId: id, rawId: id, isAnonymous: fc.boolean(), cloud },
    { requiredKeys: ['microsoftTeamsUserId'] },
  ),
  fc.record({ teamsAppId: id, rawId: id, cloud }, { requiredKeys: ['teamsAppId'] }),
  fc.record(
    { userId: id, tenantId: id, resourceId: id, rawId: id, cloud },
    { requiredKeys: ['userId', 'tenantId', 'resourceId'] },
  ),
  fc.record({ id }),
);

describe('raw ids', () => {
  test.each(rawIds)('%j means the same as in the official package', (rawId) => {
    expect(createIdentifierFromRawId(rawId)).toEqual(official.createIdentifierFromRawId(rawId));
  });

  test('every raw id means the same as in the official package', () => {
    fc.assert(
      fc.property(anyRawId, (rawId) => {
        expect(createIdentifierFromRawId(rawId)).toEqual(official.createIdentifierFromRawId(rawId));
      }),
    );
  });

  test('a raw id survives the way to an identifier and back', () => {
    fc.assert(
      fc.property(anyRawId, (rawId) => {
        expect(getIdentifierRawId(createIdentifierFromRawId(rawId))).toBe(rawId);
      }),
    );
  });

  test('every identifier has the raw id and the kind of the official package', () => {
    fc.assert(
      fc.property(anyIdentifier, (identifier) => {
        expect(getIdentifierRawId(identifier)).toBe(official.getIdentifierRawId(identifier));
        expect(getIdentifierKind(identifier)).toEqual(official.getIdentifierKind(identifier));
      }),
    );
  });
});

describe('the wire', () => {
  test('every identifier keeps its raw id over the wire', () => {
    fc.assert(
      fc.property(anyIdentifier, (identifier) => {
        const wire: unknown = JSON.parse(JSON.stringify(encodeIdentifier(identifier)));
        const back = decodeIdentifier(wire, 'identifier');
        expect(getIdentifierRawId(back)).toBe(getIdentifierRawId(identifier));
      }),
    );
  });

  test('a user comes back with a kind and without a raw id', () => {
    const rawId = '8:acs:resource_user';
    const wire = encodeIdentifier({ communicationUserId: rawId });
    expect(wire).toEqual({ rawId, communicationUser: { id: rawId } });
    expect(decodeIdentifier(wire, 'identifier')).toEqual({
      kind: 'communicationUser',
      communicationUserId: rawId,
    });
  });

  test.each([
    ['two models', { rawId: 'x', communicationUser: { id: 'x' }, phoneNumber: { value: '1' } }],
    ['no raw id', {}],
    ['a phone number without raw id', { phoneNumber: { value: '1' } }],
    ['a Teams user without cloud', { rawId: 'x', microsoftTeamsUser: { userId: 'x' } }],
    ['no object', 'x'],
  ])('%s is a decode error', (_what, wire) => {
    expect(() => decodeIdentifier(wire, 'identifier')).toThrow(
      expect.objectContaining({ code: 'invalid-response' }),
    );
  });
});
