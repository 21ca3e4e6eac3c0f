/** A draft in memory that mends can be made on, and a server to make them at. */
import type { Draft, DraftDesk, MendAnswer, Preview } from '../../src/app/index.ts';
import type { Card, DraftWarning, Edition, EditionStory, Editor, Mend, MendRecord, Section } from '../../src/model.ts';
import type { DeskDoor } from '../../src/web/desk-session.ts';
import type { WebOptions } from '../../src/web/index.ts';
import { buildDesk, buildSite } from './desk.ts';
import { buildCard, buildEdition, buildStory, showFigure } from './edition-builder.ts';
import { camp, hostile, rival, shore } from './invented-news.ts';

export const NUMBER = 21;
export const EDITOR: Editor = { id: 'salma', name: 'سلمى المختلقة', role: 'editor' };
export const OTHER: Editor = { id: 'nabil', name: 'نبيل المختلق', role: 'editor' };
const START = Date.UTC(2025, 10, 13, 5, 0);
const CSRF = 'a-token-of-this-session';

/** Three sections: two stories, one, and one that would run if it could. */
export const BASE: Edition = buildEdition({
  number: NUMBER,
  date: '2025-11-13',
  subject: '83 عضواً في حلف الموانئ المختلق · أقل من 30 ألفاً في مخيم الخيال',
  cards: [buildCard(shore, 0, 'statements'), buildCard(camp, 0, 'camps'), buildCard(shore, 2, 'statements')],
  sections: [
    {
      theme: 'statements',
      title: 'بيانات الحلف',
      colour: 'statements',
      stories: [buildStory('s-shore', [shore]), buildStory('s-rival', [rival])],
      asides: [],
    },
    { theme: 'camps', title: 'المخيمات', colour: 'camps', stories: [buildStory('s-camp', [camp])], asides: [] },
    { theme: 'other', title: '<u>باب</u>', colour: 'neutral', stories: [buildStory('s-evil', [hostile])], asides: [] },
  ],
});

const WARNINGS: readonly Omit<DraftWarning, 'isSettled'>[] = [
  {
    id: 'w-conflict',
    kind: 'conflict',
    story: 's-shore',
    figures: [figureRef(shore, 3), figureRef(rival, 0)],
    subject: null,
  },
  { id: 'w-undated', kind: 'undated', story: 's-rival', figures: [], subject: null },
  { id: 'w-source', kind: 'unread-source', story: null, figures: [], subject: '<b>منبر الساحل المختلق</b>' },
];

function figureRef(article: typeof shore, index: number) {
  return { page: article.page.id, figure: article.figures[index]?.id ?? '' };
}

export type MemoryDesk = DraftDesk & {
  /** Every mend and undo that arrived, in order. */
  readonly calls: readonly (Mend | { readonly undo: number })[];
  edition(): Edition;
  setState(state: Draft['state']): void;
};

/** The desk of one draft. */
export function openMemoryDesk(warnings = WARNINGS): MemoryDesk {
  const history: MendRecord[] = [];
  const calls: (Mend | { readonly undo: number })[] = [];
  let state: Draft['state'] = 'draft';
  const counting = () => history.filter(({ undone }) => undone === null).map(({ mend }) => mend);
  const edition = () => counting().reduce(applied, BASE);
  const hash = () => `hash-${history.length}-${history.filter(({ undone }) => undone).length}`;
  const change = (known: string, act: () => string | null): MendAnswer => {
    if (state === 'sending' || state === 'done') return { refused: 'sent' };
    if (known !== hash()) return { refused: 'changed' };
    const why = act();
    if (why !== null) return { refused: 'unfit', why };
    const unapproved = state === 'approved';
    state = 'draft';
    return { hash: hash(), unapproved };
  };
  return {
    calls,
    edition,
    setState(next) {
      state = next;
    },
    draft: async (number) => (number === NUMBER ? draftOf(edition(), hash(), state, history, warnings) : null),
    mend: async (_number, known, mend, { id, name }) =>
      change(known, () => {
        const why = unfit(mend);
        if (why !== null) return why;
        calls.push(mend);
        const at = START + history.length * 60_000;
        history.push({ position: history.length + 1, mend, editor: { id, name }, at, undone: null });
        return null;
      }),
    undo: async (_number, known, position, { id, name }) =>
      change(known, () => {
        const record = history[position - 1];
        if (!record || record.undone) return 'لا تعديل بهذا الرقم.';
        calls.push({ undo: position });
        history[position - 1] = { ...record, undone: { editor: { id, name }, at: START + 3_600_000 + position } };
        return null;
      }),
    async approve(_number, known) {
      if (known !== hash()) return { refused: 'changed', why: 'تغيّر العدد.' };
      const settled = counting().filter(({ kind }) => kind === 'settle').length;
      if (settled < warnings.length) return { refused: 'warnings', why: 'تنبيهات لم يُطّلع عليها.' };
      state = 'approved';
      return { approved: true, recipients: 1204 };
    },
  };
}

