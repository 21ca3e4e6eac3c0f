/** DKIM (RFC 6376): whether the key that signs is the one that receivers find. */
import { stat } from 'node:fs/promises';
import type { Config } from '../../config/index.ts';
import type { DkimSigner } from '../../deliver/index.ts';
import type { Finding } from '../examine-mail.ts';
import { openSigner } from '../signer.ts';
import { isTest, judgeKeyRecords } from './dkim-record.ts';
import type { DnsResolver } from './dns.ts';
import { domainOf } from './domains.ts';
import { fault, ok, sentence, txtRecord, unasked, warning } from './findings.ts';

/** Signs a probe as a sending would, and looks for the public half of the key in the name system. */
export async function checkSignature(
  { dkim, sender }: Pick<Config, 'dkim' | 'sender'>,
  dns: DnsResolver,
): Promise<Finding> {
  if (dkim === null) {
    return warning(
      'mails are not signed (DKIM); Gmail and Yahoo ask bulk senders for it',
      `Make a key: (umask 077; openssl genrsa -out var/dkim.pem 2048). Set dkim: { domain: ${domainOf(sender.address)}, selector: mujaz1, keyFile: var/dkim.pem } in config/mujaz.yaml. npx mujaz doctor --send then prints the record to publish.`,
    );
  }
  const signer = await signerOr(dkim);
  if ('state' in signer) return signer;
  const { record } = signer;
  const answer = await dns.txt(record.name);
  if (answer === null) return unasked(`DKIM key at ${record.name}`);
  const wrong = judgeKeyRecords(answer, record.publicKey);
  if (wrong !== null) return fault(`${record.name}: ${wrong}`, `Publish: ${txtRecord(record.name, record.text)}`);
  return judgeKey(signer, answer[0] ?? '', await isExposed(dkim.keyFile));
}

/** With a key that cannot sign, nothing is sent at all. */
async function signerOr(dkim: NonNullable<Config['dkim']>): Promise<DkimSigner | Finding> {
  try {
    return (await openSigner({ dkim })) as DkimSigner;
  } catch (error) {
    const { message, next } = error as Error & { readonly next?: string };
    if (next === undefined) throw error;
    return fault(`${message.replace(/\.$/u, '')}; nothing is sent unsigned`, sentence(next));
  }
}

async function isExposed(file: string): Promise<boolean> {
  return process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0;
}

function judgeKey({ record, bits, warnings }: DkimSigner, text: string, isReadable: boolean): Finding {
  const found = `${record.name}: the published key is ours (RSA, ${bits} bits)`;
  const [first] = warnings;
  if (first !== undefined)
    return warning(
      `${found}; ${first}`,
      'Put a key of 2048 bits into a new file, under a new selector (mujaz2), and leave the old record for a week.',
    );
  if (isReadable)
    return warning(`${found}; other users of this machine can read the key file`, 'Take that right away: chmod 600.');
  if (isTest(text))
    return warning(`${found}, but marked as a test (t=y)`, 'Take t=y out of the record: receivers may ignore it.');
  return ok(found);
}
