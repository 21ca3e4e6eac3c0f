import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allowSubscriber } from '../../src/app/allow-subscriber.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';
import { configIn, type Desk, importList, members, NOW } from './lists.ts';
import { OFFICE_KEY, openOffice, testConfig, VISITOR } from './office.ts';

const ADDRESS = 'salma@example.org';

describeOnBothDatabases('allowing an address again', ({ open }) => {
  test.each(['erased', 'bounced', 'complained', 'editor'] as const)(
    'who was suppressed (%s) can sign up by themselves, is asked to confirm, and no list brings them back before',
    async (reason) => {
      const store = await open();
      const { vault, office, signUp, letters, membership, pass } = await openOffice(store);
      const hash = vault.hashAddress(ADDRESS);
      await store.changeMembers((all) => all.suppress(hash, reason, NOW));
      await signUp(ADDRESS);
      expect(await letters()).toEqual([]);
      const lifted = await allowSubscriber(testConfig(), store, vault, ' SALMA@example.org', office.clock());
      expect(lifted).toEqual({ reason, since: '2025-11-22T00:00:00.000Z' });
      expect(await store.members.byHash(hash)).toBeNull();
      const folder = mkdtempSync(join(tmpdir(), 'mujaz-allow-'));
      const desk: Desk = { folder, config: configIn(folder, OFFICE_KEY), store, vault };
      const { outcome } = await importList(desk, `email\n${ADDRESS}\n`);
      expect(outcome.counts).toMatchObject({ keptOut: 1, fresh: { active: 0 } });
      pass(1000);
      await signUp(ADDRESS);
      const [letter] = await letters();
      expect(letter).toMatchObject({ kind: 'confirm', to: ADDRESS });
      expect(await membership.confirm(letter?.ticket ?? '', VISITOR)).toMatchObject({ state: 'confirmed' });
      expect(await members(desk)).toEqual(new Map([[ADDRESS, 'active']]));
      expect(await store.members.suppression(hash)).toBeNull();
    },
  );

  test('letters are counted from zero again', async () => {
    const store = await open();
    const { vault, office, signUp, letters } = await openOffice(store);
    await signUp(ADDRESS);
    await signUp(ADDRESS);
    expect(await letters()).toHaveLength(1);
    expect(await allowSubscriber(testConfig(), store, vault, ADDRESS, office.clock())).toBeNull();
    await signUp(ADDRESS);
    expect(await letters()).toHaveLength(1);
  });

  test('a member who was suppressed gets no mail again by it: the membership ends, and they may sign up', async () => {
    const store = await open();
    const { vault, office, enrol } = await openOffice(store);
    await enrol(ADDRESS);
    const hash = vault.hashAddress(ADDRESS);
    await store.changeMembers((all) => all.suppress(hash, 'bounced', NOW));
    expect(await allowSubscriber(testConfig(), store, vault, ADDRESS, office.clock())).toMatchObject({
      reason: 'bounced',
    });
    const member = await store.members.byHash(hash);
    expect([member?.status, (await store.members.suppression(hash))?.reason]).toEqual(['left', 'left']);
    expect((await store.members.consents(member?.number as number)).at(-1)).toMatchObject({
      kind: 'left',
      detail: { by: 'editor', lifted: 'bounced' },
    });
  });

  test('a member, or someone nobody knows, stays as they are', async () => {
    const store = await open();
    const { vault, office, enrol } = await openOffice(store);
    await enrol(ADDRESS);
    const before = await store.members.byHash(vault.hashAddress(ADDRESS));
    for (const address of [ADDRESS, 'nobody@example.org']) {
      expect(await allowSubscriber(testConfig(), store, vault, address, office.clock())).toBeNull();
    }
    expect(await store.members.byHash(vault.hashAddress(ADDRESS))).toEqual(before);
    expect(await store.members.suppression(vault.hashAddress('nobody@example.org'))).toBeNull();
  });

  test('what is no address is refused with the next step', async () => {
    const store = await open();
    const { vault } = await openOffice(store);
    const allowing = allowSubscriber(testConfig(), store, vault, 'salma', NOW);
    await expect(allowing).rejects.toMatchObject({ name: 'AppFault', badInput: true });
  });
});
