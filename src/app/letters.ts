/** Single letters: what is sealed of them while they wait, and the message that is made of it. */
import type { Config } from '../config/index.ts';
import { composeLetterMessage, type LetterBody, type SmtpEnvelope } from '../deliver/index.ts';
import type { Choice } from '../model.ts';
import { type Letter, type LetterChoice, renderLetter } from '../render/index.ts';
import type { DueLetter } from '../store/index.ts';
import type { Vault } from '../vault/index.ts';
import { AppFault } from './app-fault.ts';
import { DAY_MS } from './durations.ts';
import { senderDomain } from './sender-domain.ts';
import { loadTemplates } from './templates.ts';

/** What a waiting letter says, sealed as JSON: which parts are there follows from its kind. */
export type LetterContent = {
  readonly to: string;
  /** confirm, new-address: the ticket's token. */
  readonly ticket?: string;
  /** confirm, new-address: how long the ticket works, counted from the letter's `at`. */
  readonly days?: number;
  /**
   * already-subscribed: both; address-moved: leave; data-copy: preferences, if any. Paths with their tokens:
   * `/preferences/TOKEN`, `/leave/TOKEN`.
   */
  readonly links?: { readonly preferences?: string; readonly leave: string };
  /** confirm: what was chosen; already-subscribed: what is sent now. */
  readonly choice?: Choice;
  /** data-copy: everything that is held about the person. */
  readonly data?: object;
};

/** A letter ready to be handed to a mailer. */
export type ComposedLetter = { readonly message: Buffer; readonly envelope: SmtpEnvelope };

/** The name says nothing about the reading of its owner. */
const DATA_FILE = { name: 'my-data.json', type: 'application/json; charset=utf-8' };

/** Opens what was sealed of a letter. @throws VaultFault when another key sealed it */
export function openLetter(vault: Vault, letter: Pick<DueLetter, 'content'>): LetterContent {
  return JSON.parse(vault.open('letter', letter.content)) as LetterContent;
}

/** What is held about a person does not lie about longer than this: whoever wants it can ask again. */
const DATA_COPY_WAITS_MS = 3 * DAY_MS;

/** True when a letter written at `at` is too old to be of use at `now` (both epoch ms): its link does not work any more. */
export function isOutdated({ days, data }: LetterContent, at: number, now: number): boolean {
  const useful = data ? DATA_COPY_WAITS_MS : days === undefined ? Number.POSITIVE_INFINITY : days * DAY_MS;
  return now >= at + useful;
}

/**
 * Makes the message of a letter. Its Message-ID and date are the letter's own, so that the same letter gives the same
 * bytes whenever it is tried again.
 * @throws AppFault when the content lacks what its kind needs, VaultFault when it cannot be opened
 */
export async function composeLetter(config: Config, vault: Vault, letter: DueLetter): Promise<ComposedLetter> {
  const content = openLetter(vault, letter);
  const { sender, digits, postalAddress } = config;
  const options = { templates: loadTemplates(), newsroom: sender.name, digits, postalAddress };
  const rendered = await renderLetter(letterOf(config, letter.kind, content), options);
  const message = await composeLetterMessage(
    { ...rendered, file: fileOf(content) },
    {
      from: sender,
      to: content.to,
      messageId: `${letter.id}@${senderDomain(config)}`,
      date: new Date(letter.at),
      // Not of address-moved: a press beside the letter would end what its reader has moved on purpose.
      unsubscribeUrl:
        letter.kind === 'already-subscribed' && content.links ? onSite(config, content.links.leave) : null,
      boundary: letter.id,
    },
  );
  return { message, envelope: { from: sender.address, to: content.to } };
}

function letterOf(config: Config, kind: DueLetter['kind'], content: LetterContent): Letter {
  const { choice, links } = content;
  const chosen = choice ? choiceOf(config, choice) : null;
  switch (kind) {
    case 'confirm':
      return { kind, ...ticketOf(config, content), choice: chosen };
    case 'new-address':
      return { kind, ...ticketOf(config, content) };
    case 'already-subscribed': {
      if (!links?.preferences) throw lacking('links');
      return {
        kind,
        choice: chosen,
        preferences: onSite(config, links.preferences),
        leave: onSite(config, links.leave),
      };
    }
    case 'address-moved': {
      if (!links) throw lacking('links');
      return { kind, leave: onSite(config, links.leave) };
    }
    case 'data-copy': {
      if (!content.data) throw lacking('data');
      return { kind, preferences: links?.preferences ? onSite(config, links.preferences) : null };
    }
  }
}

function ticketOf(config: Config, { ticket, days }: LetterContent): { link: string; days: number } {
  if (ticket === undefined || days === undefined) throw lacking('ticket');
  return { link: onSite(config, `/confirm/${ticket}`), days };
}

/** A digest or theme that is not in the configuration any more has no name: it is not shown. */
function choiceOf({ digests }: Config, { digest, themes }: Choice): LetterChoice | null {
  const known = digests.find(({ id }) => id === digest);
  if (!known) return null;
  if (themes === 'all') return { digest: known.name, themes };
  return {
    digest: known.name,
    themes: known.themes.filter(({ id }) => themes.includes(id)).map(({ title }) => title),
  };
}

function fileOf({ data }: LetterContent): LetterBody['file'] {
  return data ? { ...DATA_FILE, content: `${JSON.stringify(data, null, 2)}\n` } : null;
}

function onSite({ site }: Config, path: string): string {
  return site.url + path;
}

function lacking(part: string): AppFault {
  return new AppFault(`a letter has no ${part}.`, 'Please report it: the program wrote it that way.', false);
}
