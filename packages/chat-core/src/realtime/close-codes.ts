// Codes with which a service closes a socket, where the client must know why. Bundlers put a number of a file without imports in its place.

/** The token is missing, invalid, expired, revoked or another user's. */
export const unauthorized = 4401;

/** The protocol version is not spoken by the service. */
export const protocolNotSpoken = 4409;
