import type { CommunicationIdentifier } from '@azure/communication-common';

import type { DifferentialCase } from '../differential-case.ts';
import { ada, adaId, answerWith, refuse } from './samples.ts';

const added = answerWith(201, {});
const removed = { status: 204, text: '' };

/** All forms of an argument that names somebody, and what is special about each. */
const identifiers: readonly (readonly [string, CommunicationIdentifier])[] = [
  ['a user', { communicationUserId: adaId }],
  ['a user of an old form', { communicationUserId: '8:spool:r_u' }],
  ['a phone number', { phoneNumber: '+441632960001' }],
  ['a phone number with a raw id', { phoneNumber: '+441632960001', rawId: '4:+441632960001_7' }],
  ['an anonymous phone number', { phoneNumber: 'anonymous', isAnonymous: true, assertedId: '7' }],
  ['a Teams user', { microsoftTeamsUserId: 'ada' }],
  ['an anonymous Teams user', { microsoftTeamsUserId: 'ada', isAnonymous: true }],
  ['a Teams user of the cloud dod', { microsoftTeamsUserId: 'ada', cloud: 'dod' }],
  ['a Teams user of the cloud gcch', { microsoftTeamsUserId: 'ada', cloud: 'gcch' }],
  ['a Teams user with a raw id', { microsoftTeamsUserId: 'ada', rawId: '8:orgid:other' }],
  ['a Teams app', { teamsAppId: 'app' }],
  ['a Teams app of the cloud gcch', { teamsAppId: 'app', cloud: 'gcch' }],
  ['a Teams app with a raw id', { teamsAppId: 'app', rawId: '28:dod:other' }],
  ['a Teams phone extension user', { userId: 'u', tenantId: 't', resourceId: 'r' }],
  [
    'a Teams phone extension user of a cloud',
    { userId: 'u', tenantId: 't', resourceId: 'r', cloud: 'dod' },
  ],
  [
    'a Teams phone extension user with a raw id',
    { userId: 'u', tenantId: 't', resourceId: 'r', rawId: '8:acs:r_t_u' },
  ],
  ['somebody unknown', { id: '99:someone' }],
];

/** Adding and removing people. */
export const participantsCases: readonly DifferentialCase[] = [
  ...identifiers.map(([who, id]): DifferentialCase => ({
    name: `${who} is added`,
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id }] }),
  })),
  ...identifiers.map(([who, id]): DifferentialCase => ({
    name: `${who} is removed`,
    operation: 'removeParticipant',
    answers: [removed],
    run: ({ thread }) => thread.removeParticipant(id),
  })),
  {
    name: 'an identifier that has its kind is written without it',
    operation: 'removeParticipant',
    answers: [removed],
    run: ({ thread }) => {
      const identifier = { kind: 'communicationUser', communicationUserId: adaId } as const;
      return thread.removeParticipant(identifier);
    },
  },
  {
    name: 'participants with name, history and metadata are added',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) =>
      thread.addParticipants({
        participants: [
          { id: ada, displayName: 'Ada', shareHistoryTime: new Date(0), metadata: { role: 'x' } },
          { id: { id: '99:x' }, displayName: '' },
        ],
      }),
  },
  {
    name: 'no participants at all are sent as an empty list',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) => thread.addParticipants({ participants: [] }),
  },
  {
    name: 'unknown fields of a participant are not sent',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) => {
      const participant = { id: ada, pronouns: 'she' };
      return thread.addParticipants({ participants: [participant] });
    },
  },
  {
    name: 'people who could not be added are named',
    operation: 'addParticipants',
    answers: [
      answerWith(201, {
        invalidParticipants: [
          { target: adaId, code: '404', message: 'Not found' },
          { target: '99:x', code: '403', message: 'No', details: [], extra: true },
        ],
      }),
    ],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id: ada }] }),
  },
  {
    name: 'unknown fields of the answer to an addition are passed on',
    operation: 'addParticipants',
    answers: [answerWith(201, { quota: 3, invalidParticipants: [] })],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id: ada }] }),
  },
  {
    name: 'an addition is repeated after a server error',
    operation: 'addParticipants',
    answers: [refuse(500, 'Internal'), added],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id: ada }] }),
  },
  {
    name: 'an addition that is answered with 200 is an error',
    operation: 'addParticipants',
    answers: [answerWith(200, {})],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id: ada }] }),
  },
  {
    name: 'an addition that is answered with 207 is an error',
    operation: 'addParticipants',
    answers: [answerWith(207, { invalidParticipants: [] })],
    run: ({ thread }) => thread.addParticipants({ participants: [{ id: ada }] }),
  },
  {
    name: 'a missing list of participants is an argument error',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) => thread.addParticipants({} as unknown as { participants: [] }),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { code: 'invalid-argument', operation: 'addParticipants' },
      },
    },
  },
  {
    name: 'a removal is repeated after a gateway error',
    operation: 'removeParticipant',
    answers: [{ status: 502, text: '' }, removed],
    run: ({ thread }) => thread.removeParticipant(ada),
  },
  {
    name: 'a removal that is answered with 200 is an error',
    operation: 'removeParticipant',
    answers: [answerWith(200, {})],
    run: ({ thread }) => thread.removeParticipant(ada),
  },
  {
    name: 'a removal that is forbidden is an error',
    operation: 'removeParticipant',
    answers: [refuse(403, 'Forbidden')],
    run: ({ thread }) => thread.removeParticipant(ada),
  },
  {
    name: 'a missing participant is an argument error',
    operation: 'removeParticipant',
    answers: [removed],
    run: ({ thread }) => thread.removeParticipant(undefined as unknown as CommunicationIdentifier),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { code: 'invalid-argument', operation: 'removeParticipant' },
      },
    },
  },
];
