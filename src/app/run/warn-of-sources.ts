/** Telling editors of sources that have failed for days: one mail for each failure. */
import { createHash, randomUUID } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import { composeLetterMessage, type MailAnswer, type Mailer } from '../../deliver/index.ts';
import type { Source } from '../../model.ts';
import { type FailedSource, renderSourcesNotice } from '../../render/index.ts';
import type { SourceState, Store } from '../../store/index.ts';
import { dayIn } from '../calendar.ts';
import { MINUTE_MS } from '../durations.ts';
import { shownAddress } from '../intake/shown-address.ts';
import { senderDomain } from '../sender-domain.ts';
import { loadTemplates } from '../templates.ts';

/** A source with how it stands. */
type Failing = { readonly source: Source; readonly state: SourceState & { readonly failingSince: number } };

/** Longer than a mail server takes: until then nobody else writes down anything about the source. */
const HELD_MS = 5 * MINUTE_MS;

/**
 * Mails the editors about sources that have failed for longer than the configuration says and that they were not told of.
 * What is written down follows the mail: a crash in between sends it again, with the same Message-ID.
 */
export async function warnOfSources(
  config: Config,
  store: Store,
  mailer: Mailer,
  now: number,
  onLine: (line: string) => void,
): Promise<void> {
  const owner = randomUUID();
  const overdue: Failing[] = [];
  try {
    for (const source of config.inlets) {
      if (!isOverdue(config, await store.intake.state(source.id), now)) continue;
      if (!(await store.intake.claim(source.id, owner, now, now + HELD_MS))) continue;
      // It may have been read, or told of, before it was ours.
      const state = await store.intake.state(source.id);
      if (isOverdue(config, state, now)) overdue.push({ source, state });
      else await store.intake.release(source.id, owner);
    }
    if (overdue.length > 0 && (await mailAll(config, mailer, overdue, now, onLine))) {
      for (const { state } of overdue) await store.intake.saveState({ ...state, warnedAt: now });
    }
  } finally {
    for (const { source } of overdue) await store.intake.release(source.id, owner);
  }
}

function isOverdue({ editors }: Config, state: SourceState | null, now: number): state is Failing['state'] {
  if (!state || state.failingSince === null || state.warnedAt !== null) return false;
  return now - state.failingSince >= editors.sourceFailsFor;
}

/** True when it was taken for an editor at least, or nobody can be told. */
async function mailAll(
  config: Config,
  mailer: Mailer,
  overdue: readonly Failing[],
  now: number,
  onLine: (line: string) => void,
): Promise<boolean> {
  const names = overdue.map(({ source }) => source.id).join(', ');
  if (config.editors.mail.length === 0) {
    onLine(`sources: ${names}: failing for days. Name editors.mail in config/mujaz.yaml to be told by mail.`);
    return true;
  }
  const { sender, digits, timeZone, site } = config;
  const rendered = await renderSourcesNotice(
    overdue.map((failing) => factsOf(failing, timeZone)),
    { templates: loadTemplates(), newsroom: sender.name, digits, page: `${site.url}/desk/sources` },
  );
  const id = idOf(overdue);
  const answers: MailAnswer['answer'][] = [];
  for (const [at, to] of config.editors.mail.entries()) {
    const message = await composeLetterMessage(
      { ...rendered, file: null },
      {
        from: sender,
        to,
        messageId: `sources.${id}.${at}@${senderDomain(config)}`,
        date: new Date(now),
        unsubscribeUrl: null,
        boundary: `sources-${now}`,
      },
    );
    const { answer, reply } = await mailer.send(message, { from: sender.address, to });
    answers.push(answer);
    if (answer !== 'accepted') onLine(`sources: ${names}: an editor could not be told: ${reply}`);
  }
  return answers.includes('accepted') || answers.every((answer) => answer === 'refused');
}

/** The same for the same failures. */
function idOf(overdue: readonly Failing[]): string {
  const hash = createHash('sha256');
  for (const { source, state } of overdue) hash.update(`${source.id} ${state.failingSince}\n`);
  return hash.digest('hex').slice(0, 16);
}

function factsOf({ source, state }: Failing, timeZone: string): FailedSource {
  return {
    name: source.name,
    location: shownAddress(state.location),
    since: dayIn(timeZone, new Date(state.readAt ?? state.failingSince)),
    fault: state.fault ?? '',
  };
}
