import { expect, test } from 'vitest';
import type { Edition, StoryUpdate, Variant } from '../../src/model.ts';
import { renderEdition, viewEdition } from '../../src/render/index.ts';
import { editionOf, sectionOf, storyOf } from '../gallery/edition-builder.ts';
import { OPTIONS } from '../gallery/options.ts';
import { UNREAD, UPDATED } from '../gallery/updates.ts';

const render = (edition: Edition, themes: readonly string[] | 'all' = 'all'): Promise<Variant> =>
  renderEdition(edition, { ...OPTIONS, themes });

/** Both parts as running text: tags away, white space and the marks of the text part evened out. */
const seen = ({ html, text }: Variant): readonly string[] =>
  [html.replaceAll(/<(?:style|head)\b[\s\S]*?<\/(?:style|head)>|<[^>]*>/g, ''), text.replaceAll(/[*\u200f]/g, '')].map(
    (part) => part.replaceAll(/\s+/g, ' '),
  );

/** A story that comes again for one changed figure. */
function updated(change: Partial<StoryUpdate['changes'][0]>, date = '2025-11-11'): Edition {
  const story = UPDATED.sections[1]?.stories[0];
  const [first] = story?.update?.changes ?? [];
  if (!story || !first) throw new Error('the gallery has no update');
  const update: StoryUpdate = { edition: 10, date, changes: [{ ...first, ...change }] };
  return editionOf([sectionOf('operations', [{ ...story, update }])]);
}

test('a story that comes again is marked beside its headline, with what has changed under it', async () => {
  const [html, text] = seen(await render(UPDATED));
  expect(html).toContain('تحديث هجوم على حاجز في بادية السرو مقتل ما لا يقل عن تسعة جنود');
  expect(text).toContain('3. [تحديث] هجوم على حاجز في بادية السرو - مقتل ما لا يقل عن تسعة جنود');
  for (const part of [html, text]) {
    expect(part).toContain('تسعة جنود (صحيفة النموذج)، كان سبعة في عدد 11 تشرين الثاني · راديو المثال');
    expect(part).toContain('فقدان 3 جنود كانوا على الحاجز (راديو المثال)، رقم جديد');
  }
});

test('without a headline the mark stands alone, and only what comes again has one', async () => {
  const variant = await render(UPDATED);
  expect(variant.text).toContain('1. [تحديث]\n- *62%* من عائلات');
  for (const part of seen(variant)) expect(part.split('تحديث').length - 1).toBe(2);
});

test('a figure of another time says which, whatever edition told it', async () => {
  for (const part of seen(await render(UPDATED))) expect(part).toContain('كان نحو 48% في تشرين الأول 2025 · SY-Sample');
});

test('an earlier figure keeps its qualifier, and its noun where that is another', async () => {
  const before = { number: '19', qualifier: 'more_than', unit: 'مقاتلاً', asOf: null, source: null } as const;
  for (const part of seen(await render(updated({ before })))) {
    expect(part).toContain('كان أكثر من 19 مقاتلاً في عدد 11 تشرين الثاني');
  }
});

test('the new figure leads to its sentence, as other figures do', async () => {
  const { html } = await render(UPDATED);
  expect(html).toMatch(
    /<b><a class="ink" href="https:\/\/digest\.example\/pages\/operations-1-1\?[^"]+"[^>]*><bdi>تسعة<\/bdi>/,
  );
});

test('a story of which a mail shows the headline only keeps its mark', async () => {
  const [html = ''] = seen(await render(UNREAD));
  expect(html).toContain('بإيجاز تحديث حصيلة جديدة بعد هجوم بادية السرو');
  expect(html.split('رقم جديد').length - 1).toBe(1);
});

test('a set of themes keeps the marks of its stories, and what could not be read', async () => {
  for (const part of seen(await render({ ...UPDATED, unread: UNREAD.unread ?? [] }, ['camps']))) {
    expect(part.split('تحديث').length - 1).toBe(1);
    expect(part).toContain('لم نتمكن من قراءة: صحيفة النموذج');
  }
});

test('subject and preheader say nothing of it', async () => {
  const { subject, preheader } = viewEdition(UPDATED, { ...OPTIONS, themes: 'all' });
  expect(subject + preheader).not.toContain('تحديث');
});

test('the foot names what could not be read and since when, with the year where it is another', async () => {
  for (const part of seen(await render(UNREAD))) {
    expect(part).toContain(
      'لم نتمكن من قراءة: صحيفة النموذج (منذ 3 تشرين الثاني)، SY-Sample، إذاعة المثال المتخيّلة من مدينة الميناء الأزرق (منذ 30 كانون الأول 2024)',
    );
  }
  for (const part of seen(await render(UPDATED))) expect(part).not.toContain('لم نتمكن');
});

test('of many sources that could not be read the first are named and the others counted', async () => {
  const unread = Array.from({ length: 11 }, (_, at) => ({ name: `مصدر ${at + 1}`, since: null }));
  for (const part of seen(await render(editionOf([], { unread })))) {
    expect(part).toContain('مصدر 7، مصدر 8 و3 مصادر أخرى');
    expect(part).not.toContain('مصدر 9');
  }
});

test('the time stands beside the day where a day has several editions', async () => {
  for (const part of seen(await render(UNREAD))) expect(part).toContain('13 تشرين الثاني/نوفمبر 2025، الساعة 18:00');
  const { text } = await renderEdition(UNREAD, { ...OPTIONS, themes: 'all', digits: 'arab' });
  expect(text).toContain('الساعة ١٨:٠٠');
  expect(text).toContain('منذ ٣ تشرين الثاني');
});

test('nothing else of a mail changes with it', async () => {
  const [told] = UPDATED.sections[1]?.stories ?? [];
  if (!told) throw new Error('the gallery has no update');
  const { update: _, ...plain } = told;
  const story = storyOf('operations-1', { headline: null, sources: [null], published: null, passages: [] }, plain);
  const { html, text } = await render(editionOf([sectionOf('operations', [story])]));
  expect(html + text).not.toMatch(/تحديث|رقم جديد|undefined|null/);
});
