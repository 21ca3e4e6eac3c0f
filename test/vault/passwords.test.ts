import { expect, test } from 'vitest';
import { openPasswords } from '../../src/vault/index.ts';

const passwords = openPasswords();

test('a password is found again by its hash, whichever way its letters were typed, and no other is', async () => {
  const hash = await passwords.hash('caf\u00e9 am Hafen');
  expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/u);
  expect(await passwords.hash('caf\u00e9 am Hafen')).not.toBe(hash);
  expect(await passwords.check('cafe\u0301 am Hafen', hash)).toBe(true);
  expect(await passwords.check('cafe am Hafen', hash)).toBe(false);
});

test('a hash that was made with another cost is still checked with that one', async () => {
  // RFC 7914, section 12, third vector: N 16384, r 8, p 1; the first 32 bytes.
  const salt = Buffer.from('SodiumChloride').toString('base64url');
  const key = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex').toString(
    'base64url',
  );
  expect(await passwords.check('pleaseletmein', `scrypt$14$8$1$${salt}$${key}`)).toBe(true);
});

test('an unknown name takes as much work as a known one', async () => {
  const hash = await passwords.hash('a password of someone');
  const timeOf = async (known: string | null) => {
    const start = performance.now();
    expect(await passwords.check('a wrong password', known)).toBe(false);
    return performance.now() - start;
  };
  const times = [await timeOf(hash), await timeOf(null)] as const;
  expect(times[1] / times[0]).toBeGreaterThan(0.3);
});
