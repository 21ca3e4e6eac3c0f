import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/app/index.ts';
import { closeNewsroom, configOf, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import { type CommandsInTurn, openCommandsInTurn } from './commands-in-turn.ts';
import { openReceiver, type Receiver } from './send-receiver.ts';

let receiver: Receiver;
let room: Newsroom;
let inTurn: CommandsInTurn;

beforeAll(async () => {
  receiver = await openReceiver();
  room = await openNewsroom({ people: ['reader1@mail.example', 'gone.away@mail.example'] });
  inTurn = openCommandsInTurn({ ...room.env, SMTP_URL: receiver.url });
});

afterAll(async () => {
  await inTurn.close();
  await receiver.close();
  closeNewsroom(room);
});

const send = (...args: string[]) => inTurn.run(['send', '1', ...args], room.folder);

test('an edition is given a time, shows it, and loses it again; then it is sent, and who was refused is tried again', async () => {
  const at = `${new Date().getFullYear() + 1}-01-05 07:30`;
  const refused = await send('--at', '2020-01-01 07:30');
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('this time has been')]);
  const set = await send('--at', at);
  expect(set.code).toBe(0);
  expect(set.out).toContain(`Mujaz: edition 1 begins at ${at} (Asia/Damascus)`);
  expect((await inTurn.run(['editions'], room.folder)).out).toContain(`edition 1 begins by itself at ${at}`);
  expect((await inTurn.run(['show', '1'], room.folder)).out).toContain(`begins:       ${at} (Asia/Damascus)`);
  expect((await send('--at', 'never', '--json')).out).toContain('"sendAt": null');
  expect(receiver.taken).toEqual([]);

  expect((await send('--yes')).code).toBe(0);
  expect(receiver.taken.map(({ to }) => to)).toEqual(['reader1@mail.example']);
  const again = await send('--resend-failed', '--yes');
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('nothing is left to send')]);

  const store = await openStore(configOf(room).database);
  try {
    const acts = (await store.audit.list({ limit: 20, subject: '1' })).map(({ act, editor }) => [act, editor]);
    expect(acts.reverse()).toEqual(['schedule', 'unschedule', 'start'].map((act) => [`sending.${act}`, null]));
  } finally {
    await store.close();
  }
  expect(receiver.taken).toHaveLength(1);
});
