/** Replies of mail servers without the addresses they name: they are kept and shown to operators. */

const LONGEST = 300;
/** A shorter local part stands in too many other words. */
const SHORTEST_LOCAL_PART = 3;
const MASK = '***';

/** One line of at most 300 characters; every word with an address, or with the local part of `recipient`, is masked. */
export function maskReply(reply: string, recipient: string): string {
  const local = recipient.slice(0, Math.max(0, recipient.lastIndexOf('@'))).toLowerCase();
  const names = (word: string) =>
    word.includes('@') || (local.length >= SHORTEST_LOCAL_PART && word.toLowerCase().includes(local));
  // The code in front is no name, even of someone who calls himself 550.
  const words = reply.split(/[\s\p{Cc}]+/u).map((word, at) => (at > 0 && names(word) ? MASK : word));
  return words.join(' ').trim().slice(0, LONGEST).toWellFormed();
}

/** A reply without the login, which a server that is wrong or hostile may repeat, also in base64 (RFC 4954). */
export function maskLogin(reply: string, auth: { readonly user: string; readonly pass: string } | null): string {
  if (!auth) return reply;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const plain = base64(`\0${auth.user}\0${auth.pass}`);
  const secrets = [plain, base64(auth.pass), auth.pass, base64(auth.user), auth.user];
  return secrets.filter((text) => text !== '').reduce((masked, secret) => masked.replaceAll(secret, MASK), reply);
}
