/** `mujaz embed`: the sign-up form for other sites, as HTML to paste. */
import type { Command } from 'commander';
import { type DigestConfig, digestOf } from '../../config/index.ts';
import { UsageFault } from '../exit-codes.ts';
import { settingsOf } from '../settings.ts';

const EXAMPLES = `
Examples:
  $ npx mujaz embed                                    the form, for pasting under articles
  $ npx mujaz embed --digest daily > form.html         for one digest of config/mujaz.yaml
  $ npx mujaz embed --theme operations --theme camps   for some themes of it

The form has no script and asks nothing of other sites; it is sent to /subscribe at site.url of config/mujaz.yaml. Whoever
sends it sees the form there once more, filled in: one more press, and the mail to confirm is on its way. A site with a
Content-Security-Policy must allow it: form-action with that address, and style-src 'unsafe-inline' for its look.`;

type Options = { digest?: string; theme: string[] };

/** Adds the command to the program. */
export function addEmbedCommand(program: Command): void {
  program
    .command('embed')
    .description('print the sign-up form as HTML for pasting into other sites')
    .option('--digest <id>', 'which digest of config/mujaz.yaml (default: the first)')
    .option('--theme <id>', 'only this theme of it; may be given many times', addTo, [])
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options, command: Command) => {
      const config = settingsOf(command);
      const digest = digestOf(config, options.digest);
      for (const theme of options.theme) checkTheme(digest, theme);
      const { makeEmbed } = await import('../../web/index.ts');
      const consent = config.subscription.consent.text;
      process.stdout.write(makeEmbed({ site: config.site.url, digest, themes: options.theme, consent }));
    });
}

function addTo(theme: string, themes: readonly string[]): string[] {
  return [...themes, theme];
}

function checkTheme({ id, themes }: DigestConfig, theme: string): void {
  if (themes.some((known) => known.id === theme)) return;
  const known = themes.map((each) => each.id).join(', ');
  throw new UsageFault(`--theme ${theme}: the digest ${id} has no such theme.`, `Known: ${known}.`);
}
