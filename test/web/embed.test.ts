import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import { makeEmbed } from '../../src/web/index.ts';
import { HOME, run, workFolder } from '../cli/run.ts';
import { findMistakes } from './valid-html.ts';

const form = {
  site: 'https://digest.example',
  digest: { id: 'weekly', name: 'موجز الأسبوع' },
  themes: ['camps'],
  consent: 'أوافق على <التلقي>',
};

test('the form for other sites has no script, no request to anywhere and no class or id that could clash', async () => {
  const html = makeEmbed(form);
  expect(html).toContain('action="https://digest.example/subscribe" method="post" accept-charset="utf-8"');
  expect(html).not.toMatch(/<script|<style|<link|<img|<iframe| src=|url\(| class=| id=| on[a-z]+=/u);
  expect(html.match(/https?:/gu)).toHaveLength(1);
  expect(html).toContain('dir="rtl" lang="ar"');
  expect(html).toContain('أوافق على &lt;التلقي&gt;');
});

test('it is valid inside a page of another site', async () => {
  const page = `<!doctype html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>خبر</title></head><body>\n${makeEmbed(form)}</body></html>\n`;
  expect((await findMistakes(page)).filter((mistake) => !mistake.includes('no-inline-style'))).toEqual([]);
});

test('it names its digest and themes', () => {
  const html = makeEmbed(form);
  expect(html).toContain('<input type="hidden" name="digest" value="weekly">');
  expect(html).toContain('<input type="hidden" name="themes-weekly" value="camps">');
  expect(makeEmbed({ ...form, themes: [] })).not.toContain('themes-weekly');
});

test('`mujaz embed` prints it for the site of the configuration and nothing else', async () => {
  const cwd = workFolder();
  const { out, err, code } = await run(['embed'], { cwd });
  const { site, digests, subscription } = loadConfig(`${HOME}/config`, HOME, {});
  expect(out).toBe(makeEmbed({ site: site.url, digest: digests[0], themes: [], consent: subscription.consent.text }));
  expect({ err, code }).toEqual({ err: '', code: 0 });
});

test('`mujaz embed` refuses a digest or theme that there is not, in one line with those there are', async () => {
  const cwd = workFolder();
  const theme = await run(['embed', '--theme', 'sport'], { cwd });
  expect(theme.code).toBe(2);
  expect(theme.err).toBe(
    'mujaz: --theme sport: the digest coalition has no such theme. Known: coalition_statements, camps_detainees, operations.\n',
  );
  expect((await run(['embed', '--digest', 'daily'], { cwd })).code).toBe(2);
});