function draftOf(
  edition: Edition,
  hash: string,
  state: Draft['state'],
  history: readonly MendRecord[],
  warnings: readonly Omit<DraftWarning, 'isSettled'>[],
): Draft {
  const mends = history.filter(({ undone }) => undone === null).map(({ mend }) => mend);
  const shown = [shore, camp, rival, hostile].flatMap((article) =>
    article.figures.map((each) => showFigure(article, each)),
  );
  const isCard = (id: string) => edition.cards.some(({ figure }) => figure.figure === id);
  const hiding = mends.flatMap((mend) => (mend.kind === 'hide' ? [mend.story] : []));
  return {
    edition,
    hash,
    state,
    base: BASE,
    history: [...history],
    warnings: warnings.map((each) => ({
      ...each,
      isSettled: mends.some((mend) => mend.kind === 'settle' && mend.warning === each.id),
    })),
    hidden: hiding.map((story) => ({
      story,
      headline: storiesOf(BASE).find(({ id }) => id === story)?.headline?.text ?? '',
    })),
    figures: shown.map((each) => ({ ref: each.figure, shown: each, isCard: isCard(each.figure.figure) })),
  };
}

function unfit(mend: Mend): string | null {
  if (mend.kind === 'correct' && !/^\d+(?:-\d+)?$/u.test(mend.number)) return 'اكتب رقماً أو مدى.';
  if ('story' in mend && !storiesOf(BASE).some(({ id }) => id === mend.story)) return 'لا قصة بهذا الاسم.';
  return null;
}

function storiesOf({ sections }: Edition): EditionStory[] {
  return sections.flatMap(({ stories }) => stories);
}

function applied(edition: Edition, mend: Mend): Edition {
  switch (mend.kind) {
    case 'move':
      return moved(edition, mend.story, mend.theme, mend.before);
    case 'hide':
      return { ...edition, sections: without(edition.sections, mend.story) };
    case 'open-with':
      return opened(edition, mend.story);
    case 'cards':
      return { ...edition, cards: mend.figures.flatMap(({ figure }) => cardOf(figure)) };
    case 'date':
      return dated(edition, mend.page, { ...mend.published, basis: 'editor', evidence: [] });
    case 'wording':
      return { ...edition, [mend.field]: mend.field === 'lead' ? [{ words: mend.text }] : mend.text };
    default:
      return edition;
  }
}

function without(sections: readonly Section[], story: string): Section[] {
  const left = sections.map((each) => ({ ...each, stories: each.stories.filter(({ id }) => id !== story) }));
  return left.filter(({ stories }) => stories.length > 0);
}

function moved(edition: Edition, id: string, theme: string, before: string | null): Edition {
  const story = storiesOf(edition).find((each) => each.id === id);
  if (!story) return edition;
  const sections = edition.sections.map((section) => {
    const others = section.stories.filter((each) => each.id !== id);
    if (section.theme !== theme) return { ...section, stories: others };
    const at = before === null ? others.length : others.findIndex((each) => each.id === before);
    return { ...section, stories: [...others.slice(0, at), story, ...others.slice(at)] };
  });
  return { ...edition, sections: sections.filter(({ stories }) => stories.length > 0) };
}

function opened(edition: Edition, story: string): Edition {
  const section = edition.sections.find(({ stories }) => stories.some(({ id }) => id === story));
  if (!section) return edition;
  const first = moved(edition, story, section.theme, section.stories.find(({ id }) => id !== story)?.id ?? null);
  const own = first.sections.filter(({ theme }) => theme === section.theme);
  return { ...first, sections: [...own, ...first.sections.filter(({ theme }) => theme !== section.theme)] };
}

function cardOf(id: string): Card[] {
  const articles = { statements: shore, camps: camp, other: hostile };
  return Object.entries(articles).flatMap(([theme, article]) =>
    article.figures.flatMap((each, index) => (each.id === id ? [buildCard(article, index, theme)] : [])),
  );
}

function dated(edition: Edition, page: string, published: NonNullable<typeof shore.published>): Edition {
  const sections = edition.sections.map((section) => ({
    ...section,
    stories: section.stories.map((story) => ({
      ...story,
      citations: story.citations.map((each) => (each.page === page ? { ...each, published } : each)),
    })),
  }));
  return { ...edition, sections: sections as unknown as Section[] };
}

/** One editor, who is always there; a form without the token is refused. */
const door: DeskDoor = {
  sessionOf: async () => ({ editor: EDITOR, csrf: CSRF }),
  async admit(request, reply) {
    const { csrf } = (request.body ?? {}) as { csrf?: string };
    if (csrf === CSRF) return { editor: EDITOR, csrf: CSRF };
    await reply.code(403).send('forged');
    return null;
  },
};

/** The site of a draft in memory. */
export function buildDraftSite(drafts = openMemoryDesk(), options: Partial<WebOptions> = {}) {
  const all = () => buildDesk({ editions: [drafts.edition()] });
  const desk: Preview = {
    editions: (page) => all().editions(page),
    edition: (number) => all().edition(number),
    rendering: (number, themes) => all().rendering(number, themes),
    reading: (number, themes) => all().reading(number, themes),
    rawMessage: (number) => all().rawMessage(number),
    page: (id, edition) => all().page(id, edition),
  };
  const { server, faults } = buildSite(desk, { drafts, door, timeZone: 'Asia/Damascus', ...options });
  const get = (url: string) => server.inject({ method: 'GET', url });
  /** Sends a form as the page has it, with its hidden fields. */
  const post = async (fields: Record<string, string>, path = 'mends') => {
    const hash = (await drafts.draft(NUMBER))?.hash ?? '';
    return server.inject({
      method: 'POST',
      url: `/desk/editions/${NUMBER}/${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf: CSRF, hash, seen: '0.0', ...fields }).toString(),
    });
  };
  return { server, faults, drafts, get, post };
}
