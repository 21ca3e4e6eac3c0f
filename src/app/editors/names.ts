/** Names and passwords: which are taken, and when two are the same. */
import type { NameRefusal, PasswordRefusal } from './contract.ts';

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{1,39}$/u;
const LEAST = 12;
/** Nobody types more; hashing a book would only keep others waiting. */
const MOST = 1024;

/** As it is shown: `  سلمى   الأحمد ` -> `سلمى الأحمد`. */
export function tidyName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** As it is compared: `Ａda`, `ADA` and `ada` are one name. Upper case first, for letters that have no way back (ß). */
export function foldName(name: string): string {
  return tidyName(name).toUpperCase().toLowerCase().normalize('NFKC');
}

/** Null for a name that can be given. */
export function refuseName(name: string): Extract<NameRefusal, 'unfit'> | null {
  return NAME.test(tidyName(name)) ? null : 'unfit';
}

/** Null for a password that will do (NIST SP 800-63B: length counts, rules about kinds of letters do not). */
export function refusePassword(password: string, name: string): PasswordRefusal | null {
  if (password.length > MOST) return 'long';
  if ([...password.normalize('NFKC')].length < LEAST) return 'short';
  return foldName(password) === foldName(name) ? 'name' : null;
}
