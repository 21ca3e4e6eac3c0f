/** `inspect` for people: what was understood, line by line, with the rules behind it. */
import type { InspectedArticle } from '../../app/index.ts';

/** One article as an editor reads it on a terminal. */
export function describeArticle(article: InspectedArticle): string {
  return [
    `━━ ${article.file}`,
    line('source', article.source ? `${article.source.name} (${article.source.basis})` : 'not named'),
    line('address', article.url),
    line('headline', article.headline ? `${clip(article.headline.text, 300)} (${article.headline.basis})` : 'none'),
    line('published', describePublished(article)),
    line('page saved', article.pageDate ?? 'unknown'),
    line('dateline', article.dateline),
    line('byline', article.byline),
    line('cites', article.attributions.join('، ')),
    line('themes', [article.primary, ...article.secondary].join(', ')),
    line('story', article.cluster),
    ...list(
      'dropped',
      article.dropped.map(({ text, rule }) => `${clip(text)}  [${rule}]`),
    ),
    ...list('related', article.related),
    ...list(
      'text',
      article.outline.map(({ role, text }, i) => `¶${i + 1} ${role === 'subheading' ? '## ' : ''}${clip(text)}`),
    ),
    ...list(
      'theme words',
      article.themes.map((t) => `¶${t.paragraph + 1} ${t.theme} ${t.score.toFixed(1)}: ${t.words.join('، ')}`),
    ),
    ...list('figures', article.figures.map(describeFigure)),
    '',
  ]
    .filter((text) => text !== null)
    .map((text) => withoutControls(text))
    .join('\n');
}

function describePublished({ published }: InspectedArticle): string {
  if (!published) return 'not stated';
  const range =
    published.earliest === published.latest ? published.earliest : `${published.earliest} … ${published.latest}`;
  const evidence =
    published.evidence.length > 0 ? `: ${published.evidence.map((text) => `«${clip(text)}»`).join(' ')}` : '';
  return `${range} (${published.basis}${evidence})`;
}

function describeFigure(figure: InspectedArticle['figures'][number]): string {
  const value = figure.max === null ? String(figure.value ?? 'vague') : `${figure.value}–${figure.max}`;
  const more = [
    figure.qualifier,
    value,
    figure.unit && `of «${figure.unit}»${figure.unitElided ? ' (elided)' : ''}`,
    figure.event,
    figure.whose && `whose: ${figure.whose}`,
    figure.place && `where: ${figure.place}`,
    figure.period && `when: ${figure.period}`,
    figure.partOf && `part of ${figure.partOf}`,
    figure.assertion === 'asserted' ? '' : figure.assertion,
    figure.highlight ? 'HIGHLIGHT' : `importance ${figure.importance}`,
    `[${figure.rules.join(', ')}]`,
  ];
  return `«${clip(figure.text)}» ${figure.line === null ? `@${figure.start}` : `line ${figure.line}`}: ${more.filter((part) => part).join(' · ')}`;
}

function line(name: string, value: string | null): string | null {
  return value ? `   ${`${name}:`.padEnd(12)} ${value}` : null;
}

function list(name: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`   ${name}:`, ...items.map((item) => `      ${item}`)] : [];
}

const LONGEST_CLIP = 100;

function clip(text: string, longest = LONGEST_CLIP): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** What would command the terminal or turn the words around: control characters and the explicit bidi marks of UAX #9. */
const CONTROLS = /[\p{Cc}\u061c\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu;

/** Shows controls by their code point («[U+202E]»), so that an editor sees that they are there. */
function withoutControls(text: string): string {
  return text.replace(CONTROLS, (char) =>
    /\s/u.test(char) ? ' ' : `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}
