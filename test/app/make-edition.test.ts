import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDigest } from '../../src/app/index.ts';
import { type Config, digestOf, loadConfig } from '../../src/config/index.ts';
import type { Edition, Passage } from '../../src/model.ts';
import type { Store } from '../../src/store/index.ts';
import { describeOnBothDatabases } from '../setup/stores.ts';

const HOME = resolve(import.meta.dirname, '../..');
const NOW = new Date('2025-11-20T07:00:00Z');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mujaz-make-'));
  cpSync(join(HOME, 'config'), join(root, 'config'), { recursive: true });
  cpSync(join(HOME, 'corpus'), join(root, 'corpus'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

function configFor(folders: Partial<Pick<Config, 'corpus' | 'out'>> = {}): Config {
  return { ...loadConfig(join(root, 'config'), root, {}), ...folders };
}

function make(config: Config, store: Store, date = '2025-11-20') {
  return makeDigest(config, store, { digest: digestOf(config), date, now: NOW });
}

/** Every verbatim piece of an edition. */
function passagesOf(edition: Edition): Passage[] {
  const shown = (
    figure:
      | Edition['cards'][number]
      | Edition['sections'][number]['stories'][number]['conflicts'][number]['sides'][number],
  ) => [figure.number, figure.label, figure.period, figure.sentence].filter((passage) => passage !== null);
  const stories = edition.sections.flatMap((section) => section.stories);
  return [
    ...edition.lead.flatMap((part) => ('passage' in part ? [part.passage] : [])),
    ...edition.cards.flatMap(shown),
    ...stories.flatMap((story) => [...(story.headline ? [story.headline] : []), ...story.passages]),
    ...stories.flatMap((story) => story.conflicts.flatMap((conflict) => conflict.sides.flatMap(shown))),
    ...edition.sections.flatMap((section) => section.asides.flatMap((aside) => aside.passages)),
  ];
}

const words = (text: string) =>
  text
    .replace(/[*\u2066-\u2069\u200e\u200f]+/gu, '')
    .replace(/[\s\u2066-\u2069\u200e\u200f]+/gu, ' ')
    .trim();

describeOnBothDatabases('making an edition of the sample corpus', ({ open }) => {
  test('every sentence and number is a slice of the page it names', async () => {
    const store = await open();
    const { edition } = await make(configFor(), store);
    const passages = passagesOf(edition);
    expect(passages.length).toBeGreaterThan(50);
    for (const { page, span, text, marks } of passages) {
      const source = await store.page(page);
      expect(source?.text.slice(span.start, span.end)).toBe(text);
      for (const mark of marks) expect(mark.start >= 0 && mark.end <= text.length && mark.start < mark.end).toBe(true);
    }
  });

  test('all three sections are filled, and the text part tells every passage', async () => {
    const { edition, folder } = await make(configFor(), await open());
    expect(edition.sections.map((section) => section.theme)).toEqual([
      'coalition_statements',
      'camps_detainees',
      'operations',
    ]);
    const text = words(readFileSync(join(folder, 'text.txt'), 'utf8'));
    for (const section of edition.sections) {
      expect(section.stories.length).toBeGreaterThan(0);
      for (const passage of section.stories.flatMap((story) => story.passages))
        expect(text).toContain(words(passage.text));
    }
  });

  test('no site chrome, no related link and no off-topic page is in it', async () => {
    const { edition } = await make(configFor(), await open());
    const all = passagesOf(edition)
      .map((passage) => passage.text)
      .join('\n');
    for (const chrome of ['الوضع المظلم', 'اشترك في', 'اقرأ المزيد', 'التعليقات', 'شارك'])
      expect(all).not.toContain(chrome);
    expect(
      edition.sections.flatMap((s) => s.stories.flatMap((story) => story.citations.map((c) => c.page))),
    ).not.toContain('sample-14-football-final');
  });

  test('a page clock is never shown as the date of publication', async () => {
    const store = await open();
    const { edition } = await make(configFor(), store);
    for (const citation of edition.sections.flatMap((s) => s.stories.flatMap((story) => story.citations))) {
      const article = await store.article(citation.page);
      if (!article?.pageDate || !citation.published) continue;
      expect(citation.published.basis).not.toBe('metadata');
      expect([citation.published.earliest, citation.published.latest]).not.toEqual([
        article.pageDate,
        article.pageDate,
      ]);
    }
  });

  test('a figure is told once in the highlight strip, and only asserted ones stand there', async () => {
    const { edition } = await make(configFor(), await open());
    expect(edition.cards.length).toBe(3);
    expect(new Set(edition.cards.map((card) => `${card.event} ${card.value} ${card.unit}`)).size).toBe(3);
    expect(edition.cards.every((card) => card.assertion === 'asserted' && card.number.text !== '')).toBe(true);
  });

  test('no sentence is shown twice', async () => {
    const { edition } = await make(configFor(), await open());
    const shown = edition.sections.flatMap((s) => [...s.stories, ...s.asides].flatMap((item) => item.passages));
    const keys = shown.map((passage) => `${passage.page}:${passage.span.start}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the subject says figures in under 60 characters', async () => {
    const { edition } = await make(configFor(), await open());
    expect(edition.subject.length).toBeLessThan(60);
    expect(edition.subject).toMatch(/[\d٠-٩]/u);
  });

  test('made again for the same day it keeps its number and its bytes', async () => {
    const store = await open();
    const first = await make(configFor({ out: join(root, 'first') }), store);
    const again = await make(configFor({ out: join(root, 'again') }), store);
    expect(again.edition).toEqual(first.edition);
    for (const file of ['index.html', 'text.txt', 'message.eml', 'edition.json']) {
      expect(readFileSync(join(again.folder, file))).toEqual(readFileSync(join(first.folder, file)));
    }
    expect(await store.editionCount()).toBe(1);
  });

  test('the next day gets the next number', async () => {
    const store = await open();
    await make(configFor(), store);
    expect((await make(configFor(), store, '2025-11-21')).edition.number).toBe(2);
  });

  test('an edition that was approved is not changed any more', async () => {
    const store = await open();
    const { edition } = await make(configFor(), store);
    const [summary] = await store.editions({ limit: 1 });
    await store.approveEdition(edition.number, summary?.hash ?? '', NOW);
    const other = join(root, 'one-page');
    mkdirSync(other, { recursive: true });
    cpSync(join(root, 'corpus/sample-06-camp-winter-survey.txt'), join(other, 'only.txt'));
    await expect(make(configFor({ corpus: other }), store)).rejects.toThrow('was approved with other content');
  });

  test('what an earlier edition said of the same fact is known to the next', async () => {
    const store = await open();
    await make(configFor({ corpus: folderOf('earlier', EARLIER, '2019-04-01') }), store, '2019-04-02');
    const { edition } = await make(configFor({ corpus: folderOf('later', LATER, '2025-11-12') }), store, '2025-11-13');
    const card = edition.cards.find((c) => c.event === 'population');
    expect(card?.number.text).toContain('30');
    expect(card?.before).toMatchObject({ number: expect.stringContaining('70'), asOf: { latest: '2019-04-01' } });
  });
});

/** Invented for this test; the numbers restate what is widely known of these camps. */
const EARLIER = 'قال مصدر محلي إن مخيم الهول يضم 70 ألف شخص. ودعا المصدر الدول إلى استعادة رعاياها من المخيم.';
const LATER = 'قال مصدر محلي إن مخيم الهول يضم أقل من 30 ألف شخص. وأضاف المصدر أن عودة النازحين من المخيم مستمرة.';

function folderOf(name: string, text: string, published: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${name}.txt`),
    `---\nsample: true\nsource: صحيفة النموذج\npublished: ${published}\n---\nعنوان تجريبي عن المخيم\n\n${text}\n`,
  );
  return folder;
}
