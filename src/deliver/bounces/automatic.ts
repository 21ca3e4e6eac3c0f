/** Mails that machines write: of mail servers about a delivery, and of people's programs in their absence. */
import type { Email } from 'postal-mime';

/** Who writes bounces, by the local part of the sender's address: «MAILER-DAEMON@mx.example.org». */
const DAEMONS = /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon|bounce-handler)$/iu;

/** Headers that only bounces have: Exim's, and Gmail's. */
const BOUNCE_HEADERS: ReadonlySet<string> = new Set(['x-failed-recipients']);

/** Headers of programs that answer by themselves, whatever their value. */
const REPLY_HEADERS: ReadonlySet<string> = new Set([
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-vacation',
]);

/** Subjects of absent people, where nothing else says it. */
const AWAY: readonly RegExp[] = [
  /^\s*(?:auto(?:matic)?[ -]?(?:re(?:ply|sponse)|antwort)|out of (?:the )?office|ooo\b|vacation\b|away\b)/iu, // «Automatic reply: ...»
  /^\s*(?:abwesenheitsnotiz|réponse automatique|respuesta automática)/iu, // «Abwesenheitsnotiz: ...»
  /^\s*(?:رد تلقائي|الرد التلقائي|خارج المكتب|إجابة تلقائية)/u, // «رد تلقائي: ...»
];

/** Subjects of notices that a mail is still on its way. */
const DELAYS: readonly RegExp[] = [
  /\bdelayed\b/iu, // «Warning: message 1AbCdE-000000-00 delayed 24 hours», «Delayed Mail (still being retried)»
  /\bwarning:\s+could not send\b/iu, // «Warning: could not send message for past 4 hours»
  /\bdelay\)/iu, // «Delivery Status Notification (Delay)»
  /\bstill being retried\b/iu, // «Delayed Mail (still being retried)»
];

/** Subjects of failures; programs that answer for people begin theirs with «Re:» or in other words. */
const FAILURES: readonly RegExp[] = [
  /^\s*undeliver(?:able|ed)\b/iu, // «Undeliverable: ...», «Undelivered Mail Returned to Sender»
  /^\s*(?:mail )?delivery (?:has )?(?:failed|failure)\b/iu, // «Mail delivery failed: returning message to sender»
  /^\s*(?:failure notice|returned mail)\b/iu, // «failure notice», «Returned mail: User unknown»
];

/** A mail server wrote it about a delivery, though not in the form of RFC 3464. */
export function isDaemon({ from, headers, subject = '' }: Email): boolean {
  const [sender = ''] = (from?.address ?? '').split('@', 1);
  if (DAEMONS.test(sender) || headers.some(({ key }) => BOUNCE_HEADERS.has(key))) return true;
  // The null sender (RFC 5321, 4.5.5).
  const isUnanswerable = headers.some(({ key, value }) => key === 'return-path' && value.trim() === '<>');
  return isUnanswerable && FAILURES.some((words) => words.test(subject));
}

/** It says that a mail is late; it may still arrive. */
export function isDelayed({ subject = '' }: Email): boolean {
  return DELAYS.some((words) => words.test(subject));
}

/** A program wrote it in somebody's place (RFC 3834, 5; RFC 2076 for `Precedence`). */
export function isAutoReply({ headers, subject = '' }: Email): boolean {
  const says = (name: string, words: RegExp) => headers.some(({ key, value }) => key === name && words.test(value));
  return (
    says('auto-submitted', /^\s*auto-/iu) ||
    says('precedence', /^\s*(?:auto[_-]?reply|bulk|junk)/iu) ||
    headers.some(({ key }) => REPLY_HEADERS.has(key)) ||
    AWAY.some((words) => words.test(subject))
  );
}
