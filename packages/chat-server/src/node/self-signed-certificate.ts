import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '../runtime.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** What a self-signed certificate is made for. */
export interface SelfSignedOptions {
  /** Where it is kept, so that clients that trust it go on doing so; `undefined`: it lives with the process. */
  readonly folder: string | undefined;
  /** Host names and addresses of the service besides those of this computer. */
  readonly names: readonly string[];
  readonly clock: Clock;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Days; some clients trust none that lives longer. */
const lifetimeDays = 365;
/** A certificate with fewer days left is replaced at the start. */
const renewalDays = 7;
/** A client whose clock is a little behind must not find it "not valid yet". */
const startsEarlierMs = 60 * 60 * 1000;

const certFile = 'tls-cert.pem';
const keyFile = 'tls-key.pem';

/**
 * The certificate of `--self-signed`: an EC P-256 key that nobody vouches for, made out to this computer's names and
 * the given ones. One from the folder is used again while it is valid for 7 days more and for all the names.
 */
export async function loadSelfSignedCertificate(
  options: SelfSignedOptions,
): Promise<ServerCertificate> {
  const { folder, clock } = options;
  const names = [...new Set(['localhost', '127.0.0.1', '::1', ...options.names])];
  if (folder === undefined) return await makeCertificate(names, clock.now());

  const stored = await readStored(folder);
  if (stored !== undefined && isGood(stored, names, clock.now())) return stored;
  const made = await makeCertificate(names, clock.now());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeSecret(join(folder, keyFile), made.key);
  await writeSecret(join(folder, certFile), made.cert);
  return made;
}

async function readStored(folder: string): Promise<ServerCertificate | undefined> {
  try {
    const [cert, key] = await Promise.all(
      [certFile, keyFile].map((name) => readFile(join(folder, name), 'utf8')),
    );
    return cert === undefined || key === undefined ? undefined : { cert, key };
  } catch {
    return undefined;
  }
}

function isGood({ cert, key }: ServerCertificate, names: readonly string[], now: number): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const isFor = (name: string): boolean =>
      (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
    return (
      // Two files cannot be replaced at the same moment.
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validFrom) <= now &&
      Date.parse(certificate.validTo) - now > renewalDays * dayMs &&
      names.every(isFor)
    );
  } catch {
    return false;
  }
}

async function makeCertificate(names: readonly string[], now: number): Promise<ServerCertificate> {
  // Loaded only here: who brings a certificate of his own does without it.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'confab-server' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - startsEarlierMs),
    notAfterDate: new Date(now + lifetimeDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name },
        ),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** Replaces the file in one step, readable by its owner only. */
async function writeSecret(file: string, text: string): Promise<void> {
  const beside = `${file}.new`;
  await writeFile(beside, text, { mode: 0o600 });
  await rename(beside, file);
}
