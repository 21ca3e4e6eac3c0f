import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { approveEdition, closeNewsroom, copyNewsroom, type Newsroom, openNewsroom } from '../sending/newsroom.ts';
import { type CommandsInTurn, openCommandsInTurn } from './commands-in-turn.ts';
import { launch, type Ran, run } from './run.ts';
import { openReceiver, PASSWORD, type Receiver } from './send-receiver.ts';

const NAMES = [...Array.from({ length: 18 }, (_, at) => `reader${at}`), 'gone.away', 'later.perhaps'];
const PEOPLE = NAMES.map((name) => `${name}@mail.example`);
const READERS = 18;
const PATIENCE_MS = 120_000;

let receiver: Receiver;
/** Takes the commands of which nothing is asked that a process of its own would be needed for. */
let inTurn: CommandsInTurn;
/** An edition for twenty people: waiting for approval, and approved. */
let [drafted, approved]: Newsroom[] = [];
let cwd = '';

beforeAll(async () => {
  receiver = await openReceiver();
  drafted = await openNewsroom({ people: PEOPLE, isDraft: true });
  approved = copyNewsroom(drafted);
  await approveEdition(approved);
  inTurn = openCommandsInTurn(environment());
}, PATIENCE_MS);

beforeEach(() => {
  Object.assign(receiver, { delay: 0, refusesLogin: false });
  receiver.taken.length = 0;
  cwd = folderLike(approved);
});

afterAll(async () => {
  await inTurn.close();
  await receiver.close();
  for (const room of [drafted, approved]) if (room) closeNewsroom(room);
});

/** A copy until the test ends. */
function folderLike(room: Newsroom | undefined): string {
  const copy = copyNewsroom(room as Newsroom);
  onTestFinished(() => closeNewsroom(copy));
  return copy.folder;
}

function environment(): NodeJS.ProcessEnv {
  return { MUJAZ_KEY: approved?.env['MUJAZ_KEY'], SMTP_URL: receiver.url };
}

/** No output of any command holds a secret or the address of a reader. */
function keepingSecrets(ran: Ran): Ran {
  expect(`${ran.out}${ran.err}`).not.toMatch(
    new RegExp(`${PASSWORD}|${approved?.env['MUJAZ_KEY']}|reader\\d|gone\\.away|later\\.perhaps`, 'u'),
  );
  return ran;
}

async function mujaz(...args: string[]): Promise<Ran> {
  return keepingSecrets(await inTurn.run(args, cwd));
}

const send = (...args: string[]): Promise<Ran> => mujaz('send', ...args);

/** As a process of its own, for what belongs to processes: exit codes, several at once, terminals. */
async function sendAlone(...args: string[]): Promise<Ran> {
  return keepingSecrets(await run(['send', ...args], { cwd, env: environment() }));
}

function takenOnce(): string[] {
  const to = receiver.taken.map((each) => each.to);
  expect(new Set(to).size).toBe(to.length);
  return to;
}

test('a dry run tells how many would get it and which way, a test goes to any address, and neither is in a record', async () => {
  const tried = await mujaz('test-send', '--to', 'editor@paper.example', '--to', 'gone@paper.example');
  expect(tried.code).toBe(1);
  expect(tried.out).toContain('1 of 2 accepted');
  expect(tried.out).toContain('✓ e•••@paper.example  accepted');
  expect(tried.out).toMatch(/✗ g•••@paper\.example {2}not accepted: 550 5\.1\.1 \*\*\*/u);

  const dry = await sendAlone('--dry-run');
  expect([dry.code, dry.err]).toEqual([0, '']);
  expect(dry.out).toContain('20 to send, 0 already have it, 0 suppressed, 0 paused');
  expect(dry.out).toMatch(/goes to: +SMTP_URL \(127\.0\.0\.1:\d+\)/u);
  expect(receiver.taken.map(({ to }) => to)).toEqual(['editor@paper.example']);
});

test('where nobody can be asked nothing is sent without --yes, and a draft is not sent at all', async () => {
  const unasked = await sendAlone('1');
  expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('add --yes')]);
  cwd = folderLike(drafted);
  const draft = await send('--yes');
  expect([draft.code, draft.err]).toEqual([2, expect.stringContaining('npx mujaz approve 1')]);
  expect(draft.out).toContain('20 people would get it');
  expect(receiver.taken).toEqual([]);
});

test('the report has the numbers of what was accepted, refused and put off, and the lists show the same', async () => {
  const sent = await send('--yes');
  expect(sent.code).toBe(0);
  expect(sent.err).toBe('mujaz: sending edition 1 to 20 people\n');
  expect(takenOnce()).toHaveLength(READERS);
  expect(sent.out).toContain('is sent but for those that wait for another try');
  expect(sent.out).toMatch(/accepted: +18 of 20 people/u);
  expect(sent.out).toMatch(/failed: +1, .*\n +1 {2}550 5\.1\.1 \*\*\* no such user/u);
  expect(sent.out).toMatch(/waiting: +1; the next try is at \d{4}-\d\d-\d\d \d\d:\d\d \(Asia\/Damascus\)/u);

  const again = await send('--yes', '--json');
  expect(JSON.parse(again.out)).toMatchObject({
    edition: 1,
    end: 'later',
    report: null,
    plan: { counts: { sent: 18 } },
  });
  expect(receiver.taken).toHaveLength(READERS);
  expect((await mujaz('editions')).out).toMatch(/1 {2}2025-11-13 {2}being sent +18 +1 +1 +0 +20 {2}\S/u);
  expect((await mujaz('show', '1')).out).toMatch(/450 4\.2\.1 \*\*\* come again/u);
});

