import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller, FileToUpload } from '../test-support/attachment-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

let service: ChatService;
let scene: Scene;
let caller: AttachmentCaller;
beforeEach(() => start());
afterEach(() => service.close());

async function start(types?: readonly string[]): Promise<void> {
  service = await createChatService({ ...(types && { attachments: { types } }) });
  scene = await setScene(service);
  caller = createAttachmentCaller(service.fetch);
}

const upload = (file: FileToUpload) => caller.upload(scene.ada.token, scene.threadId, file);
async function roundTrip(file: FileToUpload): Promise<Response> {
  const { status, body } = await upload(file);
  expect(status).toBe(201);
  return await caller.download(scene.grace.token, body.url);
}

describe('the answer with a file', () => {
  test('forbids to sniff it, to run it, to embed it elsewhere and to keep it for others', async () => {
    const response = await roundTrip({ name: 'a.pdf', mime: 'application/pdf' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`,
      'content-length': '5',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'application/pdf',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test('is for pages of allowed origins, which may read its name, and for no others', async () => {
    const { body } = await upload({});
    const get = (origin: string) =>
      caller.download(scene.ada.token, body.url, { headers: { origin } });
    const allowed = await get('http://localhost:5173');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(allowed.headers.get('access-control-expose-headers')).toContain('Content-Disposition');
    expect((await get('https://evil.example')).status).toBe(403);
  });

  test('is the same without its body for HEAD', async () => {
    const { body } = await upload({});
    const head = await caller.download(scene.ada.token, body.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      '5',
      '',
    ]);
  });

  test.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])(
    'may show %s in the page',
    async (mime) => {
      const { headers } = await roundTrip({ name: 'a', mime });
      expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
        mime,
        expect.stringMatching(/^inline; /),
      ]);
    },
  );

  test.each(['application/pdf', 'text/plain', 'application/zip', 'audio/mpeg', 'video/mp4'])(
    'has %s saved',
    async (mime) => {
      const { headers } = await roundTrip({ name: 'a', mime });
      expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
        mime,
        expect.stringMatching(/^attachment; /),
      ]);
    },
  );
});

describe('types', () => {
  const running = [
    ...['text/html', 'application/xhtml+xml', 'image/svg+xml', 'text/xml', 'application/xml'],
    ...['text/javascript', 'application/javascript', 'application/ecmascript', 'text/css'],
    ...['application/wasm', 'message/rfc822', 'multipart/related', 'application/octet-stream'],
  ];

  test.each(running)('%s is refused, and the answer says so', async (mime) => {
    const { status, body } = await upload({ mime });
    expect([status, body.error.code]).toEqual([415, 'UnsupportedMediaType']);
    expect(body.error.message).toContain(mime);
  });

  test.each(running)('%s is handed out as mere bytes where it is allowed', async (mime) => {
    await start([mime]);
    const response = await roundTrip({ name: 'a.html', mime, body: '<script>alert(1)</script>' });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  test('what a file holds is not looked at: a page that says it is a picture is handed out as a picture', async () => {
    const page = '<!doctype html><script>alert(1)</script>';
    const response = await roundTrip({ name: 'a.png', mime: 'image/png', body: page });
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe(page);
  });

  test('are compared without their parameters and whatever their case', async () => {
    const { body } = await upload({ mime: 'Text/PLAIN; charset=utf-8; x="image/svg+xml"' });
    expect(body.mime).toBe('text/plain');
  });

  test('can be allowed by family', async () => {
    await start(['Audio/*', 'text/plain']);
    expect((await upload({ mime: 'audio/x-odd' })).status).toBe(201);
    expect((await upload({ mime: 'text/plain' })).status).toBe(201);
    expect((await upload({ mime: 'image/png' })).status).toBe(415);
    expect((await upload({ mime: 'audio' })).status).toBe(400);
  });

  test.each(['', 'png', '/', 'image/', '*/*', 'image/*', 'a b/c', 'a/b\u00e9'])(
    'that are none are refused with what to do: %j',
    async (mime) => {
      const { status, body } = await upload({ mime, body: new Uint8Array(1) });
      expect([status, body.error.code]).toEqual([400, 'BadRequest']);
      expect(body.error.message).toContain('"Content-Type"');
    },
  );
});

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x', 'x'],
    ['a\0b.txt', 'ab.txt'],
    ['a.txt\r\nX-Evil: 1', 'a.txtX-Evil_ 1'],
    ['"quoted".txt', '_quoted_.txt'],
    ['<script>alert(1)</script>', 'script_'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['nul.txt', '_nul.txt'],
    ['😀.png', '😀.png'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['보고서.pdf', '보고서.pdf'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(196)}.png`],
  ])('%j is kept and handed out as %j', async (name, expected) => {
    const { body } = await upload({ name });
    expect(body.name).toBe(expected);
    const { headers } = await caller.download(scene.grace.token, body.url);
    expect(headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent(expected)}`,
    );
    expect(headers.get('x-evil')).toBeNull();
  });

  test('of the whole list of naughty strings make a file that comes back', async () => {
    for (const name of naughtyStrings.filter((text) => text !== '')) {
      const response = await roundTrip({ name });
      expect(await response.text()).toBe('Hello');
    }
  });

  test.each([undefined, ''])('that are missing are refused with what to do: %j', async (name) => {
    const { status, body } = await upload({ headers: { 'x-confab-file-name': name } });
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    expect(body.error.message).toMatch(/no name.*"X-Confab-File-Name"/);
  });

  test.each(['%', '%ff', '%ed%a0%80', '%c0%af'])(
    'that are not percent-encoded UTF-8 are refused: %s',
    async (name) => {
      const { status, body } = await upload({ headers: { 'x-confab-file-name': name } });
      expect([status, body.error.code]).toEqual([400, 'BadRequest']);
      expect(body.error.message).toContain('encodeURIComponent');
    },
  );
});
