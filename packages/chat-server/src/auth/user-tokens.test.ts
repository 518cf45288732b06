import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { signRequest } from '../test-support/sign-request.ts';
import { decodeBase64, encodeBase64Url } from './base64.ts';

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

/** A token as no library would write it. */
function signByHand(payload: object, key: Uint8Array, header: object): string {
  const parts = [{ alg: 'HS256', typ: 'JWT', ...header }, payload];
  const text = parts
    .map((part) => encodeBase64Url(new TextEncoder().encode(JSON.stringify(part))))
    .join('.');
  const hash = JSON.stringify(header).includes('HS512') ? 'sha512' : 'sha256';
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
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

  test.each(['', 'garbage', 'a.b.c', '.'.repeat(100), 'x'.repeat(9_000)])(
    'that is garbage is refused: %#',
    async (token) => {
      const { use } = await start();
      expect(await use(token)).toEqual([401, 'Unauthorized']);
    },
  );

  test('is good for a few seconds after its end, because clocks differ, and for less than a minute', async () => {
    const { time, token, payload, use } = await start();
    time.set(payload.exp * 1000 + 4_000);
    expect(await use(token)).toEqual([200, undefined]);
    time.set(payload.exp * 1000 + 60_000);
    expect(await use(token)).toEqual([401, 'Unauthorized']);
  });

  test('that was good before is looked at again: when it has expired, and when the clock steps back behind its issue', async () => {
    const { time, token, use } = await start();
    const begin = time.clock.now();
    for (let count = 0; count < 3; count++) expect(await use(token)).toEqual([200, undefined]);
    time.set(begin - 10 * 60_000);
    expect(await use(token)).toEqual([401, 'Unauthorized']);
    time.set(begin + 25 * 60 * 60_000);
    expect(await use(token)).toEqual([401, 'Unauthorized']);
    time.set(begin);
    expect(await use(token)).toEqual([200, undefined]);
  });

  test('of a deleted user is refused', async () => {
    const { service, userId, token, use } = await start();
    const url = `http://localhost/identities/${userId}?api-version=2023-10-01`;
    const accessKey = service.connectionString.split('accesskey=')[1] ?? '';
    const headers = signRequest('DELETE', url, '', accessKey, createManualTime().clock.now());
    expect((await service.fetch(url, { method: 'DELETE', headers })).status).toBe(204);
    expect(await use(token)).toEqual([401, 'Unauthorized']);
  });

  test('is refused when a part of it is missing, changed or added', async () => {
    const { token, payload, use } = await start();
    const [header = '', , signature = ''] = token.split('.');
    const body = encodeBase64Url(new TextEncoder().encode(JSON.stringify(payload)));
    const changed = encodeBase64Url(
      new TextEncoder().encode(JSON.stringify({ ...payload, acsScope: 'chat,voip' })),
    );
    expect(await use(`${header}.${body}.${signature}`)).toEqual([200, undefined]);
    for (const forged of [
      `${header}.${changed}.${signature}`,
      `${header}.${body}.`,
      `${header}.${body}`,
      `${header}.${body}.${signature.slice(0, -2)}`,
      `${header}.${body}.${signature}.${signature}`,
      `.${body}.${signature}`,
      `${body}.${body}.${signature}`,
    ]) {
      expect(await use(forged)).toEqual([401, 'Unauthorized']);
    }
  });
});