test('two at once share the work, and nobody is mailed twice', async () => {
  receiver.delay = 50;
  const both = await Promise.all([sendAlone('--yes', '--json'), sendAlone('--yes', '--json')]);
  const reports = both.map(({ code, out }) => ({ code, report: JSON.parse(out).report }));
  expect(reports.map(({ code }) => code)).toEqual([0, 0]);
  expect(reports.reduce((sum, { report }) => sum + (report?.sentNow ?? 0), 0)).toBe(READERS);
  expect(takenOnce()).toHaveLength(READERS);
});

test('--to sends to one subscriber and leaves the others for later', async () => {
  const one = await send('--to', 'Reader7@mail.example', '--yes');
  expect([one.code, takenOnce()]).toEqual([0, ['reader7@mail.example']]);
  expect(one.out).toContain('is sent to this one subscriber');
  const plan = JSON.parse((await send('--dry-run', '--json')).out);
  expect(plan).toMatchObject({ end: 'dry-run', plan: { state: 'ready', counts: { queued: 19, sent: 1 } } });
  const nobody = await send('--to', 'nobody@mail.example', '--yes');
  expect(nobody.code).toBe(2);
  expect(receiver.taken).toHaveLength(1);
});

test('a paused sending sends nothing until it is resumed, and a cancelled one never', async () => {
  expect((await mujaz('pause', '1')).out).toContain('edition 1 is paused: 0 people have it, 20 wait');
  const held = await send('--yes');
  expect([held.code, held.out]).toEqual([0, expect.stringContaining('npx mujaz resume 1')]);
  expect(receiver.taken).toEqual([]);
  expect((await mujaz('resume', '1')).out).toContain('edition 1 goes on, 20 wait');
  expect((await send('--to', 'reader2@mail.example', '--yes')).code).toBe(0);

  const unasked = await mujaz('cancel', '1');
  expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('--yes')]);
  const cancelled = await mujaz('cancel', '1', '--yes');
  expect([cancelled.code, cancelled.out]).toEqual([0, expect.stringContaining('1 person has it, 19 do not get it')]);
  const dead = await send('--yes');
  expect([dead.code, dead.err]).toEqual([2, expect.stringContaining('was cancelled')]);
});

test('a login that is refused pauses the sending with exit code 1, and nobody is marked as failed', async () => {
  receiver.refusesLogin = true;
  const ran = await send('--yes', '--json');
  expect(ran.code).toBe(1);
  const { end, report } = JSON.parse(ran.out);
  expect([end, report.counts]).toEqual(['paused', expect.objectContaining({ queued: 20, failed: 0 })]);
  expect(report.reason).toContain('535');
  receiver.refusesLogin = false;
  const held = await send('--yes');
  expect([held.code, held.out]).toEqual([1, expect.stringMatching(/state: +paused: .*535/u)]);
});

test('a signal lets open messages end, says that nothing is lost, and the command goes on from there', async () => {
  receiver.delay = 200;
  const child = launch(['send', '--yes'], { cwd, env: environment() });
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data) => (out += data));
  child.stderr?.on('data', (data) => (err += data));
  const ended = new Promise((end) => child.once('close', end));
  await vi.waitFor(() => expect(receiver.taken.length).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
  // As npm does: one press of Ctrl+C arrives more than once.
  child.kill('SIGTERM');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(err).toContain('stopping: open messages are finished');
  const { length } = takenOnce();
  expect(length).toBeLessThan(READERS);
  expect(out).toMatch(new RegExp(`accepted: +${length} of 20 people`, 'u'));
  expect(out).toContain('and nothing is lost');
  receiver.delay = 0;
  await send('--yes');
  expect(takenOnce()).toHaveLength(READERS);
});

test.runIf(process.platform === 'linux')(
  'after a crash the command says how many are uncertain, and tries them again when told so',
  async () => {
    receiver.delay = 400;
    const child = launch(['send', '--yes'], { cwd, env: environment() });
    const ended = new Promise((end) => child.once('close', end));
    await vi.waitFor(() => expect(receiver.taken.length).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
    child.kill('SIGKILL');
    await ended;
    receiver.delay = 0;
    const after = await send('--yes');
    expect(after.out).toMatch(/found: +\d+ were claimed by a program that ended without an answer: uncertain/u);
    const { counts, uncertain } = JSON.parse((await mujaz('show', '1', '--json')).out).sending;
    expect(counts.uncertain).toBeGreaterThan(0);
    expect(counts.sent + counts.uncertain).toBe(READERS);
    expect(uncertain).toHaveLength(counts.uncertain);
    const retried = await send('--yes', '--retry-uncertain');
    expect(retried.out).toMatch(/tried again: +\d+ that were uncertain/u);
    expect(new Set(receiver.taken.map(({ to }) => to)).size).toBe(READERS);
  },
);

test('without a mail server the mails are files, and that is said plainly', async () => {
  const ran = await run(['send', '--yes'], { cwd, env: { ...environment(), SMTP_URL: '' } });
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('files in var/outbox: no mail server is set (SMTP_URL), so nobody gets mail');
  expect(ran.out).toMatch(/written: +20 of 20 people/u);
  expect(readdirSync(join(cwd, 'var/outbox')).filter((name) => name.endsWith('.eml'))).toHaveLength(NAMES.length);
});
