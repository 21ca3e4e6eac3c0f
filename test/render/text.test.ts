import { beforeAll, describe, expect, test } from 'vitest';
import { renderEdition } from '../../src/render/index.ts';
import { wrapText } from '../../src/render/plain/wrap.ts';
import { editionOf, sectionOf, storyOf } from '../gallery/edition-builder.ts';
import { EXHIBITS } from '../gallery/editions.ts';
import { OPTIONS } from '../gallery/options.ts';
import { type Rendered, renderGallery } from './rendered.ts';

let gallery: Rendered[] = [];
beforeAll(async () => {
  gallery = await renderGallery();
});
const text = (name: string) => (gallery.find(({ exhibit }) => exhibit.name === name) as Rendered).variant.text;

describe.each(EXHIBITS.map((exhibit) => exhibit.name))('the text part «%s»', (name) => {
  test('keeps its lines below 998 octets and wraps text at 72 columns', () => {
    for (const line of text(name).split('\n')) {
      expect(Buffer.byteLength(line)).toBeLessThan(998);
      if (name !== 'hostile' && !line.startsWith('http')) expect([...line].length).toBeLessThanOrEqual(73);
    }
  });

  test('lays no Arabic line out from left to right', () => {
    for (const line of text(name)
      .split('\n')
      .filter((one) => /[\u0621-\u064a]/.test(one))) {
      expect(/[\p{L}\u200f]/u.exec(line)?.[0]).toMatch(/[^A-Za-z]/);
    }
  });

  test('holds no markup, no runs of blank lines and no white space at the ends of lines', () => {
    if (name !== 'hostile') expect(text(name)).not.toMatch(/<[a-z/]|&[a-z]+;|&#|\{\{/);
    expect(text(name)).not.toMatch(/\n{3}|[ \t]\n|^\s|\r/);
    expect(text(name).endsWith('\n')).toBe(true);
  });
});

describe('the text part', () => {
  test('opens with the digest, the issue line and the lead', () => {
    expect(text('typical').split('\n').slice(0, 2)).toEqual([
      'موجز أطلس',
      'العدد 12 · الخميس 13 تشرين الثاني/نوفمبر 2025 · 11 مادة من 4 مصادر ·',
    ]);
    expect(text('typical')).toContain('\n\nفي هذا العدد: جزيرة السرو');
  });

  test('says each figure with its qualifier, source, date and what it was before', () => {
    expect(text('typical')).toContain(
      '- أقل من *30 ألفاً* شخص في مخيمي السرو والوادي\n  (موقع العيّنة، 2025)\n  كان 70 ألفاً في 2019 (صحيفة النموذج)\n',
    );
    expect(text('fifteen')).toContain('- مخطط له: نحو *300* محتجز');
  });

  test('marks figures inside their sentences', () => {
    expect(text('typical')).toContain('وأسر *19 آخرين*.');
  });

  test('gives addresses on lines of their own', () => {
    expect(text('typical')).toMatch(/\nاقرأ في راديو المثال:\nhttps:\/\/news-0\.example\/operations-1\n/);
    expect(text('typical')).toMatch(/\nألغِ الاشتراك بنقرة:\nhttps:\/\/digest\.example\/unsubscribe\/token\n/);
  });

  test('lists a fact over time and conflicting figures', () => {
    expect(text('disputed')).toContain('عبر الزمن: المقيمون في مخيمي السرو والوادي\n- 2019: 70 ألفاً (صحيفة النموذج)\n');
    expect(text('disputed')).toMatch(
      /أرقام متعارضة:\n- \*سبعة\* جنود[^\n]*\n[^\n]*راديو المثال[^\n]*\n- \*تسعة\* قتلى/,
    );
  });

  test('shows a story without a headline by its excerpt, under its number and sources', () => {
    expect(text('no-headlines')).toMatch(/\n1\. صحيفة النموذج، SY-Sample · [^\n]*\n[^\n]*\n?\nقالت قيادة/);
  });

  test('keeps a number behind a Latin name on its own side', async () => {
    const story = storyOf('s', { headline: 'قال SY24 12 مرة', sources: ['SY24'], published: null, passages: ['نص.'] });
    const { text: plain } = await renderEdition(editionOf([sectionOf('camps', [story])]), {
      ...OPTIONS,
      themes: 'all',
    });
    expect(plain).toContain('قال SY24\u200f 12 مرة');
  });

  test('writes our own numbers in Arabic-Indic digits when the configuration says so, and excerpts as they stand', async () => {
    const { edition } = EXHIBITS[0] as (typeof EXHIBITS)[number];
    const { text: plain } = await renderEdition(edition, { ...OPTIONS, themes: 'all', digits: 'arab' });
    expect(plain).toContain('العدد ١٢ · الخميس ١٣ تشرين الثاني/نوفمبر ٢٠٢٥ · ١١ مادة من ٤ مصادر');
    expect(plain).toContain('*10,000 مقاتل*');
  });
});

describe('wrapping', () => {
  test('keeps indents, breaks at words, and never breaks an address', () => {
    const address = `https://example.org/${'a'.repeat(300)}`;
    expect(
      wrapText(`  ${'كلمة '.repeat(30)}\n${address}\n`)
        .split('\n')
        .slice(0, -1),
    ).toEqual([`  ${'كلمة '.repeat(14).trim()}`, `  ${'كلمة '.repeat(14).trim()}`, '  كلمة كلمة', address]);
  });

  test('breaks a word of thousands of letters', () => {
    for (const line of wrapText('ك'.repeat(5000)).split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(998);
  });
});
