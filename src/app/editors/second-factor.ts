/** Codes of six digits that a telephone shows (TOTP, RFC 6238): SHA-1, 30 seconds, as all such programs know them. */
import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
/** One step before and after: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1;

/** A new secret, in base32. */
export function makeSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the square picture says to the telephone. */
export function secretUri(secret: string, issuer: string, name: string): string {
  return totpOf(secret, issuer, name).toString();
}

/** The time step that a code belongs to; null for one that is wrong or too old. Digits of any script are taken. */
export function stepOf(secret: string, code: string, at: number): number | null {
  const token = inLatinDigits(code.replace(/\s/gu, ''));
  if (!/^\d{6}$/u.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: at, window: WINDOW });
  return delta === null ? null : Math.floor(at / 1000 / STEP_SECONDS) + delta;
}

function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 });
}

/** `١٢` and `۱۲` -> `12`. */
function inLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf));
}
