import type { CommunicationIdentifierKind } from '../model/identifiers.ts';

/** The model's name of a field → the service's, where they differ. What is an identifier is written as one. */
const wireNames: Readonly<Record<string, string>> = {
  sender: 'senderCommunicationIdentifier',
  initiator: 'initiatorCommunicationIdentifier',
  createdBy: 'createdByCommunicationIdentifier',
  innerError: 'innererror',
};

/**
 * The inverse of decoding: what a service sends for a model. It knows nothing of the decoders' tables, and goes through JSON, as an answer
 * does.
 */
export function writeWire(model: object): Record<string, unknown> {
  // A model is an object, and so is its JSON.
  return JSON.parse(JSON.stringify(toWire(model))) as Record<string, unknown>;
}

function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  // A field without a model of its own, metadata for instance, is not touched: its keys are data.
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (name === 'metadata') return [name, field];
      if (!isIdentifier(field)) return [wireNames[name] ?? name, toWire(field)];
      return [name === 'id' ? 'communicationIdentifier' : wireNames[name], writeIdentifier(field)];
    }),
  );
}

function isIdentifier(value: unknown): value is CommunicationIdentifierKind {
  const kinds =
    /^(communicationUser|phoneNumber|microsoftTeams(User|App)|teamsExtensionUser|unknown)$/;
  return (
    typeof value === 'object' && value !== null && 'kind' in value && kinds.test(String(value.kind))
  );
}

/** An identifier as answers hold it. */
export function writeIdentifier(identifier: CommunicationIdentifierKind): object {
  const { kind } = identifier;
  switch (kind) {
    case 'communicationUser': {
      const id = identifier.communicationUserId;
      return { kind, rawId: id, communicationUser: { id } };
    }
    case 'phoneNumber': {
      const { phoneNumber: value, rawId, ...rest } = identifier;
      const { kind: _kind, ...flags } = rest;
      return { kind, rawId, phoneNumber: { value, ...flags } };
    }
    case 'microsoftTeamsUser': {
      const { microsoftTeamsUserId: userId, rawId, isAnonymous, cloud } = identifier;
      return { kind, rawId, microsoftTeamsUser: { userId, isAnonymous, cloud } };
    }
    case 'microsoftTeamsApp': {
      const { teamsAppId: appId, rawId, cloud } = identifier;
      return { kind, rawId, microsoftTeamsApp: { appId, cloud } };
    }
    case 'teamsExtensionUser': {
      const { rawId, kind: _kind, ...user } = identifier;
      return { kind, rawId, teamsExtensionUser: user };
    }
    case 'unknown':
      return { kind, rawId: identifier.id };
    default:
      return identifier satisfies never;
  }
}
