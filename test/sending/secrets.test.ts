/** A life of sending in which much goes wrong, and what it leaves behind in logs, errors and the database. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCommandsInTurn } from '../cli/commands-in-turn.ts';
import type { Ran } from '../cli/run.ts';
import type { Rule } from './faults.ts';
import { openFaultyServer } from './faulty-server.ts';
import { readRows } from './ledger-rows.ts';
import { closeNewsroom, type Newsroom, openNewsroom } from './newsroom.ts';

const PEOPLE = 60;
const PASSWORD = 's3cret-p4ssword';
/** As AUTH PLAIN sends it (RFC 4616). */
const LOGIN = base64(`\0editor\0${PASSWORD}`);

/** Servers that repeat what they should keep to themselves. */
const TALKATIVE: readonly Rule[] = [
  {
    does: 'refuses',
    at: 'rcpt',
    reply: '550 5.1.1 <reader-00007@town.example>: nobody reader-00007 here',
    to: /00007@/u,
  },
  { does: 'refuses', at: 'rcpt', reply: '451 4.7.1 reader-00011@town.example greylisted', to: /00011@/u },
  { does: 'refuses', at: 'dot', reply: '452 4.2.2 mailbox of Reader-00013@TOWN.example is full', to: /00013@/u },
  { does: 'refuses', at: 'dot', reply: '421 4.3.2 too much for reader-00017@town.example', to: /00017@/u, tries: 1 },
  { does: 'loses-reply', to: /00019@/u, tries: 1 },
  { does: 'babbles', to: /00023@/u, tries: 1 },
];

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom({ people: PEOPLE });
});
afterAll(() => closeNewsroom(room));

test('no address, no token and no password is in what is printed, in the ledger or in the files of the database', async () => {
  const mails: string[] = [];
  const server = await openFaultyServer({
    rules: TALKATIVE,
    auth: '235 2.7.0 welcome',
    onMessage: (_, raw) => mails.push(raw),
  });
  const url = server.url.replace('//', `//editor:${PASSWORD}@`);
  const printed: Ran[] = [];
  const commands = openCommandsInTurn({ ...room.env, SMTP_URL: url });
  const say = async (args: readonly string[]) => {
    printed.push(await commands.run(args, room.folder));
  };
  try {
    await say(['send', '1', '--yes']);
    server.behave({ auth: `535 5.7.8 editor:${PASSWORD} is wrong` });
    await say(['send', '1', '--yes', '--retry-uncertain']);
    await say(['resume', '1']);
    server.behave({ auth: `500 5.5.1 what is AUTH PLAIN ${LOGIN}?` });
    await say(['send', '1', '--yes', '--json', '--retry-uncertain']);
  } finally {
    await commands.close();
    await server.close();
  }
  expect(server.log.filter(({ event }) => event === 'taken').length).toBeGreaterThan(PEOPLE - 10);
  const tokens = new Set((await Promise.all(mails.map(tokensIn))).flat());
  expect(tokens.size).toBeGreaterThan(2 * (PEOPLE - 10));

  const rows = await readRows(room);
  expect(rows.filter(({ last_reply }) => last_reply?.includes('***')).length).toBeGreaterThan(1);
  const files = readdirSync(join(room.folder, 'var')).filter((name) => name.startsWith('mujaz.sqlite'));
  const texts = [
    ...printed.map(({ out, err }) => `${out}${err}`),
    JSON.stringify(rows),
    ...files.map((name) => readFileSync(join(room.folder, 'var', name), 'latin1')),
  ];
  const secrets = [...room.addresses, ...tokens, PASSWORD, base64(PASSWORD), LOGIN];
  const found = texts.flatMap((text) => {
    const small = text.toLowerCase();
    return secrets.filter((secret) => text.includes(secret) || small.includes(secret.toLowerCase()));
  });
  expect(found).toEqual([]);
});

/** Tokens of the links in header and body. */
async function tokensIn(raw: string): Promise<string[]> {
  const { headers, html, text } = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  const all = [...headers.map(({ value }) => value), html, text].join('\n');
  return [...all.matchAll(/\/(?:preferences|leave)\/([\w-]{30,})/gu)].map(([, token]) => token as string);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
