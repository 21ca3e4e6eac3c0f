import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sealed } from '../../src/model.ts';
import {
  hashTicket,
  type KeyShelf,
  type LinkPurpose,
  makeMasterKey,
  makeSubscriberId,
  makeTicket,
  openVault,
  readMasterKey,
  rotateKeys,
  type SealedKind,
  type WrappedKey,
} from '../../src/vault/index.ts';

/** A shelf that lives as long as the test. */
function shelf(): KeyShelf & { keys: readonly WrappedKey[] } {
  return {
    keys: [],
    async load() {
      return this.keys;
    },
    async replace(seen, keys) {
      if (seen.length !== this.keys.length || seen.some((key, at) => key.wrapped !== this.keys[at]?.wrapped))
        return false;
      this.keys = keys;
      return true;
    },
  };
}

const masterKey = () => readMasterKey(makeMasterKey(), 'a test');
const KINDS: readonly SealedKind[] = ['address', 'ip', 'request', 'letter'];
const kind = fc.constantFrom(...KINDS);
const text = fc.string({ unit: 'binary-ascii', minLength: 1 });

describe('sealed texts', () => {
  test('a text comes back as it was sealed, and looks different each time', async () => {
    const vault = await openVault(masterKey(), shelf());
    fc.assert(
      fc.property(kind, text, (what, said) => {
        const sealed = vault.seal(what, said);
        expect(vault.open(what, sealed)).toBe(said);
        expect(vault.seal(what, said)).not.toBe(sealed);
      }),
    );
  });

  test('a text sealed as one thing cannot be opened as another', async () => {
    const vault = await openVault(masterKey(), shelf());
    for (const from of KINDS) {
      for (const to of KINDS.filter((other) => other !== from)) {
        expect(() => vault.open(to, vault.seal(from, 'reader@example.org'))).toThrow(/cannot be opened/);
      }
    }
  });

  test('a text that was changed anywhere, or cut, is not opened', async () => {
    const vault = await openVault(masterKey(), shelf());
    const sealed = vault.seal('address', 'reader@example.org');
    fc.assert(
      fc.property(fc.nat(sealed.length - 3), fc.constantFrom(...'Aq7_'), (at, sign) => {
        // The last sign of base64url may hold bits that count for nothing.
        fc.pre(sealed[at] !== sign);
        const changed = (sealed.slice(0, at) + sign + sealed.slice(at + 1)) as Sealed;
        expect(() => vault.open('address', changed)).toThrow(/cannot be opened/);
      }),
    );
    for (let length = 0; length < sealed.length - 1; length++) {
      expect(() => vault.open('address', sealed.slice(0, length) as Sealed)).toThrow(/cannot be opened/);
    }
  });

  test('another database with the same master key opens nothing of the first', async () => {
    const master = masterKey();
    const [one, other] = [await openVault(master, shelf()), await openVault(master, shelf())];
    expect(() => other.open('address', one.seal('address', 'reader@example.org'))).toThrow(/cannot be opened/);
  });
});

