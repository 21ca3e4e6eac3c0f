/**
 * How fast are signed messages made? Messages of some 52 kB on the wire, filled from a template and signed with RSA-2048
 * (hashing included), as many at a time as a bulk lane of five connections has claimed; nothing is sent. The limit is what
 * `openssl speed rsa2048` signs: bare signatures of one digest, in one process and in one process per core. All use the
 * same cores in turns of equal length, and what counts are the ratios: by the clock on the wall and, for a machine that has
 * other work, by processor time. Our signatures are made by the OpenSSL that Node brings along, which may be another
 * version than the program's.
 *
 *     node bench/dkim.ts [--seconds 3 --rounds 5 --ahead 10]
 */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { makeTemplate, openDkim, type Template } from '../src/deliver/index.ts';
import { HEAD, LENGTH, SLOTS, VARIANT } from './invented-mail.ts';
import { median } from './median.ts';

/** How many a second by the clock on the wall, and how many in a second of processor time. */
type Rates = { readonly wall: number; readonly cpu: number };
type Contender = { readonly name: string; measure(): Promise<Rates> };

const { values: given } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    ahead: { type: 'string', default: '10' },
  },
});
const [SECONDS, ROUNDS, AHEAD] = [Number(given.seconds), Number(given.rounds), Number(given.ahead)];
const CORES = availableParallelism();
const run = promisify(execFile);

await compare();

async function compare(): Promise<void> {
  const template = await signedTemplate();
  const contenders: readonly Contender[] = [
    { name: `openssl speed -multi ${CORES}`, measure: () => opensslSpeed(CORES) },
    { name: 'openssl speed', measure: () => opensslSpeed(1) },
    { name: 'signed messages', measure: () => messages((key) => template.fillSigned(...recipient(key))) },
    { name: 'unsigned messages', measure: () => messages(async (key) => template.fill(...recipient(key))) },
  ];
  const rates: Rates[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, contender] of contenders.entries()) rates[at]?.push(await contender.measure());
  const bytes = Buffer.concat(await template.fillSigned(...recipient(0))).length;
  console.log(
    `${bytes} bytes a message, ${AHEAD} at a time, ${CORES} cores, OpenSSL ${process.versions.openssl} in Node`,
  );
  console.log(' '.repeat(25) + ['per second', '-multi = 1', 'single = 1', 'CPU time: single = 1'].join('   '));
  for (const [at, { name }] of contenders.entries()) {
    const ratio = (to: number, by: keyof Rates) =>
      median(own(at, by).map((rate, round) => rate / (own(to, by)[round] ?? 0)));
    const [all, one, cpu] = [ratio(0, 'wall'), ratio(1, 'wall'), ratio(1, 'cpu')].map((each) =>
      each > 0 ? each.toFixed(3) : '-',
    );
    console.log(
      `${name.padEnd(25)}${median(own(at, 'wall')).toFixed(0).padStart(10)}   ${all?.padStart(10)}   ${one?.padStart(10)}   ${cpu?.padStart(20)}`,
    );
  }
  function own(at: number, by: keyof Rates): number[] {
    return (rates[at] ?? []).map((each) => each[by]);
  }
}

async function signedTemplate(): Promise<Template> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // The probe and a message of the template are verified here; a signature that does not verify ends it.
  const signer = openDkim({ domain: 'digest.example', selector: 'bench', keyPem });
  return await makeTemplate(VARIANT, HEAD, SLOTS, signer);
}

function recipient(key: number): [string, { leave: string; preferences: string }] {
  const token = (kind: string) => `${kind}${String(key).padStart(LENGTH - 1, '0')}`;
  return [`reader${key}@town.example`, { leave: token('L'), preferences: token('P') }];
}

async function messages(make: (key: number) => Promise<readonly Uint8Array[]>): Promise<Rates> {
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  const end = began + SECONDS * 1000;
  let made = 0;
  const work = async () => {
    while (performance.now() < end) await make(made++);
  };
  await Promise.all(Array.from({ length: AHEAD }, work));
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (made / (performance.now() - began)) * 1000, cpu: (made / (user + system)) * 1e6 };
}

/** `openssl speed` tells processor time of one process only. */
async function opensslSpeed(processes: number): Promise<Rates> {
  const wall = await signsPerSecond(['-elapsed', ...(processes > 1 ? ['-multi', String(processes)] : [])]);
  return { wall, cpu: processes > 1 ? Number.NaN : await signsPerSecond([]) };
}

/** The first column behind those in seconds of `rsa 2048 bits 0.000398s 0.000024s 2510.0 42265.0`. */
async function signsPerSecond(options: readonly string[]): Promise<number> {
  const { stdout } = await run('openssl', ['speed', '-seconds', String(SECONDS), ...options, 'rsa2048']);
  const columns = /^rsa\s+2048 bits\s+(.+)$/mu.exec(stdout)?.[1]?.split(/\s+/u) ?? [];
  const rate = columns.find((column) => !column.endsWith('s'));
  if (rate === undefined) throw new Error('openssl speed has printed no line for rsa 2048');
  return Number(rate);
}
