/** `mujaz inspect`: what was understood of some pages, and why. */
import type { Command } from 'commander';
import type { InspectedArticle } from '../../app/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { showProgress } from '../progress.ts';
import { tellRefusals } from '../report.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz inspect page.txt                  headline, dates, themes and figures with the rules behind them
  $ npx mujaz inspect corpus/*.txt --json       for scripts; equal "cluster" means the same story
  $ npx mujaz inspect page.html --json | jq '.articles[0].figures[].text'

Exit code 2 when a file could not be read; the others are shown all the same.`;

/** Adds the command to the program. */
export function addInspectCommand(program: Command, outcome: Outcome): void {
  program
    .command('inspect')
    .description(
      'show what was understood of pages: headline, dates, paragraphs, themes, figures, and the rules behind them',
    )
    .argument('<file...>', 'saved pages: .txt or .html')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: { json?: true }, command: Command) => {
      const config = settingsOf(command);
      const { inspectFiles } = await import('../../app/index.ts');
      const progress = showProgress('files');
      const { articles, refusals } = await inspectFiles(files, config, (done) => progress.step(done, files.length));
      progress.done();
      if (options.json) console.log(JSON.stringify({ articles, refused: refusals }, null, 2));
      else for (const article of articles) console.log(describe(article));
      tellRefusals(refusals);
      if (refusals.length > 0) outcome.code = EXIT.badInput;
    });
}

function describe(article: InspectedArticle): string {
  return [
    `━━ ${article.file}`,
    line('source', article.source ? `${article.source.name} (${article.source.basis})` : 'not named'),
    line('headline', article.headline ? `${article.headline.text} (${article.headline.basis})` : 'none'),
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
    ...list('paragraphs', article.paragraphs.map(clip)),
    ...list(
      'theme words',
      article.themes.map((t) => `¶${t.paragraph + 1} ${t.theme} ${t.score.toFixed(1)}: ${t.words.join('، ')}`),
    ),
    ...list('figures', article.figures.map(describeFigure)),
    '',
  ]
    .filter((text) => text !== null)
    .join('\n');
}

function describePublished({ published }: InspectedArticle): string {
  if (!published) return 'not stated';
  const range =
    published.earliest === published.latest ? published.earliest : `${published.earliest} … ${published.latest}`;
  const evidence = published.evidence.length > 0 ? `: ${published.evidence.map((text) => `«${text}»`).join(' ')}` : '';
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
  return `«${figure.text}» @${figure.start}: ${more.filter((part) => part).join(' · ')}`;
}

function line(name: string, value: string | null): string | null {
  return value ? `   ${`${name}:`.padEnd(12)} ${value}` : null;
}

function list(name: string, items: readonly string[]): string[] {
  return items.length > 0 ? [`   ${name}:`, ...items.map((item) => `      ${item}`)] : [];
}

function clip(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
