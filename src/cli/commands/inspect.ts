/** `mujaz inspect`: what was understood of some pages, and why. */
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Outcome } from '../main.ts';
import { showProgress } from '../progress.ts';
import { tellRefusals } from '../report.ts';
import { settingsOf } from '../settings.ts';
import { jsonPieces } from './inspect-json.ts';
import { describeArticle } from './inspect-report.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz inspect page.txt                  headline, dates, themes and figures with the rules behind them
  $ npx mujaz inspect feed.xml                  a saved feed (.xml, .rss, .atom, .rdf, .json), item by item
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
    .argument('<file...>', 'saved pages (.txt, .html) or feeds (.xml, .rss, .atom, .rdf, .json)')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: { json?: true }, command: Command) => {
      const config = settingsOf(command);
      const { inspectFiles } = await import('../../app/index.ts');
      const progress = showProgress('files');
      const { articles, refusals } = await inspectFiles(files, config, (done) => progress.step(done, files.length));
      progress.done();
      if (options.json) for (const piece of jsonPieces(articles, refusals)) console.log(piece);
      else for (const article of articles) console.log(describeArticle(article));
      tellRefusals(refusals);
      if (refusals.length > 0) outcome.code = EXIT.badInput;
    });
}
