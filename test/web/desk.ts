/** A preview desk in memory, and the real server on it. */
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readingOf } from '../../src/app/finish-edition.ts';
import type { Preview, Rendering } from '../../src/app/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Article, Edition, ThemeId } from '../../src/model.ts';
import { buildServer } from '../../src/web/index.ts';
import { buildCard, buildEdition, buildStory } from './edition-builder.ts';
import { camp, hostile, rival, shore } from './invented-news.ts';
import { mailOf } from './mail.ts';

const PER_PAGE = 10;
const HOME = resolve(import.meta.dirname, '../..');
const CONFIG = loadConfig(join(HOME, 'config'), HOME, {});

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
      editions: all.slice((page - 1) * PER_PAGE, page * PER_PAGE),
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

/** The server with its faults collected. */
export function buildSite(desk: Preview = buildDesk()): { server: FastifyInstance; faults: string[] } {
  const faults: string[] = [];
  const server = buildServer(desk, {
    name: 'موجز المثال',
    digits: 'latn',
    onFault: ({ error, code }) => faults.push(`${code} ${error.message}`),
  });
  return { server, faults };
}
