// Answers every request with something recorded, so that the clients are what is measured.
// `node answer-server.mjs <folder>`: the folder holds the certificate, the page of messages and the script of the clients.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const [folder = '.'] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name));

const page = read('page.json');
const script = read('in-browser.js');
const sent = Buffer.from('{"id":"1700000000000"}');
const html = Buffer.from(
  '<!doctype html><title>Clients</title><script type="module" src="/in-browser.js"></script>',
);
/** Without isolation from other origins, Chromium's clock only tells tenths of a millisecond. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const server = createServer(
  { cert: read('tls-cert.pem'), key: read('tls-key.pem') },
  (request, response) => {
    const answer = (status, type, body) => {
      response.writeHead(status, {
        'content-type': type,
        'content-length': body.length,
        'cache-control': 'no-store',
        ...isolation,
      });
      response.end(body);
    };
    if (request.method === 'POST') {
      request.resume();
      request.on('end', () => answer(201, 'application/json', sent));
    } else if (request.url.startsWith('/chat/')) answer(200, 'application/json', page);
    else if (request.url === '/in-browser.js') answer(200, 'text/javascript', script);
    else answer(200, 'text/html', html);
  },
);
server.keepAliveTimeout = 60_000;

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening {"endpoint":"https://localhost:${server.address().port}"}\n`);
});
