import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { type ConfigData, HtmlValidate } from 'html-validate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Letter, type RenderedLetter, renderLetter } from '../../src/render/index.ts';
import { linkTermWords } from '../../src/text/index.ts';
import { type Look, openLook, showMail } from '../gallery/camera.ts';
import { launchBrowser } from '../setup/browser.ts';
import { LETTER_OPTIONS, LETTERS } from './letter-exhibits.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS: readonly Look[] = [
  { name: 'phone', width: 320, scheme: 'light' },
  { name: 'desktop', width: 720, scheme: 'dark' },
];

const rendered = new Map<string, RenderedLetter>();
let browser: Browser;
beforeAll(async () => {
  for (const [name, letter] of LETTERS) rendered.set(name, await renderLetter(letter, LETTER_OPTIONS));
  browser = await launchBrowser(inject('chromiumPath'));
});
afterAll(() => browser.close());
const of = (name: string) => rendered.get(name) as RenderedLetter;

describe.each(LETTERS)('the letter «%s»', (name, letter) => {
  test('is valid HTML', async () => {
    const { results } = await new HtmlValidate(VALIDATION).validateString(of(name).html);
    expect(results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`))).toEqual([]);
  });

  test('asks nobody for anything and links only to web addresses', () => {
    for (const tag of tagsOf(of(name).html)) {
      expect(tag).not.toMatch(/^<(?:script|img|link|iframe|object|embed|video|audio|source|form|input|base|svg)\b/i);
      expect(tag).not.toMatch(/\s(?:src|srcset|background|poster|action|on\w+)\s*=/i);
      if (tag.startsWith('<a ')) expect(tag).toMatch(/ href="https?:\/\//);
    }
    expect(of(name).html).not.toMatch(/@import|url\(|@font-face/);
  });

  test('runs from right to left, in the tables that only Outlook sees too', () => {
    const { html } = of(name);
    expect(html).toMatch(/<html lang="ar" dir="rtl"/);
    expect(html).not.toMatch(/direction:\s*ltr|text-align:\s*left|align="left"|dir="ltr"/);
    for (const table of html.match(/<table[^>]*>/g) ?? []) expect(table).toContain('dir="rtl"');
    for (const comment of html.match(/<!--\[if [^\]]*mso[^\]]*\]>[\s\S]*?<!\[endif\]-->/g) ?? []) {
      for (const cell of comment.match(/<td[^>]*>/g) ?? []) expect(cell).toContain('dir="rtl"');
    }
  });

  test('has one button at most, and its address once more as text', () => {
    const { html, text } = of(name);
    expect(html.split('class="onbar"').length - 1).toBe(letter.kind === 'data-copy' ? 0 : 1);
    const href = /class="onbar" href="([^"]+)"/.exec(html)?.[1];
    if (href === undefined) return;
    expect(html).toContain(`<bdi>${href}</bdi>`);
    expect(text).toContain(`\n${href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')}\n`);
  });

  test('names in subject and preview line the newsroom and nothing that was chosen', () => {
    const preview = /<div style="display:none[^>]*>([^<]*)</.exec(of(name).html)?.[1] ?? '';
    const choice = 'choice' in letter && letter.choice ? letter.choice : { digest: '-', themes: [] };
    expect(of(name).subject).toMatch(/^موجز أطلس: \S/);
    expect(preview).not.toBe('');
    for (const secret of [choice.digest, ...(choice.themes === 'all' ? [] : choice.themes)]) {
      expect(of(name).subject + preview).not.toContain(secret);
    }
  });

  test('says in its text what it says in its HTML', () => {
    const words = (text: string) => text.replaceAll(/[\u200f\s]+/g, ' ');
    const paragraphs = [...of(name).html.matchAll(/<(?:p|h1)[^>]*>([^<]+)<\/(?:p|h1)>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(paragraphs.length).toBeGreaterThan(3);
    for (const paragraph of paragraphs) expect(words(of(name).text)).toContain(words(paragraph).trim());
  });

  test('keeps the lines of its text short, but for addresses, and without markup', () => {
    const lines = of(name).text.split('\n');
    for (const line of lines.filter((one) => !one.startsWith('http'))) {
      expect(Buffer.byteLength(line)).toBeLessThan(998);
      if (name !== 'hostile') expect(line).not.toMatch(/<[a-z/]|&[a-z]+;|\{\{/);
    }
    expect(of(name).text).not.toMatch(/\n{3}|[ \t]\n|^\s|\r/);
  });

  test('is byte for byte the same when rendered again', async () => {
    expect(await renderLetter(letter, LETTER_OPTIONS)).toEqual(of(name));
  });

  test.each(LOOKS)('fits, reads from the right and has no barrier: $name, $scheme', async (look) => {
    const { page, requests } = await openLook(browser, look);
    await showMail(page, of(name).html, look.scheme);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.evaluate(WRONG_CELLS)).toEqual([]);
    await page.evaluate(AXE);
    expect(await page.evaluate(VIOLATIONS)).toEqual([]);
    expect(requests).toEqual([]);
    await page.context().close();
  });
});

describe('letters', () => {
  test('say how long their link works in the forms of Arabic numbers', () => {
    const said = [1, 2, 7, 11, 100].map((days) => linkTermWords(days, 'latn').slice('يعمل الرابط مدة '.length));
    expect(said.map((words) => words.split('،')[0])).toEqual(['يوم واحد', 'يومين', '7 أيام', '11 يوماً', '100 يوم']);
    expect(linkTermWords(14, 'arab')).toContain('١٤ يوماً');
  });

  test('show a name from the configuration as it stands, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (name) => {
        const choice = { digest: `<b>${name}{{subject}}`, themes: [name] };
        const letter: Letter = { kind: 'confirm', link: 'https://digest.example/confirm/t', days: 3, choice };
        const { html } = await renderLetter(letter, LETTER_OPTIONS);
        expect(html).not.toContain('<b>');
        // The subject stands where it does in every letter: nothing has filled it in elsewhere.
        expect(subjectsIn(html)).toBe(subjectsIn(of('confirm').html));
        expect(tagsOf(html).filter((tag) => tag.startsWith('<a '))).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  test('promise nothing that other letters may break: they can be asked for again by anyone', () => {
    for (const [name] of LETTERS) expect(of(name).text, name).not.toMatch(/لن نراسلك|لن تصلك رسال/);
    expect(of('confirm').text).toContain('ولن يبدأ أي اشتراك');
  });

  test('call the page of a subscription what the page is called', () => {
    for (const [name] of LETTERS) expect(of(name).text, name).not.toContain('تفضيلات');
    for (const name of ['already-subscribed', 'data-copy']) expect(of(name).text).toContain('إعدادات الاشتراك:\n');
  });

  test('to a former address say that nothing more comes there, and how to end what someone else has moved', () => {
    const words = of('address-moved').text.replaceAll(/\s+/g, ' ');
    expect(words).toContain('لن تصل الأعداد إلى هنا بعد الآن');
    expect(words).toContain('إن كان هذا طلبك فلا يلزم شيء. وإن لم يكن، فهذا الزر يلغي الاشتراك.');
    expect(words).toContain('إلغاء الاشتراك: https://digest.example/leave/');
  });

  test('are not made with a link that is no web address', async () => {
    const letter: Letter = { kind: 'new-address', link: 'javascript:alert(1)', days: 3 };
    await expect(renderLetter(letter, LETTER_OPTIONS)).rejects.toThrow('no web address');
  });

  test('have a button of 44 pixels or more, in Outlook with room of the cell', () => {
    expect(of('confirm').html).toMatch(/<td class="bar-accent"[^>]*bgcolor="#[0-9a-f]{6}"[^>]*mso-padding-alt/);
  });
});

const subjectsIn = (html: string) => html.split('موجز أطلس: ').length;

/** Tags, without the text between them and without comments. */
function tagsOf(html: string): string[] {
  return html.replace(/<!--(?!\[if)[\s\S]*?-->/g, '').match(/<[a-z][^>]*>/gi) ?? [];
}

/** Cells, paragraphs and headings that hold text and do not run right to left or are not aligned to the right. */
const WRONG_CELLS = `[...document.querySelectorAll('td,th,p,h1')]
  .filter((one) => one.textContent.trim() !== '')
  .filter((one) => {
    const { direction, textAlign } = getComputedStyle(one);
    return direction !== 'rtl' || !['right', 'start', '-webkit-right'].includes(textAlign);
  })
  .map((one) => one.outerHTML.slice(0, 120))`;

const VIOLATIONS = `axe.run().then(({ violations }) => violations.flatMap((one) =>
  one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 200))))`;

/** Mail needs inline styles and table attributes that pages must not have. */
const VALIDATION: ConfigData = {
  extends: ['html-validate:standard'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'no-conditional-comment': 'off',
    'long-title': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
  },
};