describe('a token is refused that is signed', () => {
  const pem = ['-----BEGIN PUBLIC KEY-----', btoa('p'.repeat(64)), '-----END PUBLIC KEY-----'];
  const theirs = new TextEncoder().encode('x'.repeat(64));
  const ways: [way: string, key: Uint8Array, header: object][] = [
    ['with another key', theirs, {}],
    ['with another algorithm and the right key', secret, { alg: 'HS512' }],
    ['with the text of a public key', new TextEncoder().encode(pem.join('\n')), {}],
    ['with an empty file that kid points to', new Uint8Array(1), { kid: '../../../dev/null' }],
    ['with SQL in kid', theirs, { kid: "x' UNION SELECT 'key" }],
    [
      'with a key that it brings along',
      theirs,
      { jwk: { kty: 'oct', k: encodeBase64Url(theirs) } },
    ],
    [
      'with a key at an address',
      theirs,
      { jku: 'http://localhost/keys', x5u: 'http://localhost/c' },
    ],
    [
      'with the right key and an extension that must be understood',
      secret,
      { crit: ['exp2'], exp2: 1 },
    ],
  ];
  test.each(ways)('%s', async (_way, key, header) => {
    const { payload, use } = await start();
    expect(await use(signByHand(payload, secret, {}))).toEqual([200, undefined]);
    expect(await use(signByHand(payload, key, header))).toEqual([401, 'Unauthorized']);
  });

  test('by nobody, whatever case "none" is written in', async () => {
    const { payload, use } = await start();
    const [, body = ''] = new UnsecuredJWT(payload).encode().split('.');
    for (const alg of ['none', 'None', 'NONE', '', 0, null]) {
      const header = encodeBase64Url(new TextEncoder().encode(JSON.stringify({ alg, typ: 'JWT' })));
      expect(await use(`${header}.${body}.`)).toEqual([401, 'Unauthorized']);
    }
  });

  test('with a key pair, whose public half the service does not have', async () => {
    const { use, sign } = await start();
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await sign({}, privateKey, { alg: 'RS256' });
    expect(await use(forged)).toEqual([401, 'Unauthorized']);
    const [, body = '', signature = ''] = forged.split('.');
    const header = encodeBase64Url(new TextEncoder().encode('{"alg":"HS256"}'));
    expect(await use(`${header}.${body}.${signature}`)).toEqual([401, 'Unauthorized']);
  });
});

describe('although its signature is right, a token is refused', () => {
  const odd = [undefined, null, true, '', 'x', '1e3', -1, 0.5, 1e300, [], {}];
  const claims: [claim: string, isOdd: (value: unknown) => boolean][] = [
    ['skypeid', () => true],
    ['acsScope', () => true],
    ['resourceId', () => true],
    ['exp', () => true],
    ['iat', (value) => value !== -1],
    ['confabGeneration', () => true],
    ['nbf', (value) => value !== undefined && value !== -1 && value !== 0.5],
  ];
  const table = claims.flatMap(([claim, isOdd]) =>
    odd
      .filter((value) => isOdd(value))
      .map((value) => [claim, JSON.stringify(value), value] as const),
  );
  test.each(table)('when %s is %s', async (claim, _text, value) => {
    const { use, sign } = await start();
    const [status] = await use(await sign({ [claim]: value }));
    // Text that is no chat scope is a token for something else.
    expect(status).toBe(claim === 'acsScope' && typeof value === 'string' ? 403 : 401);
  });

  test.each([
    ['that is for another service', { resourceId: 'other' }],
    ['that is for an unknown user', { skypeid: 'acs:x_y' }],
    ['that comes from the future', { iat: 4_000_000_000 }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
    ['that is longer than 8 KB', { padding: 'x'.repeat(8_192) }],
    ['that was issued before the tokens were revoked', { confabGeneration: 0 }],
    ['that was issued after it', { confabGeneration: 2 }],
  ])('%s', async (_name, part) => {
    const { use, sign } = await start();
    expect(await use(await sign({}))).toEqual([200, undefined]);
    expect(await use(await sign(part))).toEqual([401, 'Unauthorized']);
  });
});

test('a key that is too short or no base64 keeps the service from starting', async () => {
  await expect(createChatService({ accessKey: btoa('short') })).rejects.toThrow(
    'at least 32 bytes',
  );
  await expect(createChatService({ signingSecret: '***' })).rejects.toThrow('at least 32 bytes');
});
