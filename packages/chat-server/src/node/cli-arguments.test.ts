import { expect, test } from 'vitest';
import { helpText, parseCliArguments } from './cli-arguments.ts';

const defaults = {
  port: 4830,
  host: '127.0.0.1',
  storage: 'memory',
  shareStorage: false,
  endpoint: undefined,
  allowedOrigins: [],
  accessKey: undefined,
  tls: undefined,
  rateLimits: 'acs',
  realtime: 'all',
  attachments: {},
  connectionsPerAddress: 100,
  requestsPerAddress: 1000,
  faultsFile: undefined,
  backupFile: undefined,
};

test('without options the service listens on this computer, limits callers as Azure does and keeps nothing', () => {
  expect(parseCliArguments([])).toEqual(defaults);
});

test.each([
  ['--port=0', { port: 0 }],
  ['--host ::1', { host: '::1' }],
  ['--storage ./data', { storage: './data' }],
  ['--storage ./data --share-storage', { storage: './data', shareStorage: true }],
  ['--endpoint https://chat.example/', { endpoint: 'https://chat.example' }],
  ['--endpoint http://10.0.0.7:8080', { endpoint: 'http://10.0.0.7:8080' }],
  [
    '--allow-origin https://a.example --allow-origin http://b.example:81',
    { allowedOrigins: ['https://a.example', 'http://b.example:81'] },
  ],
  ['--access-key abc', { accessKey: 'abc' }],
  ['--tls-cert c.pem --tls-key k.pem', { tls: { certFile: 'c.pem', keyFile: 'k.pem' } }],
  ['--self-signed', { tls: 'self-signed' }],
  ['--rate-limits off', { rateLimits: 'off' }],
  ['--realtime azure', { realtime: 'azure' }],
  ['--attachments off', { attachments: false }],
  [
    '--attachments on --attachment-bytes 20000000 --attachment-thread-bytes 5000000000',
    { attachments: { maxBytes: 20_000_000, maxBytesPerThread: 5_000_000_000 } },
  ],
  [
    '--attachment-type image/png --attachment-type Audio/*',
    { attachments: { types: ['image/png', 'Audio/*'] } },
  ],
  ['--connections-per-address 7', { connectionsPerAddress: 7 }],
  ['--connections-per-address off', { connectionsPerAddress: undefined }],
  ['--requests-per-address 20', { requestsPerAddress: 20 }],
  ['--requests-per-address off', { requestsPerAddress: undefined }],
  ['--faults f.json --host localhost', { faultsFile: 'f.json', host: 'localhost' }],
  ['--storage ./data --backup b.db', { storage: './data', backupFile: 'b.db' }],
])('%s is read', (line, expected) => {
  expect(parseCliArguments(line.split(' '))).toEqual({ ...defaults, ...expected });
});

test('--help wins over everything else, and names every option', () => {
  expect(parseCliArguments(['--help', '--port', 'x'])).toBe('help');
  const named = [...helpText.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
  expect(named).toEqual([
    ...['port', 'host', 'storage', 'share-storage', 'endpoint', 'allow-origin', 'access-key'],
    ...['tls-cert', 'tls-key', 'self-signed', 'rate-limits', 'realtime'],
    ...['attachments', 'attachment-bytes', 'attachment-thread-bytes', 'attachment-type'],
    ...['connections-per-address', 'requests-per-address', 'faults', 'backup', 'help'],
  ]);
});

test.each([
  ['--bogus', /Unknown option '--bogus'.*--help/],
  ['--port', /--port.*--help/],
  ['extra', /extra.*--help/],
  ['--port abc', /--port must be a number from 0 to 65535, not "abc"/],
  ['--port 65536', /--port must be a number/],
  ['--port -1', /--port/],
  ['--storage=', /--storage must be/],
  ['--endpoint chat.example', /--endpoint must be the URL of a host.*not "chat.example"/],
  ['--endpoint https://chat.example/api', /--endpoint must be/],
  ['--endpoint https://user:secret@chat.example', /--endpoint must be/],
  ['--endpoint ftp://chat.example', /--endpoint must be/],
  ['--allow-origin *', /--allow-origin must be an origin.*not "\*"/],
  ['--allow-origin null', /--allow-origin must be/],
  ['--allow-origin https://app.example/', /--allow-origin must be/],
  ['--tls-cert c.pem', /--tls-cert and --tls-key go together/],
  ['--tls-key k.pem', /--tls-cert and --tls-key go together/],
  ['--self-signed --tls-cert c.pem --tls-key k.pem', /--self-signed .* does not go with/],
  ['--self-signed --tls-key k.pem', /--self-signed .* does not go with/],
  ['--rate-limits azure', /--rate-limits must be "off" or "acs", not "azure"/],
  ['--realtime own', /--realtime must be "all" or "azure", not "own"/],
  ['--attachments maybe', /--attachments must be "on" or "off", not "maybe"/],
  ['--attachments off --attachment-bytes 5', /--attachments off takes no files/],
  ['--attachment-bytes 0', /--attachment-bytes must be a number of bytes from 1, not "0"/],
  ['--attachment-bytes 10MB', /--attachment-bytes must be/],
  ['--attachment-thread-bytes -1', /--attachment-thread-bytes/],
  ['--attachment-type png', /--attachment-type must be a type .* not "png"/],
  ['--attachment-type */*', /--attachment-type must be/],
  ['--connections-per-address 0', /--connections-per-address must be a number from 1/],
  ['--connections-per-address many', /--connections-per-address/],
  ['--requests-per-address 0', /--requests-per-address must be a number from 1/],
  ['--faults f.json --host 0.0.0.0', /--faults is for this computer only/],
  ['--backup b.db', /--backup needs the --storage folder/],
])('%s is refused with a reason', (line, reason) => {
  expect(() => parseCliArguments(line.split(' '))).toThrow(reason);
});
