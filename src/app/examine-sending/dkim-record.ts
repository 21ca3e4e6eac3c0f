/** The key that a domain publishes for its signatures (RFC 6376, 3.6.1). */
import { createPublicKey } from 'node:crypto';
import { shown } from './domains.ts';
import { readTags } from './tags.ts';

/** Why receivers cannot check signatures of `key` (SPKI, base64) with what is published; null where they can. */
export function judgeKeyRecords(records: readonly string[], key: string): string | null {
  const [text, ...more] = records;
  if (text === undefined) return 'no DKIM key is published';
  if (more.length > 0) return 'several records: receivers may take any of them';
  const tags = readTags(text);
  const version = tags.get('v') ?? 'DKIM1';
  const kind = tags.get('k') ?? 'rsa';
  if (version !== 'DKIM1') return `«v=${shown(version)}» is no DKIM key`;
  if (kind !== 'rsa') return `a key of kind ${shown(kind)} is published`;
  if (!listOf(tags.get('h') ?? 'sha256').includes('sha256')) return 'it forbids SHA-256, which we sign with (h=)';
  const services = listOf(tags.get('s') ?? '*');
  if (!services.includes('*') && !services.includes('email')) return 'it is not for mail (s=)';
  return judgeKey(tags.get('p')?.replace(/\s+/gu, ''), key);
}

/** Whether receivers are told to take the signatures for a test. */
export function isTest(record: string): boolean {
  return listOf(readTags(record).get('t') ?? '').includes('y');
}

function judgeKey(published: string | undefined, key: string): string | null {
  if (published === undefined) return 'there is no key in it (p=)';
  if (published === '') return 'the key is revoked (p= is empty)';
  const theirs = readPublicKey(published);
  if (theirs === null) return 'the published key cannot be read (cut off?)';
  return theirs === key ? null : 'another key is published than the one in dkim.keyFile';
}

/** In the form that the standard's text names; its examples have the other one. */
function readPublicKey(base64: string): string | null {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type });
      return key.export({ type: 'spki', format: 'der' }).toString('base64');
    } catch {
      // The other form is tried.
    }
  }
  return null;
}

function listOf(text: string): readonly string[] {
  return text.split(':').map((word) => word.trim().toLowerCase());
}
