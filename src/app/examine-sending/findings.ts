/** Findings of the sending checks in short. */
import type { Finding } from '../examine-mail.ts';

/** All is well. */
export const ok = (found: string): Finding => ({ state: 'ok', found, next: '' });

/** It works, but an operator should know. */
export const warning = (found: string, next: string): Finding => ({ state: 'warning', found, next });

/** Mails do not arrive like that. */
export const fault = (found: string, next: string): Finding => ({ state: 'fault', found, next });

/** What is said where the domain name system gave no answer. */
export function unasked(question: string): Finding {
  return warning(
    `${question} could not be asked: no answer from the name server`,
    'Run npx mujaz doctor --send again later, or from a machine that may ask the name system.',
  );
}

/** A record as it stands in a zone; texts are cut where one string must end (255 bytes). */
export function txtRecord(name: string, text: string): string {
  const parts = text.replace(/[\p{Cc}\p{Cf}"]+/gu, '').match(/.{1,255}/gsu) ?? [''];
  return `${name}. TXT ${parts.map((part) => `"${part}"`).join(' ')}`;
}

/** What others say in the middle of a sentence, as one of its own. */
export function sentence(text: string): string {
  const whole = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(whole) ? whole : `${whole}.`;
}
