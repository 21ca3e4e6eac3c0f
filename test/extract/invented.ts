/** Invented news for the tests of extraction: no outlet, place or person of it exists. */

import { extractArticle } from '../../src/extract/index.ts';
import type { Article, Page, PageMeta, SourceProfile, Span } from '../../src/model.ts';

export const HEADLINE = 'بلدية العيّنة تبدأ ترميم الجسر القديم بعد عام على الفيضان';

export const PARAGRAPHS = [
  'أعلنت إدارة بلدية العيّنة، أمس الثلاثاء، بدء ترميم الجسر القديم الذي تضرر في فيضان الشتاء الماضي، وقالت إن الأعمال ستستمر أربعة أشهر.',
  'وقال رئيس البلدية في مؤتمر صحفي إن "الجسر يخدم ست قرى على ضفتي النهر"، مضيفاً أن كلفة الترميم تبلغ نحو 120 ألف دولار قدمتها منظمة إغاثة.',
  'ويعبر الجسر يومياً نحو 400 سيارة، بحسب إحصاء أعدته البلدية، فيما يضطر السكان حالياً إلى سلوك طريق ترابي طوله 12 كيلومتراً.',
  'وطالب أهالي القرى بتسريع العمل قبل موسم الأمطار.',
] as const;

/** The paragraphs with blank lines between them. */
export const BODY = PARAGRAPHS.join('\n\n');

const NO_META: PageMeta = { url: null, source: null, published: null, sample: false, author: null };

/** A text dump. */
export function dump(text: string, meta: Partial<PageMeta> = {}): Page {
  return {
    id: 'page',
    format: 'dump',
    text,
    content: { start: 0, end: text.length },
    title: null,
    meta: { ...NO_META, ...meta },
    origin: 'page.txt',
  };
}

/** A profile with nothing but a name. */
export function profile(parts: Partial<SourceProfile> & { readonly name: string }): SourceProfile {
  return { id: 'outlet', homepage: null, hosts: [], signatures: [], dropLines: [], cutFrom: [], bare: false, ...parts };
}

/** An article with its spans as words, for tests that read like the page. */
export type Told = {
  readonly article: Article;
  readonly source: string | null;
  readonly headline: string | null;
  readonly body: readonly string[];
  readonly subheadings: readonly string[];
  readonly related: readonly string[];
  /** Dropped lines by their rule. */
  readonly dropped: Readonly<Record<string, readonly string[]>>;
  readonly words: (span: Span | null) => string | null;
};

/** Extracts a page, or a dump of a text. */
export function tell(page: Page | string, profiles: readonly SourceProfile[] = []): Told {
  const article = extractArticle(typeof page === 'string' ? dump(page) : page, profiles);
  const words = (span: Span | null) => (span === null ? null : article.page.text.slice(span.start, span.end));
  const ofRole = (role: string) =>
    article.paragraphs.filter((paragraph) => paragraph.role === role).map(({ span }) => words(span) as string);
  const dropped: Record<string, string[]> = {};
  for (const { span, rule } of article.dropped) {
    const lines = dropped[rule] ?? [];
    lines.push(words(span) as string);
    dropped[rule] = lines;
  }
  return {
    article,
    source: article.source?.name ?? null,
    headline: article.headline?.basis === 'page' ? words(article.headline.span) : null,
    body: ofRole('body'),
    subheadings: ofRole('subheading'),
    related: article.related.map((span) => words(span) as string),
    dropped,
    words,
  };
}
