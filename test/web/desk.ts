/** A preview desk and its publication in memory, and the real server on them. */
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { feedPlaces, lastApproval, writeAtom, writeRss } from '../../src/app/feeds.ts';
import { readingOf } from '../../src/app/finish-edition.ts';
import type { Preview, Publication, Rendering } from '../../src/app/index.ts';
import type { Published } from '../../src/app/published.ts';
import { writeSitemap } from '../../src/app/sitemap.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Article, Edition, ThemeId } from '../../src/model.ts';
import { buildServer, type WebOptions } from '../../src/web/index.ts';
import { buildCard, buildEdition, buildStory } from './edition-builder.ts';
import { camp, hostile, rival, shore } from './invented-news.ts';
import { mailOf } from './mail.ts';

const PER_PAGE = 10;
const HOME = resolve(import.meta.dirname, '../..');
/** Where the readers of the site find it. */
export const SITE_URL = 'https://digest.example';
const LOADED = loadConfig(join(HOME, 'config'), HOME, {});
const CONFIG = { ...LOADED, site: { ...LOADED.site, url: SITE_URL } };
/** Every edition is approved but this one. */
export const DRAFT = 9;

const NEWS: Edition = buildEdition({
  number: 12,
  date: '2025-11-13',
  subject: '83 عضواً في حلف الموانئ المختلق · أقل من 30 ألفاً في مخيم الخيال',
  cards: [buildCard(shore, 0, 'statements'), buildCard(camp, 0, 'camps'), buildCard(shore, 2, 'operations')],
  sections: [
    {
      theme: 'statements',
      title: 'بيانات الحلف',
      colour: 'statements',
      stories: [buildStory('s1', [shore, rival], true)],
      asides: [],
    },
    { theme: 'camps', title: 'المخيمات', colour: 'camps', stories: [buildStory('s2', [camp])], asides: [] },
  ],
});

const ATTACK: Edition = buildEdition({
  number: 11,
  date: '2025-11-06',
  subject: '<script>document.title="taken"</script> عدد مختلق {{x}}',
  cards: [],
  sections: [
    {
      theme: 'other',
      title: '<u>باب</u>',
      colour: 'neutral',
      stories: [buildStory('s3', [hostile])],
      asides: [],
    },
  ],
});

const NOTHING = { stories: 0, articles: 0, sources: 0, minutes: 1 };

/** Older editions, so that the archive has pages; the newest of them has nothing to read. */
function olderEditions(): Edition[] {
  return Array.from({ length: PER_PAGE }, (_, index) => ({
    ...NEWS,
    number: PER_PAGE - index,
    date: `2025-10-${String(PER_PAGE - index).padStart(2, '0')}`,
    subject: `عدد مختلق رقم ${PER_PAGE - index}: أقل من 30 ألفاً في مخيم الخيال`,
    ...(index === 0 ? { sections: [], cards: [], lead: [], counts: NOTHING } : {}),
  }));
}

function render(edition: Edition, themes?: readonly ThemeId[]): Rendering {
  const sections = edition.sections.filter(({ theme }) => themes?.includes(theme) ?? true);
  const { subject, preheader } = edition;
  return { themes: themes ?? [], subject, preheader, ...mailOf({ ...edition, sections }) };
}

export type DeskOptions = {
  readonly editions?: readonly Edition[];
  /** Pages that the store has; all of the invented news by default. */
  readonly articles?: readonly Article[];
};

/** A desk with twelve editions, newest first. */
export function buildDesk({ editions, articles }: DeskOptions = {}): Preview {
  const all = editions ?? [NEWS, ATTACK, ...olderEditions()];
  const pages = new Map((articles ?? [shore, rival, camp, hostile]).map((article) => [article.page.id, article]));
  const find = (number: number) => all.find((edition) => edition.number === number) ?? null;
  return {
    editions: async (page) => ({
      editions: all.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((edition) => ({
        ...edition,
        approvedAt: approvalOf(edition),
      })),
      page,
      pages: Math.ceil(all.length / PER_PAGE),
    }),
    edition: async (number) => find(number),
    rendering: async (number, themes) => {
      const edition = find(number);
      return edition && render(edition, themes);
    },
    reading: async (number, themes) => {
      const edition = find(number);
      return edition && readingOf(CONFIG, edition, themes);
    },
    rawMessage: async (number) => {
      const edition = find(number);
      return edition && Buffer.from(`Subject: ${number}\r\nMIME-Version: 1.0\r\n\r\n${mailOf(edition).text}`);
    },
    page: async (id) => {
      const article = pages.get(id);
      return article ? { page: article.page, article } : null;
    },
  };
}

function approvalOf({ number, date }: Edition): Date | null {
  return number === DRAFT ? null : new Date(`${date}T06:30:00.250Z`);
}

/** What the public may see of a desk: every edition but the draft. */
export function buildPublication(desk: Preview = buildDesk()): Publication {
  const published = async (): Promise<readonly Published[]> => {
    const all: Published[] = [];
    for (let page = 1, last = 1; page <= last; page += 1) {
      const { editions, pages } = await desk.editions(page);
      last = pages;
      for (const { number } of editions) {
        const edition = await desk.edition(number);
        const approvedAt = edition && approvalOf(edition);
        if (edition && approvedAt) all.push({ ...edition, hash: '', madeAt: approvedAt, approvedAt });
      }
    }
    return all;
  };
  const approvedAt = async (number: number) => {
    const edition = await desk.edition(number);
    return edition && approvalOf(edition);
  };
  return {
    url: SITE_URL,
    feeds: feedPlaces(CONFIG),
    approvedAt,
    async editions(page) {
      const all = await published();
      const editions = all.slice((page - 1) * PER_PAGE, page * PER_PAGE);
      return { editions, page, pages: Math.ceil(all.length / PER_PAGE) };
    },
    async page(id, edition) {
      const quoting = (await approvedAt(edition)) && (await desk.edition(edition));
      return quoting && JSON.stringify(quoting).includes(`"page":${JSON.stringify(id)}`) ? desk.page(id) : null;
    },
    async feed(format, digest) {
      if (digest !== null) return null;
      const all = await published();
      return { xml: (format === 'atom' ? writeAtom : writeRss)(CONFIG, null, all), changed: lastApproval(all) };
    },
    sitemap: async () => writeSitemap(SITE_URL, await published()),
  };
}

/** The server with its faults collected: code, message, route. */
export function buildSite(
  desk: Preview = buildDesk(),
  options: Partial<WebOptions> = {},
): { server: FastifyInstance; faults: string[] } {
  const faults: string[] = [];
  const server = buildServer(desk, {
    name: 'موجز المثال',
    digits: 'latn',
    publication: buildPublication(desk),
    onFault: ({ error, code, url }) => faults.push(`${code} ${error.message} ${url}`),
    ...options,
  });
  return { server, faults };
}
