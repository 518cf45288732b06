import type * as official from '@azure/communication-common';
import { expectTypeOf, test } from 'vitest';

import type * as identifiers from './identifiers.ts';
import type * as parsing from './parse-raw-id.ts';

type Ours = typeof identifiers & typeof parsing;

test('each function about identifiers has the official signature', () => {
  type Name = keyof Ours;
  type Unlike = {
    [N in Name]: Identical<(typeof official)[N], Ours[N]> extends true ? never : N;
  }[Name];
  expectTypeOf<Unlike>().toEqualTypeOf<never>();
  expectTypeOf<Name>().toEqualTypeOf<
    | 'createIdentifierFromRawId'
    | 'getIdentifierKind'
    | 'getIdentifierRawId'
    | 'isCommunicationUserIdentifier'
    | 'isMicrosoftTeamsAppIdentifier'
    | 'isMicrosoftTeamsUserIdentifier'
    | 'isPhoneNumberIdentifier'
    | 'isTeamsExtensionUserIdentifier'
    | 'isUnknownIdentifier'
  >();
});

type Identical<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

test('a guard narrows to its form', () => {
  const narrow = (identifier: identifiers.CommunicationIdentifier, guards: Ours): void => {
    if (guards.isTeamsExtensionUserIdentifier(identifier)) {
      expectTypeOf(identifier).toEqualTypeOf<official.TeamsExtensionUserIdentifier>();
    }
  };
  expectTypeOf(narrow).toBeFunction();
});