describe('keys', () => {
  test('another master key opens nothing, and the fault says what to do and shows no key', async () => {
    const there = shelf();
    await openVault(masterKey(), there);
    const wrong = makeMasterKey();
    const opening = openVault(readMasterKey(wrong, 'a test'), there);
    await expect(opening).rejects.toMatchObject({ name: 'VaultFault', badInput: true });
    await expect(opening).rejects.not.toThrow(wrong);
  });

  test('wrapped keys cannot trade places', async () => {
    const there = shelf();
    const master = masterKey();
    await openVault(master, there);
    const [first, second, ...rest] = there.keys as [WrappedKey, WrappedKey, ...WrappedKey[]];
    there.keys = [{ ...first, wrapped: second.wrapped }, { ...second, wrapped: first.wrapped }, ...rest];
    await expect(openVault(master, there)).rejects.toMatchObject({ name: 'VaultFault' });
  });

  test('two that open an empty shelf at once work with the same keys', async () => {
    const there = shelf();
    const master = masterKey();
    const [one, other] = await Promise.all([openVault(master, there), openVault(master, there)]);
    expect(other.open('ip', one.seal('ip', '192.0.2.1'))).toBe('192.0.2.1');
  });

  test.each(['', 'short', 'x'.repeat(43), 'ü'.repeat(43), '0'.repeat(63)])('«%s» is no key', (written) => {
    const read = () => readMasterKey(written, 'MUJAZ_KEY');
    if (/^x+$/u.test(written)) expect(read()).toHaveLength(32);
    else expect(read).toThrow(/MUJAZ_KEY: this is no key/);
  });

  test('a key may be written in base64url, base64 or hexadecimal', () => {
    const key = masterKey();
    for (const form of ['base64url', 'base64', 'hex'] as const) {
      expect(readMasterKey(` ${key.toString(form)}\n`, 'a test').equals(key)).toBe(true);
    }
  });

  test('after a rotation the old key opens nothing, the new one everything, and addresses are found as before', async () => {
    const there = shelf();
    const [old, fresh] = [masterKey(), masterKey()];
    const before = await openVault(old, there);
    const sealed = before.seal('address', 'reader@example.org');
    const after = await rotateKeys(old, fresh, there);
    await expect(openVault(old, there)).rejects.toMatchObject({ name: 'VaultFault' });
    const opened = await openVault(fresh, there);
    expect(opened.open('address', sealed)).toBe('reader@example.org');
    expect([opened.isCurrent(sealed), opened.isCurrent(after.seal('ip', 'x'))]).toEqual([false, true]);
    expect(opened.hashAddress('reader@example.org')).toBe(before.hashAddress('reader@example.org'));
    expect(() => before.open('ip', after.seal('ip', 'x'))).toThrow(/cannot be opened/);
  });

  test('after a rotation links are as long as before, and those of earlier keys are good for leaving alone', async () => {
    const there = shelf();
    let master = masterKey();
    const id = makeSubscriberId();
    const tokens: string[] = [];
    for (let round = 0; round < 4; round++) {
      const vault = await openVault(master, there);
      tokens.push(
        vault.link({ purpose: 'leave', id, version: 7 }),
        vault.link({ purpose: 'preferences', id, version: 7 }),
      );
      const next = masterKey();
      await rotateKeys(master, next, there);
      master = next;
    }
    const vault = await openVault(master, there);
    for (const token of tokens) {
      expect(token).toHaveLength(39);
      // No subscriber has version 0: preferences are not opened by it, and nobody comes back by it.
      expect(vault.readLink(token)).toMatchObject({ id, version: 0 });
    }
    const now = vault.link({ purpose: 'preferences', id, version: 7 });
    expect([now.length, vault.readLink(now)]).toEqual([39, { purpose: 'preferences', id, version: 7 }]);
  });

  test('also after more rotations than a link can count, every one of them is read', async () => {
    const there = shelf();
    let [master, next] = [masterKey(), masterKey()];
    const first = (await openVault(master, there)).link({ purpose: 'leave', id: makeSubscriberId(), version: 1 });
    for (let round = 0; round < 130; round++) {
      await rotateKeys(master, next, there);
      [master, next] = [next, masterKey()];
    }
    const vault = await openVault(master, there);
    expect(vault.readLink(first)).toMatchObject({ purpose: 'leave', version: 0 });
    expect(vault.readLink(vault.link({ purpose: 'leave', id: makeSubscriberId(), version: 1 }))).toMatchObject({
      version: 1,
    });
  });

  test('a form that was shown before a rotation is shown again: a stolen key stamps none', async () => {
    const there = shelf();
    const [old, fresh] = [masterKey(), masterKey()];
    const stamp = (await openVault(old, there)).stamp(5);
    const after = await rotateKeys(old, fresh, there);
    expect([after.readStamp(stamp), after.readStamp(after.stamp(5))]).toEqual([null, 5]);
    expect(there.keys.filter(({ purpose }) => purpose === 'forms')).toHaveLength(1);
  });

  test('a rotation that another one has overtaken changes nothing', async () => {
    const there = shelf();
    const [old, first, second] = [masterKey(), masterKey(), masterKey()];
    await openVault(old, there);
    const both = await Promise.allSettled([rotateKeys(old, first, there), rotateKeys(old, second, there)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('links, stamps, tickets and hashes', () => {
  const link = fc.record({
    purpose: fc.constantFrom<LinkPurpose>('preferences', 'leave'),
    id: fc.constant(0).map(makeSubscriberId),
    version: fc.nat(0xffffffff),
  });

  test('a link says what was written into it, and all links are equally long', async () => {
    const vault = await openVault(masterKey(), shelf());
    fc.assert(
      fc.property(link, (said) => {
        const token = vault.link(said);
        expect(token).toMatch(/^[\w-]{39}$/u);
        expect(vault.readLink(token)).toEqual(said);
      }),
    );
  });

  test('a link of one purpose cannot be turned into one of another, nor changed in any bit', async () => {
    const vault = await openVault(masterKey(), shelf());
    const token = vault.link({ purpose: 'leave', id: makeSubscriberId(), version: 0 });
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(vault.readLink(changed.toString('base64url'))).toBeNull();
    }
  });

  test('what is no link, or another spelling of one, is refused', async () => {
    const vault = await openVault(masterKey(), shelf());
    const token = vault.link({ purpose: 'leave', id: makeSubscriberId(), version: 0 });
    const foreign = (await openVault(masterKey(), shelf())).link({
      purpose: 'leave',
      id: makeSubscriberId(),
      version: 0,
    });
    for (const wrong of ['', `${token}=`, `${token}A`, ` ${token}`, token.slice(1), foreign, makeTicket().token]) {
      expect(vault.readLink(wrong)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (any) => vault.readLink(any) === null));
  });

  test('a stamp gives its time back, and one that was changed or made elsewhere none', async () => {
    const vault = await openVault(masterKey(), shelf());
    const other = await openVault(masterKey(), shelf());
    fc.assert(
      fc.property(fc.nat(4_000_000_000_000), (at) => {
        const stamp = vault.stamp(at);
        expect(vault.readStamp(stamp)).toBe(at);
        expect(vault.readStamp(`1${stamp}`)).toBeNull();
        expect(vault.readStamp(other.stamp(at))).toBeNull();
      }),
    );
    for (const wrong of ['', '.', 'a.b', `${vault.stamp(5)}x`]) expect(vault.readStamp(wrong)).toBeNull();
  });

  test('a ticket has at least 128 random bits, and only its hash is needed to find it', () => {
    const tickets = Array.from({ length: 1000 }, makeTicket);
    expect(new Set(tickets.map(({ token }) => token)).size).toBe(1000);
    for (const { token, hash } of tickets) {
      expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
      expect(hashTicket(token)).toBe(hash);
    }
  });

  test('the hash of an address is the same each time, and another one under another key', async () => {
    const [vault, other] = [await openVault(masterKey(), shelf()), await openVault(masterKey(), shelf())];
    expect(vault.hashAddress('a@example.org')).toBe(vault.hashAddress('a@example.org'));
    expect(vault.hashAddress('a@example.org')).not.toBe(vault.hashAddress('b@example.org'));
    expect(vault.hashAddress('a@example.org')).not.toBe(other.hashAddress('a@example.org'));
    expect(vault.hashAddress('192.0.2.1')).not.toBe(vault.hashHost('192.0.2.1'));
  });
});
