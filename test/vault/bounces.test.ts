import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type KeyShelf,
  makeMasterKey,
  makeSubscriberId,
  openVault,
  readMasterKey,
  rotateKeys,
  type WrappedKey,
} from '../../src/vault/index.ts';

function shelf(): KeyShelf & { keys: readonly WrappedKey[] } {
  return {
    keys: [],
    async load() {
      return this.keys;
    },
    async replace(_, keys) {
      this.keys = keys;
      return true;
    },
  };
}

const masterKey = () => readMasterKey(makeMasterKey(), 'a test');
const edition = fc.integer({ min: 0, max: 0xffffffff });

describe('where a mail comes back to', () => {
  test('says whose it was and of which edition, in letters of any case, the same each time', async () => {
    const vault = await openVault(masterKey(), shelf());
    fc.assert(
      fc.property(edition, (number) => {
        const to = { id: makeSubscriberId(), edition: number };
        const token = vault.returnPath(to);
        expect(token).toMatch(/^[a-z2-7]{40}$/);
        expect(vault.returnPath(to)).toBe(token);
        expect(vault.readReturnPath(token)).toEqual(to);
        expect(vault.readReturnPath(token.toUpperCase())).toEqual(to);
      }),
    );
  });

  test('a token that was changed, cut or made elsewhere is none', async () => {
    const vault = await openVault(masterKey(), shelf());
    const other = await openVault(masterKey(), shelf());
    const to = { id: makeSubscriberId(), edition: 7 };
    const token = vault.returnPath(to);
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
      expect(vault.readReturnPath(changed)).toBeNull();
    }
    for (const wrong of [
      '',
      token.slice(1),
      `${token}a`,
      token.replace(/./, 'é'),
      '1'.repeat(40),
      other.returnPath(to),
    ]) {
      expect(vault.readReturnPath(wrong)).toBeNull();
    }
  });

  test('tokens of older keys stay readable', async () => {
    const [master, keys] = [masterKey(), shelf()];
    const to = { id: makeSubscriberId(), edition: 3 };
    const token = (await openVault(master, keys)).returnPath(to);
    const renewed = await rotateKeys(master, masterKey(), keys);
    expect(renewed.returnPath(to)).not.toBe(token);
    expect(renewed.readReturnPath(token)).toEqual(to);
  });
});
