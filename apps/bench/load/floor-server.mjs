// The least that any chat server has to do: store each message durably, hand it to every open socket, answer.
// `node floor-server.mjs <folder>`. Plain JavaScript, like the built service that it is compared with.
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'libsql';
import { WebSocketServer } from 'ws';

const [folder = '.'] = process.argv.slice(2);

const database = new Database(join(folder, 'floor.db'));
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
database.exec('CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO messages (body) VALUES (?)');

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const { lastInsertRowid } = insert.run(body);
    for (const socket of sockets.clients) socket.send(body);
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: String(lastInsertRowid) }));
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  process.stdout.write(`listening {"endpoint":"http://127.0.0.1:${port}"}\n`);
});
