/** The outlet of a page: by what came with it, its address, its signature, its source line, or its footer. */
import type { ArticleSource, Page, SourceProfile, Span } from '../model.ts';
import { fold, hashFolded, type Words } from '../text/index.ts';
import type { PageReading } from './page-reading.ts';
import { buildPhrases, type Phrases } from './phrases.ts';
import { siteNameOf } from './site-name.ts';
import type { SourceLine } from './source-line.ts';
import { buildWordFilter } from './word-filter.ts';

/** A profile that fits the page, and what says so. */
export type ProfileMatch = { readonly profile: SourceProfile; readonly basis: ArticleSource['basis'] };

/** The profile of the page's outlet; null when no profile fits. */
export function findProfile(reading: PageReading, profiles: readonly SourceProfile[]): ProfileMatch | null {
  return (
    byMetadata(reading.page, profiles) ??
    byHost(reading.page, profiles) ??
    bySignature(reading, profiles) ??
    bySelfReference(reading.words, profiles)
  );
}

function byMetadata(page: Page, profiles: readonly SourceProfile[]): ProfileMatch | null {
  const named = page.meta.source === null ? '' : fold(page.meta.source);
  if (named === '') return null;
  const profile = profiles.find(({ name }) => ` ${named} `.includes(` ${fold(name)} `));
  return profile ? { profile, basis: 'metadata' } : null;
}

function byHost(page: Page, profiles: readonly SourceProfile[]): ProfileMatch | null {
  const host = hostOf(page.meta.url);
  const profile = host && profiles.find(({ hosts }) => hosts.some((own) => host === own || host.endsWith(`.${own}`)));
  return profile ? { profile, basis: 'host' } : null;
}

/** The host of an address, without `www.`; null when the address has none. */
function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname === '' ? null : hostname.replace(/^www\./, '');
}

function bySignature({ page, lines }: PageReading, profiles: readonly SourceProfile[]): ProfileMatch | null {
  for (const profile of profiles) {
    for (const signature of profile.signatures) {
      if (lines.some((line) => page.text.startsWith(signature, line.textStart))) return { profile, basis: 'signature' };
    }
  }
  return null;
}

/** «لمنصة SY24», «مراسل SY24», «لـ SY24», «رصدت SY24»: only an outlet's own pages speak of what it was told or saw. */
const SELF_REFERENCE_WORDS =
  'ل لمنصة لموقع لشبكة لوكالة لصحيفة لقناة لراديو مراسل مراسلة لمراسل مراسلو رصدت علمت حصلت وثقت تواصلت التقت تابعت';
const SELF_REFERENCES = wordSet(SELF_REFERENCE_WORDS);
const mayReferToSelf = buildWordFilter(SELF_REFERENCE_WORDS.split(' '));
/** What may stand between: «مراسل منصة SY24». */
const OUTLET_NOUNS = wordSet('منصة موقع شبكة وكالة صحيفة قناة راديو');

function wordSet(list: string): ReadonlySet<number> {
  return new Set(list.split(' ').map((word) => hashFolded(fold(word))));
}

const namesOf = new WeakMap<readonly SourceProfile[], Phrases<SourceProfile>>();

function bySelfReference(words: Words, profiles: readonly SourceProfile[]): ProfileMatch | null {
  let names = namesOf.get(profiles);
  if (!names) {
    names = buildPhrases(profiles.map((profile) => [profile.name, profile] as const));
    namesOf.set(profiles, names);
  }
  for (let i = 1; i < words.count; i++) {
    if (!mayReferToSelf(words, i - 1) || !SELF_REFERENCES.has(words.hash[i - 1] as number)) continue;
    const name = OUTLET_NOUNS.has(words.hash[i] as number) ? i + 1 : i;
    const match = names.longestAt(words, name, words.count);
    if (match) return { profile: match.value, basis: 'source-line' };
  }
  return null;
}

/** The outlet of the article; null when the page names none. */
export function sourceOf(
  reading: PageReading,
  match: ProfileMatch | null,
  sourceLines: readonly SourceLine[],
): ArticleSource | null {
  const { meta, text } = reading.page;
  if (match) return { id: match.profile.id, name: match.profile.name, basis: match.basis };
  if (meta.source !== null) return { id: null, name: meta.source, basis: 'metadata' };
  const outlet = sourceLines.find((line) => line.outlet !== null)?.outlet;
  if (outlet) return { id: null, name: slice(text, outlet), basis: 'source-line' };
  const footer = siteNameOf(reading);
  if (footer) return { id: null, name: slice(text, footer), basis: 'chrome' };
  const host = hostOf(meta.url);
  return host === null ? null : { id: null, name: host, basis: 'host' };
}

const slice = (text: string, { start, end }: Span) => text.slice(start, end).replace(/[\s\u00a0]+/g, ' ');
