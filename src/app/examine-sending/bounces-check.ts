/** Whether somebody reads what comes back: addresses that are dead for long spoil the name of a sender. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from '../../config/index.ts';
import { BoxFault, openImapMailbox } from '../../deliver/index.ts';
import type { Finding } from '../examine-mail.ts';
import { fault, ok, sentence, warning } from './findings.ts';
import { isSitePublic } from './public-site.ts';

/** Looks at every way that is configured; what is at fault is told first. */
export async function checkBounces(config: Config, ms: number): Promise<Finding> {
  const { maildir, imap, webhooks } = config.bounces;
  const services = Object.keys(webhooks);
  const findings = [
    ...(maildir === null ? [] : [await checkMaildir(maildir)]),
    ...(imap === null ? [] : [await checkMailbox(imap, ms)]),
    ...(services.length === 0 ? [] : [checkWebhooks(config, services)]),
  ];
  if (findings.length === 0) {
    return warning(
      `nobody reads what comes back to ${config.bounces.address}: dead addresses are mailed for ever`,
      'Set bounces.maildir in config/mujaz.yaml, or BOUNCES_IMAP_URL=imaps://user:password@host/INBOX, or the secret of a webhook (BOUNCES_WEBHOOK_SECRET).',
    );
  }
  const worst = findings.find(({ state }) => state === 'fault') ?? findings.find(({ state }) => state === 'warning');
  const found = findings.map((finding) => finding.found).join('; ');
  return worst ? { ...worst, found } : ok(found);
}

/** A maildir's new mails are moved from one of its folders to the other. */
async function checkMaildir(folder: string): Promise<Finding> {
  const where = relative('.', folder) || '.';
  const rights = constants.R_OK | constants.W_OK | constants.X_OK;
  for (const part of ['new', 'cur']) {
    const code = await access(join(folder, part), rights).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? 'failed',
    );
    if (code !== null) {
      return fault(
        `maildir ${where}: ${part}/ ${code === 'ENOENT' ? 'is not there' : `cannot be used (${code})`}`,
        'Let the mail server deliver there (it makes new/ and cur/), and give this user the right to read and write, or set bounces.maildir in config/mujaz.yaml.',
      );
    }
  }
  return ok(`maildir ${where}: readable`);
}

/** Logs in and looks at what is there, as every visit begins; nothing is taken. */
async function checkMailbox(url: string, ms: number): Promise<Finding> {
  const box = openImapMailbox(url);
  const late = AbortSignal.timeout(ms);
  let waiting = 0;
  const visitor = { knows: () => ++waiting > 0, take: async () => false };
  try {
    await box.visit(visitor, late);
  } catch (error) {
    if (!(error instanceof BoxFault)) throw error;
    return fault(`mailbox ${box.place}: ${error.message.replace(/\.$/u, '')}`, sentence(error.next));
  }
  return late.aborted
    ? fault(`mailbox ${box.place}: no answer`, 'Check host and port in BOUNCES_IMAP_URL.')
    : ok(`mailbox ${box.place}: logged in, ${waiting} unread`);
}

function checkWebhooks(config: Config, services: readonly string[]): Finding {
  const found = `webhooks: ${services.join(', ')}`;
  return isSitePublic(config)
    ? ok(found)
    : warning(`${found}, which the service cannot reach at ${config.site.url}`, 'See what is said about site above.');
}
