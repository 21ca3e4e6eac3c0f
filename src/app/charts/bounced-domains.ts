/**
 * Mails that came back, by the mail providers they were sent to. The records hold no domain that can be read: each address
 * is opened for the moment of counting, and only domains of several people are named.
 */
import { domainToUnicode } from 'node:url';
import type { BounceKind } from '../../model.ts';
import type { BouncedMail } from '../../store/index.ts';
import type { Vault } from '../../vault/index.ts';

export type BounceRow = { readonly name: string; readonly kinds: Readonly<Record<BounceKind, number>> };

export type Bounced = {
  readonly total: number;
  /** Most first. */
  readonly domains: readonly BounceRow[];
  /** Mails to domains that too few people have, or to people who are gone. */
  readonly others: Readonly<Record<BounceKind, number>>;
  /** By RFC 3463 status, '' where none was told; most first. */
  readonly statuses: readonly BounceRow[];
};

/** A domain of fewer people may be somebody's own. */
const LEAST_PEOPLE = 3;
const MOST_ROWS = 20;

const NONE: Readonly<Record<BounceKind, number>> = { hard: 0, soft: 0, complaint: 0 };

/** Adds up mails that came back. */
export class BounceCount {
  readonly #vault: Pick<Vault, 'open'>;
  readonly #domains = new Map<string, { readonly people: Set<number>; kinds: Record<BounceKind, number> }>();
  readonly #statuses = new Map<string, Record<BounceKind, number>>();
  #total = 0;

  constructor(vault: Pick<Vault, 'open'>) {
    this.#vault = vault;
  }

  add({ subscriber, kind, status, address }: BouncedMail): void {
    const domain = address === null ? '' : domainOf(this.#vault.open('address', address));
    const row = this.#domains.get(domain) ?? { people: new Set<number>(), kinds: { ...NONE } };
    this.#domains.set(domain, row);
    if (domain !== '') row.people.add(subscriber);
    row.kinds[kind] += 1;
    const kinds = this.#statuses.get(status) ?? { ...NONE };
    this.#statuses.set(status, kinds);
    kinds[kind] += 1;
    this.#total += 1;
  }

  result(): Bounced {
    const named = [...this.#domains].filter(([, { people }]) => people.size >= LEAST_PEOPLE);
    const rows = mostFirst(named.map(([name, { kinds }]) => ({ name, kinds })));
    const shown = rows.slice(0, MOST_ROWS);
    const names = new Set(shown.map(({ name }) => name));
    const rest = [...this.#domains].flatMap(([name, { kinds }]) => (names.has(name) ? [] : [kinds]));
    const statuses = mostFirst([...this.#statuses].map(([name, kinds]) => ({ name, kinds })));
    return { total: this.#total, domains: shown, others: sum(rest), statuses: statuses.slice(0, MOST_ROWS) };
  }
}

function domainOf(address: string): string {
  return domainToUnicode(address.slice(address.lastIndexOf('@') + 1));
}

function sum(all: readonly Readonly<Record<BounceKind, number>>[]): Readonly<Record<BounceKind, number>> {
  const add = (kind: BounceKind) => all.reduce((total, kinds) => total + kinds[kind], 0);
  return { hard: add('hard'), soft: add('soft'), complaint: add('complaint') };
}

function mostFirst(rows: readonly BounceRow[]): readonly BounceRow[] {
  const total = ({ kinds }: BounceRow) => kinds.hard + kinds.soft + kinds.complaint;
  return rows.toSorted((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
}
