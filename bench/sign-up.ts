/**
 * Does the time of an answer tell who is a member? Forms for addresses of five kinds are posted to the real server over
 * a real SQLite store, in turns. The noise is how far the medians of two halves of one kind differ.
 *
 *     npm run bench:sign-up [-- 2000]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMembership, openPreview, openPublication, openStore } from '../src/app/index.ts';
import { decideRequest } from '../src/app/members/decide.ts';
import type { Office } from '../src/app/members/office.ts';
import { loadConfig } from '../src/config/index.ts';
import { makeMasterKey, openVault, readMasterKey } from '../src/vault/index.ts';
import { buildServer } from '../src/web/index.ts';

const KINDS = ['new', 'unconfirmed', 'active', 'left', 'suppressed'] as const;
const ROUNDS = Number(process.argv[2] ?? 1000);
const VISITOR = { ip: '192.0.2.1' };

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
const store = await openStore({ file: join(folder, 'mujaz.sqlite') });
const vault = await openVault(readMasterKey(makeMasterKey(), 'bench'), store.keys);
const config = loadConfig(join(root, 'config'), root, {});
let now = Date.now();
const office: Office = { config, store, vault, clock: () => now, wake: () => undefined };
const membership = openMembership(office);
const server = buildServer(openPreview(config, store), {
  name: 'bench',
  digits: 'latn',
  publication: openPublication(config, store),
  membership,
  signUpsPerHour: { perHost: 1_000_000, overall: 1_000_000 },
  onFault: ({ error }) => {
    throw error;
  },
});
try {
  await Promise.all(['unconfirmed', 'active', 'left'].map(enrol));
  await store.changeMembers((members) => members.suppress(vault.hashAddress('suppressed@mail.example'), 'bounced', 1));
  const times = await postInTurns();
  report(times);
} finally {
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

async function enrol(kind: string): Promise<void> {
  const { stamp } = membership.offer();
  now += 5000;
  await membership.signUp(
    { address: `${kind}@mail.example`, digest: null, themes: [], trap: '', stamp, insists: true },
    VISITOR,
  );
  for (const waiting of await store.post.waitingSignUps(10)) await decideRequest(office, waiting);
  const [letter] = await store.post.claimLetters(now, now + 1, 1);
  if (!letter) throw new Error('no letter');
  await store.post.finishLetter(letter.id);
  if (kind === 'unconfirmed') return;
  const { ticket } = JSON.parse(vault.open('letter', letter.content)) as { ticket: string };
  const { links } = await membership.confirm(ticket, VISITOR);
  if (kind !== 'left') return;
  const link = vault.readLink((links?.preferences ?? '').replace('/preferences/', ''));
  if (link) await membership.leave(vault.link({ ...link, purpose: 'leave' }), { by: 'one-click' });
}

/** Milliseconds per kind. */
async function postInTurns(): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (let round = -50; round < ROUNDS; round++) {
    for (let turn = 0; turn < KINDS.length; turn++) {
      const kind = KINDS[(turn + round + KINDS.length * 50) % KINDS.length] as (typeof KINDS)[number];
      const address = kind === 'new' ? `new${round + 50}@mail.example` : `${kind}@mail.example`;
      const { stamp } = membership.offer();
      now += 5000;
      const payload = new URLSearchParams({ address, stamp, insists: address }).toString();
      const began = performance.now();
      const answer = await server.inject({
        method: 'POST',
        url: '/subscribe',
        remoteAddress: `10.${(round + 50) >> 8}.${(round + 50) & 255}.${turn + 1}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      });
      const took = performance.now() - began;
      if (answer.statusCode !== 200) throw new Error(`${kind}: ${answer.statusCode}`);
      if (round >= 0) times[kind]?.push(took);
    }
  }
  return times;
}

function report(times: Record<string, number[]>): void {
  const all = Object.values(times).map(median);
  for (const [kind, list] of Object.entries(times)) {
    const halves = Math.abs(median(list.filter((_, i) => i % 2 === 0)) - median(list.filter((_, i) => i % 2 === 1)));
    console.log(
      `${kind.padEnd(12)} median ${median(list).toFixed(3)} ms   two halves of it differ by ${halves.toFixed(3)} ms   spread (quartiles) ${spread(list).toFixed(3)} ms`,
    );
  }
  console.log(`largest difference between kinds: ${(Math.max(...all) - Math.min(...all)).toFixed(3)} ms`);
}

function median(list: readonly number[]): number {
  return quantile(list, 0.5);
}

function spread(list: readonly number[]): number {
  return quantile(list, 0.75) - quantile(list, 0.25);
}

function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
