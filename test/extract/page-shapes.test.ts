/** Shapes of news pages beyond the common one; everything in them is invented. */
import { describe, expect, test } from 'vitest';
import { BODY, HEADLINE, PARAGRAPHS, tell } from './invented.ts';

const [FIRST, SECOND, THIRD, LAST] = PARAGRAPHS;

describe('the title line of a page', () => {
  test.each([`شبكة النموذج :: ${HEADLINE}`, `${HEADLINE} :: شبكة النموذج`])('«%s» is headline and outlet', (title) => {
    const { article, headline, body } = tell(`${title}\nأخبار\nرياضة\nصور\n\n${BODY}`);
    expect(headline).toBe(HEADLINE);
    expect(article.source).toMatchObject({ name: 'شبكة النموذج' });
    expect(body).toEqual(PARAGRAPHS);
  });

  test('gives way to the headline alone', () => {
    const { article, headline } = tell(`شبكة النموذج :: ${HEADLINE}\nأخبار\nرياضة\nصور\n${HEADLINE}\n\n${BODY}`);
    expect(headline).toBe(HEADLINE);
    expect(article.headline?.span.start).toBeGreaterThan(HEADLINE.length);
  });
});

describe('the name of a known site in the title line', () => {
  const RIGHTS = 'جميع الحقوق محفوظة لموقع أفق النموذج 2024';

  test.each([`${HEADLINE} - أفق النموذج`, `${HEADLINE} | أفق النموذج`, `أفق النموذج | ${HEADLINE}`])(
    'is taken off: «%s»',
    (title) => {
      expect(tell(`${title}\nأخبار\nرياضة\nصور\n\n${BODY}\n\n${RIGHTS}`).headline).toBe(HEADLINE);
    },
  );

  test('is not taken off when it is part of what the headline says', () => {
    const headline = 'أفق النموذج ينشر أرقام الجسر - والبلدية ترد عليه';
    expect(tell(`${headline}\n\n${BODY}\n\n${RIGHTS}`).headline).toBe(headline);
  });
});

describe('what stands below the text', () => {
  test.each([
    ['a correction', 'تصحيح: ذكرت نسخة سابقة من هذا الخبر أن الكلفة 100 ألف دولار، والصحيح 120 ألفاً.'],
    [
      'an invitation to follow',
      'تابع آخر أخبارنا عبر غوغل نيوز\nانضم إلى قناة النموذج على واتساب\nحمّل تطبيق النموذج الآن',
    ],
    ['the author', 'سامر النموذجي\nصحفي مقيم في العيّنة، كتب في عدد من الصحف المحلية عن شؤون البيئة والمياه والزراعة.'],
    ['a poll', 'استطلاع الرأي\nهل تؤيد ترميم الجسر؟\nنعم\nلا\nتصويت'],
  ])('is no text: %s', (_what, below) => {
    const { body, subheadings, article } = tell(`${HEADLINE}\n\n${BODY}\n\n${below}`);
    expect(body).toEqual(PARAGRAPHS);
    expect(subheadings).toEqual([]);
    expect(article.figures.some(({ value }) => value === 100_000)).toBe(false);
  });

  test('a sentence that only speaks of following is text', () => {
    const sentence = 'تابع السكان عبر واتساب أخبار الجسر يوماً بيوم.';
    expect(tell(`${HEADLINE}\n\n${BODY}\n\n${sentence}\n\n${FIRST}`).body).toContain(sentence);
  });
});

describe('the name of the outlet', () => {
  test.each([
    '© حقوق النشر 2024، جميع الحقوق محفوظة | أفق النموذج',
    'أفق النموذج © 2024',
    'أفق النموذج © 2006 - 2024',
    '© 2024 أفق النموذج. جميع الحقوق محفوظة.',
    'جميع الحقوق محفوظة © أفق النموذج 2024',
  ])('is read in «%s»', (rights) => {
    expect(tell(`${HEADLINE}\n\n${BODY}\n\n${rights}`).article.source).toMatchObject({ name: 'أفق النموذج' });
  });

  test('is not what a line of rights says besides', () => {
    expect(tell(`${HEADLINE}\n\n${BODY}\n\n© 2024 جميع الحقوق محفوظة`).article.source).toBeNull();
  });

  test('may head the page, or stand behind the author', () => {
    const named = { name: 'وكالة النموذج للأنباء' };
    expect(tell(`وكالة النموذج للأنباء\nأمن\nرياضة\n${HEADLINE}\n\n${BODY}`).article.source).toMatchObject(named);
    const byline = 'إعداد: وحدة البيانات – وكالة النموذج للأنباء';
    expect(tell(`${HEADLINE}\n${byline}\n\n${BODY}`).article.source).toMatchObject(named);
  });
});

