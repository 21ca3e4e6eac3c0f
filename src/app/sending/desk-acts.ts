/** What a publisher can do to a sending: each of it once, however often and from wherever it is asked for. */
import type { Config } from '../../config/index.ts';
import type { Editor } from '../../model.ts';
import type { Audit, BeginRefusal, Store } from '../../store/index.ts';
import { readAddress } from '../address.ts';
import { AppFault } from '../app-fault.ts';
import { noteAct } from './acting.ts';
import type { TestSend } from './contract.ts';
import { cancelSending, pauseSending, resumeSending } from './control-sending.ts';
import { onlyOnce } from './only-once.ts';
import { quietUntil } from './quiet-hours.ts';
import { type RefusedTime, readSendTime, type SendTime, type SendTimeRefusal } from './send-time.ts';
import { testSend } from './test-send.ts';

/** `not-now`: the sending is not in a state for it; `stale`: it has changed since it was looked at. */
export type ActRefusal = BeginRefusal['refused'] | SendTimeRefusal | 'not-now' | 'stale';

/** `isNew` false: somebody was faster, and it is as it was asked for. */
export type ActAnswer = { readonly done: true; readonly isNew: boolean } | { readonly refused: ActRefusal };

/** `address`: which of the lines is no address, from 0. */
export type TestAnswer =
  | TestSend
  | { readonly refused: 'none' | 'too-many' | 'unknown' }
  | { readonly refused: 'address'; readonly line: number };

type By = Pick<Editor, 'id' | 'name'> | null;

export type SendingActs = {
  /** What `startAt` would make of it; reads only. `quietUntil`: nothing leaves before (epoch ms). */
  readTime(wall: string): (SendTime & { readonly quietUntil: number | null }) | RefusedTime;
  /** To anybody, marked as a test, in no record. The same `once` is one test. */
  test(edition: number, addresses: readonly string[], once: string, by: By): Promise<TestAnswer>;
  /** `hash`: of the edition that was looked at. */
  start(edition: number, hash: string, by: By): Promise<ActAnswer>;
  /** `wall`: such as `2026-11-23 07:30`, in the time zone of the newsroom. */
  startAt(edition: number, hash: string, wall: string, by: By): Promise<ActAnswer>;
  /** It waits to be begun by hand. */
  dropTime(edition: number, hash: string, by: By): Promise<ActAnswer>;
  pause(edition: number, by: By): Promise<ActAnswer>;
  /** `seen`: when the pause began. */
  resume(
    edition: number,
    how: { readonly acceptsRefusals: boolean; readonly seen?: number },
    by: By,
  ): Promise<ActAnswer>;
  cancel(edition: number, by: By): Promise<ActAnswer>;
  /** `seen`: when the sending had changed last. */
  resendFailed(edition: number, seen: number, by: By): Promise<ActAnswer>;
  /** `seen`: how many there were. */
  retryUncertain(edition: number, seen: number, by: By): Promise<ActAnswer>;
};

/** What the acts need besides the records. */
export type SendingActsOptions = {
  readonly audit?: Audit | null;
  /** Something is to be sent now: wakes the program's own loop. */
  readonly onSending?: () => void;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
};

const MOST_TESTED = 20;

/** The acts over a store. */
export function openSendingActs(
  config: Config,
  store: Store,
  { audit = null, onSending = () => {}, clock = Date.now }: SendingActsOptions = {},
): SendingActs {
  const { ledger } = store;
  const tests = onlyOnce<TestAnswer>(clock);
  const note = (act: string, edition: number, by: By, detail = {}) =>
    noteAct({ editor: by, audit }, act, edition, clock(), detail);
  return {
    readTime(wall) {
      const time = readSendTime(wall, config.timeZone, clock());
      if ('refused' in time) return time;
      return { ...time, quietUntil: quietUntil(config.sending.quietHours, config.timeZone, time.at) };
    },
    test: (edition, addresses, once, by) => tests(`${edition} ${once}`, () => test(edition, addresses, by)),
    async start(edition, hash, by) {
      const answer = await ledger.begin({ edition, hash, at: clock() });
      if ('refused' in answer) return answer;
      if (answer.isNew) await note('start', edition, by, { hash, people: (await ledger.counts(edition)).queued });
      onSending();
      return { done: true, isNew: answer.isNew };
    },
    async startAt(edition, hash, wall, by) {
      const time = readSendTime(wall, config.timeZone, clock());
      if ('refused' in time) return time;
      return await setTime(edition, hash, time.at, by);
    },
    dropTime: (edition, hash, by) => setTime(edition, hash, null, by),
    pause: (edition, by) => orNotNow(() => pauseSending(store, edition, new Date(clock()), { editor: by, audit })),
    async resume(edition, how, by) {
      const sending = await ledger.sending(edition);
      if (sending?.state === 'paused' && how.seen !== undefined && how.seen !== sending.changedAt)
        return { refused: 'stale' };
      const at = new Date(clock());
      const answer = await orNotNow(() => resumeSending(store, edition, how, at, { editor: by, audit }));
      onSending();
      return answer;
    },
    cancel: (edition, by) => orNotNow(() => cancelSending(store, edition, new Date(clock()), { editor: by, audit })),
    async resendFailed(edition, seen, by) {
      const rows = await ledger.resendFailed(edition, clock(), seen);
      if (rows > 0) await note('resend', edition, by, { people: rows });
      onSending();
      return rows > 0 ? { done: true, isNew: true } : { refused: 'stale' };
    },
    async retryUncertain(edition, seen, by) {
      if ((await ledger.counts(edition)).uncertain !== seen) return { refused: 'stale' };
      const rows = await ledger.retryUncertain(edition, clock());
      if (rows > 0) await note('retry', edition, by, { people: rows });
      onSending();
      return rows > 0 ? { done: true, isNew: true } : { refused: 'stale' };
    },
  };

  async function setTime(edition: number, hash: string, sendAt: number | null, by: By): Promise<ActAnswer> {
    const answer = await ledger.setSendAt({ edition, hash, sendAt });
    if ('refused' in answer) return answer;
    const detail = sendAt === null ? { hash } : { hash, sendAt: new Date(sendAt).toISOString() };
    if (answer.isNew) await note(sendAt === null ? 'unschedule' : 'schedule', edition, by, detail);
    return { done: true, isNew: answer.isNew };
  }

  async function test(edition: number, addresses: readonly string[], by: By): Promise<TestAnswer> {
    if (addresses.length === 0) return { refused: 'none' };
    if (addresses.length > MOST_TESTED) return { refused: 'too-many' };
    const line = addresses.findIndex((address) => 'refused' in readAddress(address));
    if (line >= 0) return { refused: 'address', line };
    if (!(await store.editionState(edition))) return { refused: 'unknown' };
    const tested = await testSend(config, store, edition, addresses);
    const accepted = tested.sent.filter(({ isAccepted }) => isAccepted).length;
    await note('test', edition, by, { addresses: addresses.length, accepted });
    return tested;
  }
}

/** Who asks for what is already so has not changed anything, and gets it. */
async function orNotNow(act: () => Promise<unknown>): Promise<ActAnswer> {
  try {
    await act();
    return { done: true, isNew: true };
  } catch (error) {
    if (error instanceof AppFault && error.badInput) return { refused: 'not-now' };
    throw error;
  }
}
