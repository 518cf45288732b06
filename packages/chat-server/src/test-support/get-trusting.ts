import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';

/**
 * Asks as a client that trusts exactly one certificate and checks the names in it.
 * @param ca PEM text, or the path of a file with it; `undefined`: the usual authorities are trusted.
 */
export async function getTrusting(
  url: string,
  ca: string | undefined,
): Promise<{ status: number; body: string }> {
  const trusted = ca?.endsWith('.pem') === true ? await readFile(ca, 'utf8') : ca;
  const request = get(url, { ca: trusted, agent: false });
  const [answer] = await once(request, 'response');
  return { status: answer.statusCode, body: await text(answer) };
}
