import { expect, test } from 'vitest';
import type { Edition } from '../../src/model.ts';
import { renderEdition, viewEdition } from '../../src/render/index.ts';
import { CORRECTIONS } from '../gallery/corrections.ts';
import { OPTIONS } from '../gallery/options.ts';

const render = (edition: Edition, digits: 'latn' | 'arab' = 'latn') =>
  renderEdition(edition, { ...OPTIONS, digits, themes: 'all' });

/** Both parts as running text. */
async function parts(digits: 'latn' | 'arab' = 'latn'): Promise<{ html: string; text: string }> {
  const { html, text } = await render(CORRECTIONS, digits);
  const bare = html.replaceAll(/<(?:style|head)\b[\s\S]*?<\/(?:style|head)>|<[^>]*>/g, '').replaceAll('&nbsp;', ' ');
  const even = (part: string) => part.replaceAll(/[\s\u200f]+/g, ' ');
  return { html: even(bare), text: even(text.replaceAll('*', '')) };
}

test('a card shows the number of the editor, and beneath it what the source has', async () => {
  const { html, text } = await parts();
  expect(html).toContain('أسر 22 مسلحاً من خلايا التنظيم تصويب التحرير: في المصدر 20 موقع العيّنة');
  expect(text).toContain('أسر 22 مسلحاً من خلايا التنظيم [تصويب التحرير: في المصدر 20] (موقع العيّنة');
});

test('in a sentence the words of the page stay, and the correction stands beside them', async () => {
  const { html, text } = await parts();
  for (const part of [html, text]) {
    expect(part).toContain('أسر 20 مسلحاً [تصويب التحرير: 22] من خلايا التنظيم، وعن مقتل خمسة آخرين');
    expect(part.split('تصويب التحرير: 22').length - 1).toBe(1);
  }
});

test('both numbers stand in comparisons, in updates and over time', async () => {
  const { html, text } = await parts();
  expect(html).toContain('أسر 22 مسلحاً من خلايا التنظيم [تصويب التحرير: في المصدر 20] (موقع العيّنة)، كان 12');
  expect(html).toContain('22 أسيراً تصويب التحرير: في المصدر 20 صحيفة النموذج');
  expect(html).toContain('22 (تصويب التحرير، في المصدر 20)');
  expect(text).toContain('2025: 22 (تصويب التحرير، في المصدر 20)');
});

test('a dual that is put right has its noun beside it, a range loses its «between»', async () => {
  const { html } = await parts();
  expect(html).toContain('3 عملية ضد خلايا التنظيم تصويب التحرير: في المصدر عمليتان');
  expect(html).toContain(' 25,000-35,000 شخص في مخيم السرو');
  expect(html).not.toContain('بين 25,000');
});

test('the reading page has the same', () => {
  const view = viewEdition(CORRECTIONS, { ...OPTIONS, themes: 'all' });
  const [card] = view.cardRows[0]?.cards ?? [];
  expect(card).toMatchObject({ number: '22', correction: 'تصويب التحرير: في المصدر 20' });
  const runs = view.sections[0]?.stories[0]?.paragraphs.flatMap((paragraph) => paragraph.runs) ?? [];
  expect(runs.filter(({ correction }) => correction !== '')).toMatchObject([{ correction: 'تصويب التحرير: 22' }]);
});

test('the number of an editor is set in the digits of the digest, that of the page is not', async () => {
  const { html } = await parts('arab');
  expect(html).toContain('أسر ٢٢ مسلحاً من خلايا التنظيم تصويب التحرير: في المصدر 20');
  expect(html).toContain('[تصويب التحرير: ٢٢]');
});

test('a mail says whether it holds everything', async () => {
  expect((await render(CORRECTIONS)).isWhole).toBe(true);
  const [section] = CORRECTIONS.sections;
  const [story] = section?.stories ?? [];
  const [passage] = story?.passages ?? [];
  if (!section || !story || !passage) throw new Error('no story');
  const text = 'نص مبتكر طويل لا يصف واقعة. '.repeat(3000);
  const long = { ...story, passages: [{ ...passage, text, marks: [] }] };
  const edition = { ...CORRECTIONS, sections: [{ ...section, stories: [long] }] };
  expect((await render(edition)).isWhole).toBe(false);
});
