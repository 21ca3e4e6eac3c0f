/** The messages of an edition: each variant is compiled once, and per recipient only what is their own is filled in. */
import type { Config } from '../../config/index.ts';
import { type DkimSigner, makeTemplate, type Template } from '../../deliver/index.ts';
import type { Edition } from '../../model.ts';
import type { ClaimedDelivery, FrozenVariant, Ledger } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';
import { returnAddress } from '../bounces/return-address.ts';
import { headOf } from '../finish-edition.ts';
import { leavingUrl, makeSlot } from './frozen-variants.ts';

/** A message for one recipient, ready to go. */
export type MailedMessage = {
  readonly from: string;
  readonly to: string;
  chunks(): readonly Uint8Array[];
};

/** Makes messages. */
export type Mailing = {
  /** @throws VaultFault when the keys are not those it was sealed with */
  addressOf(delivery: ClaimedDelivery): string;
  /** @throws AddressFault for an address that cannot be written */
  messageFor(delivery: ClaimedDelivery, to: string): Promise<MailedMessage>;
};

/** Variants are few; should every reader choose otherwise, the ones used last stay. */
const MOST_TEMPLATES = 200;
const LINK_TOKEN = 39;
/** A subscriber's id: 8 bytes in base64url. */
const ID = 11;

/** What the messages of an edition are made with. */
export type MailingParts = {
  readonly ledger: Pick<Ledger, 'variant'>;
  readonly vault: Vault;
  /** Null: they go unsigned. */
  readonly signer: DkimSigner | null;
  /** Of the approval: the same on every try. */
  readonly date: Date;
};

/** Opens the messages of a frozen edition. */
export function openMailing(config: Config, edition: Edition, { ledger, vault, signer, date }: MailingParts): Mailing {
  const templates = new Map<string, Promise<Template>>();
  return {
    addressOf: ({ address }) => vault.open('address', address),
    async messageFor({ id, linkVersion, themes }, to) {
      const template = await compiled(themes);
      const values = {
        id,
        preferences: vault.link({ purpose: 'preferences', id, version: linkVersion }),
        leave: vault.link({ purpose: 'leave', id, version: linkVersion }),
      };
      const from = returnAddress(config, vault, { id, edition: edition.number });
      const bytes = signer ? await template.fillSigned(to, values) : template.fill(to, values);
      return { from, to, chunks: () => bytes };
    },
  };

  function compiled(themes: string): Promise<Template> {
    const known = templates.get(themes);
    if (known !== undefined) return known;
    const making = compile(themes);
    if (templates.size === MOST_TEMPLATES) templates.delete(templates.keys().next().value ?? '');
    templates.set(themes, making);
    return making;
  }

  async function compile(themes: string): Promise<Template> {
    const frozen = await ledger.variant(edition.number, themes);
    if (!frozen?.content) throw new Error(`edition ${edition.number} was not approved for the themes ${themes}`);
    return await templateOf(config, edition, frozen.content, signer, date);
  }
}

/** Compiles a frozen variant. */
export function templateOf(
  config: Config,
  edition: Edition,
  { slots, ...variant }: NonNullable<FrozenVariant['content']>,
  signer: DkimSigner | null,
  date: Date,
): Promise<Template> {
  const idSlot = makeSlot();
  const head = headOf(config, edition, {
    id: `${edition.digest}-${edition.number}.${idSlot}`,
    unsubscribeUrl: leavingUrl(config, slots.leave),
    date,
  });
  const places = [
    { name: 'id', placeholder: idSlot, length: ID },
    { name: 'preferences', placeholder: slots.preferences, length: LINK_TOKEN },
    { name: 'leave', placeholder: slots.leave, length: LINK_TOKEN },
  ];
  return makeTemplate(variant, head, places, signer ?? undefined);
}
