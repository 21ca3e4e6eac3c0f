/** What `mujaz doctor` says of the way out for mails, and of the addresses that stand in them. */
import { relative } from 'node:path';
import type { Config } from '../config/index.ts';
import { openMailer } from '../deliver/index.ts';

/** What was found, and what to do about it (empty when all is well). */
export type Finding = { readonly state: 'ok' | 'warning' | 'fault'; readonly found: string; readonly next: string };

/** A server that has not answered by then is at fault. */
const PATIENCE_MS = 10_000;

/** Whether mails would go out: asks the mail server, without sending anything. */
export async function examineMail({ mail }: Config): Promise<Finding> {
  if (mail.smtp === null) {
    return {
      state: 'warning',
      found: `SMTP_URL is not set: mails are not sent, they pile up as files in ${relative('.', mail.outbox)}`,
      next: 'Each of them holds an address in plain. Set SMTP_URL=smtp://user:password@host:587, and delete those files.',
    };
  }
  const mailer = openMailer({ ...mail, patienceMs: PATIENCE_MS });
  const { answer, reply } = await mailer.verify();
  mailer.close();
  const { host } = new URL(mail.smtp);
  if (answer === 'accepted') return { state: 'ok', found: `${host} answers and lets us in`, next: '' };
  return {
    state: 'fault',
    found: `${host} cannot be used: ${reply}`,
    next: 'Check host, port, user and password in SMTP_URL. Until then all letters wait; none is lost.',
  };
}

const LOCAL_NAME = /^(?:localhost|.*\.(?:localhost|local)|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0|\[::\])$/iu;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/iu;

/** Whether the address that stands in mails and forms is one that readers can use, and who visitors are taken for. */
export function examineSite({ site }: Config): Finding {
  const { protocol, hostname } = new URL(site.url);
  if (LOCAL_NAME.test(hostname)) {
    return {
      state: 'warning',
      found: `site.url is ${site.url}, which only this machine can open`,
      next: 'It stands in every mail, in feeds and in the form that mujaz embed prints. Set site.url to https://... in config/mujaz.yaml.',
    };
  }
  if (protocol !== 'https:') {
    return {
      state: 'warning',
      found: `site.url is ${site.url}, without encryption`,
      next: 'One-click unsubscribing (RFC 8058) asks for https, and others could read along who leaves or chooses what. Put a proxy with a certificate in front and set site.url to https://...',
    };
  }
  if (LOOPBACK_HOST.test(site.host) && site.trustProxy.length === 0) {
    return {
      state: 'warning',
      found: `${site.url} reaches ${site.host} through a proxy whose word is not taken: all visitors count as one`,
      next: 'The limit of sign-ups from one host holds for all of them together. Set site.trustProxy: [loopback] in config/mujaz.yaml.',
    };
  }
  return { state: 'ok', found: site.url, next: '' };
}