describe('the dates of a page', () => {
  test.each([
    '3 رمضان 1445 - 13 مارس 2024',
    '3 رمضان 1445 هـ - 13 مارس 2024 م',
    '13 مارس 2024 - 3 رمضان 1445',
    'الأربعاء 13-03-2024 | آخر زيارة: اليوم',
  ])('«%s» above is its clock', (clock) => {
    expect(tell(`${clock}\n${HEADLINE}\n\n${BODY}`).article).toMatchObject({ pageDate: '2024-03-13', published: null });
  });

  test.each([
    'بواسطة هيئة التحرير في 13 مارس، 2024',
    'أرسل بواسطة admin في أربعاء, 13/03/2024 - 14:22',
    '13/03/2024 نُشر في',
    '2024-03-13 | 13:05 | تاريخ النشر',
  ])('«%s» is the day of publication', (line) => {
    const { article, body } = tell(`${HEADLINE}\n${line}\n\n${BODY}`);
    expect(article.published).toMatchObject({ earliest: '2024-03-13', latest: '2024-03-13' });
    expect(article.pageDate).toBeNull();
    expect(body).toEqual(PARAGRAPHS);
  });

  test('beside a day of update, one without a label is that of publication', () => {
    const { article } = tell(`${HEADLINE}\n13 مارس 2024\nآخر تحديث 14 مارس 2024\n\n${BODY}`);
    expect(article).toMatchObject({ published: { earliest: '2024-03-13' }, pageDate: null });
  });

  test('above the headline the same two lines are the clock of the site', () => {
    const { article } = tell(`13 مارس 2024\nآخر تحديث 14 مارس 2024\nأخبار\nرياضة\nصور\n${HEADLINE}\n\n${BODY}`);
    expect(article).toMatchObject({ published: null, pageDate: '2024-03-13' });
  });

  test('of other articles and of comments, below the text, are not its clock', () => {
    const { article } = tell(`${HEADLINE}\n\n${BODY}\n\nأخبار أخرى\nافتتاح مدرسة جديدة في القرية\n6 أبريل 2021`);
    expect(article.pageDate).toBeNull();
  });
});

describe('the text of a page', () => {
  test('begins with the entries of a summary', () => {
    const entries = ['ترميم الجسر يستمر أربعة أشهر.', 'منظمة إغاثة تدفع الكلفة.'];
    const { body, subheadings } = tell(
      `${HEADLINE}\nأبرز النقاط\n${entries.map((entry) => `• ${entry}`).join('\n')}\n\n${BODY}`,
    );
    expect(body).toEqual([...entries, ...PARAGRAPHS]);
    expect(subheadings).toEqual([]);
  });

  test.each([['\t'], [' | ']])('keeps the rows of a table together, cells apart: «%s»', (gap) => {
    const rows = [
      ['القرية', 'السيارات', 'الحافلات'],
      ['العيّنة', '210', '4'],
      ['المثال', '1,190', '12'],
    ].map((row) => row.join(gap));
    const { body, subheadings, article } = tell(`${HEADLINE}\n\n${FIRST}\n${rows.join('\n')}\n${SECOND}\n\n${THIRD}`);
    expect(body).toEqual([FIRST, ...rows, SECOND, THIRD]);
    expect(subheadings).toEqual([]);
    expect(
      article.figures.filter(({ span }) => article.page.text.slice(span.start, span.end).includes('1,190')),
    ).toEqual([]);
  });

  test('holds no bar of links, which are no table', () => {
    const { body } = tell(`${HEADLINE}\n\n${FIRST}\n\n${SECOND}\n\nطباعة | حفظ | 3\nأرسل | شارك | 4`);
    expect(body).toEqual([FIRST, SECOND]);
  });

  test('is cut into the hours of live coverage by their headings', () => {
    const entry = (time: string, heading: string, text: string) => `${time}\n${heading}\n${text}\nمشاركة`;
    const { body, subheadings } = tell(
      `${HEADLINE}\nتحديثات مباشرة\n${entry('18:42', 'كلفة الترميم', FIRST)}\n${entry('15:20', 'مؤتمر صحفي', SECOND)}\n${entry('09:10', 'بدء العمل', THIRD)}`,
    );
    expect(subheadings).toEqual(['كلفة الترميم', 'مؤتمر صحفي', 'بدء العمل']);
    expect(body).toEqual([FIRST, SECOND, THIRD]);
  });

  test('goes on behind related links with a sentence that continues it', () => {
    const { body, related } = tell(`${HEADLINE}\n\n${FIRST}\n\nمواضيع متعلقة\nافتتاح مدرسة جديدة في القرية\n\n${LAST}`);
    expect(body).toEqual([FIRST, LAST]);
    expect(related).toEqual(['افتتاح مدرسة جديدة في القرية']);
  });

  test('keeps its subheadings where a second headline stands above, and its captions out', () => {
    const { body, subheadings } = tell(
      `${HEADLINE}\nالبلدية: الكلفة 120 ألف دولار.. والعمل يبدأ الأحد\n\n${FIRST}\n\nخلفية الأزمة\n\n${SECOND}\n\n(سيارات تنتظر عند المعبر)\n\nالشكل 1: عدد العابرين شهرياً\n\n${THIRD}`,
    );
    expect(body).toEqual([FIRST, SECOND, THIRD]);
    expect(subheadings).toEqual(['خلفية الأزمة']);
  });

  test('holds a quotation on a line of its own', () => {
    const quotation = '"من يملك الجسر يملك مفاتيح القرى"';
    expect(tell(`${HEADLINE}\n\n${FIRST}\n\n${quotation}\n\n${SECOND}`).body).toEqual([FIRST, quotation, SECOND]);
  });

  test('ends with the last line that has a full stop, not with what stands below', () => {
    const close = 'المذيعة: شكراً لك من العيّنة.';
    const { body } = tell(
      `${HEADLINE}\n\n${FIRST}\n\n${SECOND}\n${close}\nعن الكاتب\nوحدة التقارير: فريق يضم باحثين ميدانيين في مدن المحافظة وريفها منذ سنوات.`,
    );
    expect(body).toEqual([FIRST, SECOND, close]);
  });

  test('goes on where a list of other articles says that it ends', () => {
    const list = 'الأكثر قراءة\nكيف غيّر الجفاف وجه النهر؟\nقصة مدينة غرقت مرتين في عام\nنهاية الأكثر قراءة';
    const { subheadings } = tell(`${HEADLINE}\n\n${FIRST}\n\n${list}\n\nمن يعبر الجسر؟\n\n${THIRD}\n\n${LAST}`);
    expect(subheadings).toEqual(['من يعبر الجسر؟']);
  });
});
