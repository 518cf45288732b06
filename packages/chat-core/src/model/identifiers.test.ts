import * as official from '@azure/communication-common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readIdentifier as decodeIdentifier } from '../decode-identifier.ts';
import { encodeIdentifier } from '../encode.ts';
import * as identifiers from './identifiers.ts';
import type { CommunicationIdentifier } from './identifiers.ts';
import { createIdentifierFromRawId } from './parse-raw-id.ts';

const ours = { ...identifiers, createIdentifierFromRawId };

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

/**
 * What callers without types pass: identifiers with several forms' fields, with some missing, of the wrong type or `undefined`, and with
 * clouds that there are not.
 */
const anyIdentifierOfJavaScript: fc.Arbitrary<CommunicationIdentifier> = fc
  .record(
    {
      communicationUserId: oddly(id),
      phoneNumber: oddly(id),
      microsoftTeamsUserId: oddly(id),
      teamsAppId: oddly(id),
      userId: oddly(id),
      tenantId: oddly(id),
      resourceId: oddly(id),
      id: oddly(id),
      rawId: fc.oneof(id, fc.constantFrom('', undefined)),
      isAnonymous: fc.boolean(),
      cloud: fc.constantFrom('public', 'dod', 'gcch', 'acs', 'constructor', '', undefined),
    },
    { requiredKeys: [] },
  )
  // These are not what the type says: that is the point.
  .map((identifier) => identifier as CommunicationIdentifier);

function oddly(value: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 3, arbitrary: value }, fc.constantFrom(undefined, null, 7, ''));
}

/** The guards of both packages, by name. */
const guards = [
  {
    name: 'isCommunicationUserIdentifier',
    ours: ours.isCommunicationUserIdentifier,
    official: official.isCommunicationUserIdentifier,
  },
  {
    name: 'isPhoneNumberIdentifier',
    ours: ours.isPhoneNumberIdentifier,
    official: official.isPhoneNumberIdentifier,
  },
  {
    name: 'isMicrosoftTeamsUserIdentifier',
    ours: ours.isMicrosoftTeamsUserIdentifier,
    official: official.isMicrosoftTeamsUserIdentifier,
  },
  {
    name: 'isMicrosoftTeamsAppIdentifier',
    ours: ours.isMicrosoftTeamsAppIdentifier,
    official: official.isMicrosoftTeamsAppIdentifier,
  },
  {
    name: 'isTeamsExtensionUserIdentifier',
    ours: ours.isTeamsExtensionUserIdentifier,
    official: official.isTeamsExtensionUserIdentifier,
  },
  {
    name: 'isUnknownIdentifier',
    ours: ours.isUnknownIdentifier,
    official: official.isUnknownIdentifier,
  },
] as const;

/** The official result without the keys that hold `undefined`: the one difference. */
function withoutEmptyKeys(identifier: object): object {
  return Object.fromEntries(Object.entries(identifier).filter(([, value]) => value !== undefined));
}

function expectSameMeaning(rawId: string): void {
  const identifier = ours.createIdentifierFromRawId(rawId);
  expect(identifier).toStrictEqual(withoutEmptyKeys(official.createIdentifierFromRawId(rawId)));
}

function expectSameReading(identifier: CommunicationIdentifier): void {
  expect(ours.getIdentifierRawId(identifier)).toBe(official.getIdentifierRawId(identifier));
  expect(ours.getIdentifierKind(identifier)).toStrictEqual(official.getIdentifierKind(identifier));
  for (const guard of guards) {
    expect(guard.ours(identifier), guard.name).toBe(guard.official(identifier));
  }
}

describe('raw ids', () => {
  test.each(rawIds)('%j means the same as in the official package', (rawId) => {
    expectSameMeaning(rawId);
  });

  test('every raw id means the same as in the official package', () => {
    fc.assert(fc.property(anyRawId, expectSameMeaning), { numRuns: 1000 });
  });

  test('a raw id survives the way to an identifier and back', () => {
    fc.assert(
      fc.property(anyRawId, (rawId) => {
        expect(ours.getIdentifierRawId(ours.createIdentifierFromRawId(rawId))).toBe(rawId);
      }),
      { numRuns: 1000 },
    );
  });

  test('an identifier that came from a raw id survives the way there and back', () => {
    fc.assert(
      fc.property(anyRawId, (rawId) => {
        const identifier = ours.createIdentifierFromRawId(rawId);
        const back = ours.createIdentifierFromRawId(ours.getIdentifierRawId(identifier));
        expect(back).toStrictEqual(identifier);
      }),
    );
  });
});

describe('identifiers', () => {
  test('every identifier has the raw id, the kind and the guards of the official package', () => {
    fc.assert(fc.property(anyIdentifier, expectSameReading), { numRuns: 1000 });
  });

  test('what callers without types pass is read as in the official package', () => {
    fc.assert(fc.property(anyIdentifierOfJavaScript, expectSameReading), { numRuns: 1000 });
  });

  test.each([
    [{ communicationUserId: '8:acs:a_b' }, 'isCommunicationUserIdentifier'],
    [{ phoneNumber: '+15551234' }, 'isPhoneNumberIdentifier'],
    [{ microsoftTeamsUserId: 'a' }, 'isMicrosoftTeamsUserIdentifier'],
    [{ teamsAppId: 'a' }, 'isMicrosoftTeamsAppIdentifier'],
    [{ userId: 'a', tenantId: 'b', resourceId: 'c' }, 'isTeamsExtensionUserIdentifier'],
    [{ id: 'a' }, 'isUnknownIdentifier'],
  ] as const)('%j passes %s and no other guard', (identifier, name) => {
    const passed = guards.filter((guard) => guard.ours(identifier));
    expect(passed.map((guard) => guard.name)).toEqual([name]);
  });
});

describe('the wire', () => {
  test('every identifier keeps its raw id over the wire', () => {
    fc.assert(
      fc.property(anyIdentifier, (identifier) => {
        const wire: unknown = JSON.parse(JSON.stringify(encodeIdentifier(identifier)));
        const back = decodeIdentifier(wire, 'identifier');
        expect(ours.getIdentifierRawId(back)).toBe(ours.getIdentifierRawId(identifier));
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
