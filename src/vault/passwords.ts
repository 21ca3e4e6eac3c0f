/**
 * Passwords, as they are stored: scrypt (RFC 7914) with the cost that the OWASP Password Storage Cheat Sheet names, salt
 * and cost beside the hash, so that the cost can grow later.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** `scrypt$15$8$3$salt$hash`: log2 of N, r, p, and two texts in base64url. */
export type PasswordHash = string;

/** The parameters of scrypt: `log` is log2 of N. */
export type PasswordCost = { readonly log: number; readonly r: number; readonly p: number };

export type Passwords = {
  /** With a salt of its own. */
  hash(password: string): Promise<PasswordHash>;
  /**
   * Whether it is the password behind a hash. Null, for a name that is not there: false, after the same work, so that the
   * time of the answer does not tell which names there are.
   */
  check(password: string, hash: PasswordHash | null): Promise<boolean>;
};

/** 32 MB and about a tenth of a second. */
const COST: PasswordCost = { log: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const SHAPE = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/u;

/** So many are worked out at a time: others wait for the same threads and the same memory. */
const AT_ONCE = 2;

/** Hashes new passwords with a cost; older hashes are checked with theirs. */
export function openPasswords(cost: PasswordCost = COST): Passwords {
  const derive = inTurn(AT_ONCE);
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost);
      return ['scrypt', cost.log, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async check(password, hash) {
      const found = SHAPE.exec(hash ?? '');
      if (!found) {
        await derive(password, Buffer.alloc(SALT_BYTES), cost);
        return false;
      }
      const [, log, r, p, salt = '', key = ''] = found;
      const right = Buffer.from(key, 'base64url');
      const theirs = { log: Number(log), r: Number(r), p: Number(p) };
      const given = await derive(password, Buffer.from(salt, 'base64url'), theirs);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

function inTurn(most: number): typeof deriveKey {
  let working = 0;
  const waiting: (() => void)[] = [];
  return async (password, salt, cost) => {
    if (working >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else working += 1;
    try {
      return await deriveKey(password, salt, cost);
    } finally {
      // Whoever waits takes this place; it is only given up when nobody does.
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
}

function deriveKey(password: string, salt: Buffer, { log, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** log;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // The same letters may be typed in several ways (NIST SP 800-63B, 3.1.1.2).
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
