/** Getting a certificate: small, over HTTPS, from where it is said to be. */

const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Gets a text from the very address, without following it elsewhere. @throws when it is not there, or too large */
export async function fetchSmallText(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok || !answer.body) throw new Error(`answered with ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
