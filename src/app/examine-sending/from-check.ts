/** Whether the From line is one that receivers believe us (DMARC identifier alignment: RFC 9989, before that RFC 7489). */
import type { Config } from '../../config/index.ts';
import type { Finding } from '../examine-mail.ts';
import { domainOf, isFreemail, kinship } from './domains.ts';
import { fault, ok, warning } from './findings.ts';

const WORDS = { same: 'the same domain', related: 'a related domain' } as const;

/** Compares the domain of the From line with those that sign and that bounces go to; one that fits is enough. */
export function checkFrom({ sender, dkim, bounces }: Pick<Config, 'sender' | 'dkim' | 'bounces'>): Finding {
  const from = domainOf(sender.address);
  if (isFreemail(from)) {
    return fault(
      `sender.address is at ${from}, whose owner lets others refuse mails in its name from other servers`,
      'Set sender.address in config/mujaz.yaml to an address at a domain of your own.',
    );
  }
  const [signed, returned] = [dkim && domainOf(dkim.domain), domainOf(bounces.address)];
  const bySignature = signed === null ? null : kinship(from, signed);
  const byReturnPath = kinship(from, returned);
  const fits = [bySignature, byReturnPath].filter((kin) => kin === 'same' || kin === 'related');
  if (bySignature === 'same' || bySignature === 'related') {
    const second = byReturnPath === 'same' || byReturnPath === 'related' ? '; so is the return path' : '';
    return ok(`${from}: signed by ${WORDS[bySignature]} (${signed})${second}`);
  }
  if (fits.length > 0) {
    const found = `${from}: the return path (${returned}) fits, ${signed === null ? 'but nothing is signed' : `but the signature is of ${signed}`}`;
    return warning(
      found,
      `Forwarded mails will look forged. Sign with the domain of the From line: dkim: { domain: ${from}, ... } in config/mujaz.yaml.`,
    );
  }
  const others = [...new Set([signed, returned])].filter((domain) => domain !== null).join(' and ');
  if (bySignature === 'siblings' || byReturnPath === 'siblings') {
    return warning(
      `${from} and ${others} fit only if the name above them belongs to you`,
      `Better sign with the domain of the From line: dkim.domain: ${from} in config/mujaz.yaml.`,
    );
  }
  return fault(
    `${from} is in the From line, but ${others} ${signed === null ? 'takes the bounces' : 'signs and takes the bounces'}: DMARC fails, and Gmail and Yahoo refuse such mails`,
    `Set dkim.domain: ${from} (and bounces.address at ${returned === from ? 'it' : from}) in config/mujaz.yaml.`,
  );
}
