/** Signing mails with the key that the configuration names. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/index.ts';
import { type DkimSigner, openDkim } from '../deliver/index.ts';
import { AppFault } from './app-fault.ts';

/**
 * Opens the key and signs a probe; null where no key is set.
 * @throws AppFault, DeliverFault: with a key set, nothing goes out unsigned
 */
export async function openSigner({ dkim }: Pick<Config, 'dkim'>): Promise<DkimSigner | null> {
  if (!dkim) return null;
  const keyPem = await readFile(dkim.keyFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppFault(
      `dkim.keyFile: ${dkim.keyFile} cannot be read (${error.code}).`,
      'Put the key there, or remove dkim: from config/mujaz.yaml to send unsigned.',
      true,
    );
  });
  const signer = openDkim({ domain: dkim.domain, selector: dkim.selector, keyPem });
  await signer.probe();
  return signer;
}
