import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { decodeBase64 } from './base64.ts';

const signingSecret = btoa('s'.repeat(64));
const secret = decodeBase64(signingSecret);

async function start() {
  const time = createManualTime();
  const service = await createChatService({ clock: time.clock, signingSecret });
  const { userId, token } = await service.createUser('ada');
  const payload = JSON.parse(atob(token.split('.')[1] ?? ''));
  const use = async (bearer: string) => {
    const { status, body } = await createRestCaller(
      service.fetch,
      'http://localhost',
      bearer,
    )('GET', '/chat/threads');
    return [status, body.error?.code];
  };
  const sign = (
    claims: object,
    key: Parameters<SignJWT['sign']>[0] = secret,
    header: object = {},
  ) =>
    new SignJWT({ ...payload, ...claims })
      .setProtectedHeader({ alg: 'HS256', ...header })
      .sign(key);
  return { time, service, userId, token, payload, use, sign };
}

describe('a user token', () => {
  test('is good until it expires', async () => {
    const { time, token, use } = await start();
    expect(await use(token)).toEqual([200, undefined]);
    time.advance(24 * 60 * 60 * 1000 + 10_000);
    expect(await use(token)).toEqual([401, 'Unauthorized']);
  });

  test('is good after a restart with the same storage, and nowhere else', async () => {
    const { token } = await start();
    const other = await createChatService({ clock: createManualTime().clock, signingSecret });
    const call = createRestCaller(other.fetch, 'http://localhost', token);
    expect((await call('GET', '/chat/threads')).status).toBe(401);
  });

  test.each(['', 'garbage', 'a.b.c', `x`.repeat(9_000)])(
    'that is garbage is refused: %#',
    async (token) => {
      const { use } = await start();
      expect(await use(token)).toEqual([401, 'Unauthorized']);
    },
  );

  test('without a signature, or with another algorithm or key, is refused', async () => {
    const { payload, use, sign } = await start();
    const { privateKey } = await generateKeyPair('RS256');
    const forged = [
      new UnsecuredJWT(payload).encode(),
      await sign({}, new TextEncoder().encode('x'.repeat(64))),
      await sign({}, secret, { alg: 'HS512' }),
      await sign({}, privateKey, { alg: 'RS256' }),
      await sign({}, new TextEncoder().encode('x'.repeat(64)), {
        kid: '../../dev/null',
        jwk: { kty: 'oct', k: 'eA' },
      }),
    ];
    for (const token of forged) expect(await use(token)).toEqual([401, 'Unauthorized']);
  });

  test.each([
    ['for another service', { resourceId: 'other' }],
    ['of an unknown user', { skypeid: 'acs:x_y' }],
    ['without a user', { skypeid: undefined }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['from the future', { iat: 4_000_000_000 }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
    ['without scopes', { acsScope: undefined }],
  ])('%s is refused although its signature is right', async (_name, claims) => {
    const { use, sign } = await start();
    expect(await use(await sign({}))).toEqual([200, undefined]);
    expect(await use(await sign(claims))).toEqual([401, 'Unauthorized']);
  });
});

test('a key that is too short or no base64 keeps the service from starting', async () => {
  await expect(createChatService({ accessKey: btoa('short') })).rejects.toThrow(
    'at least 32 bytes',
  );
  await expect(createChatService({ signingSecret: '***' })).rejects.toThrow('at least 32 bytes');
});
