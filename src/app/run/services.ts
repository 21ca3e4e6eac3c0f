/** Everything that works by itself while the program runs, opened and closed together. */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import type { Store } from '../../store/index.ts';
import { openBounceWatch } from '../bounces/watch.ts';
import { openIngestLoop } from '../intake/ingest-loop.ts';
import { type Members, openMembers } from '../open-members.ts';
import { openSendingLoop } from '../sending/sending-loop.ts';
import { openEditorWatch } from './editor-watch.ts';
import { openScheduleLoop } from './schedule-loop.ts';

/** When a loop last did its work to the end; epoch milliseconds. */
export type Heartbeat = { readonly name: 'ingest' | 'schedule'; readonly at: number };

/** What runs beside the site. */
export type Services = {
  readonly members: Members;
  heartbeats(): readonly Heartbeat[];
  /** Something is to be sent; returns at once. */
  wakeSending(): void;
  /** Ends what is under way in good order. Asked for twice, it is the same end. */
  close(): Promise<void>;
};

export type ServiceOptions = {
  /** Whether news are read and editions made by the schedule; letters, sendings and bounces always are. */
  readonly news: boolean;
  /** Told in one line what an operator should know; no address and no token is in it. */
  readonly onLine: (line: string) => void;
  /** Of news and schedules, epoch milliseconds. */
  readonly clock?: () => number;
};

/**
 * Opens the services over a store.
 * @throws as `openMembers`
 */
export async function openServices(
  config: Config,
  store: Store,
  { news, onLine, clock = Date.now }: ServiceOptions,
): Promise<Services> {
  const members = await openMembers(config, store, onLine);
  const { vault } = members.office;
  const sendings = openSendingLoop(config, store, vault, onLine, { audit: store.audit });
  const bounces = openBounceWatch(config, store, vault, onLine);
  const owner = randomUUID();
  const intake = news ? openIngestLoop(config, store, { onLine, clock, owner }) : null;
  const schedule = news
    ? openScheduleLoop(config, store, {
        onLine,
        clock,
        owner,
        onSending: () => sendings.wake(),
        ...(intake ? { firstNews: intake.firstRound } : {}),
      })
    : null;
  const editors = news ? openEditorWatch(config, store, { onLine, clock }) : null;
  let closing: Promise<void> | null = null;
  return {
    members,
    heartbeats: () => [
      ...(intake ? [{ name: 'ingest' as const, at: intake.lastRoundAt() }] : []),
      ...(schedule ? [{ name: 'schedule' as const, at: schedule.lastRoundAt() }] : []),
    ],
    wakeSending: () => sendings.wake(),
    close: () => {
      closing ??= Promise.all([sendings, bounces, intake, schedule, editors].map((each) => each?.close())).then(() =>
        members.close(),
      );
      return closing;
    },
  };
}
