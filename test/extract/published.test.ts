import { describe, expect, test } from 'vitest';
import { BODY, dump, HEADLINE, PARAGRAPHS, tell } from './invented.ts';

/** The range of the publication date with what says so. */
function publishedIn(text: string): readonly [days: string, evidence: readonly (string | null)[]] | null {
  const { article, words } = tell(text);
  const { published } = article;
  if (!published) return null;
  const { earliest, latest } = published;
  return [earliest === latest ? earliest : `${earliest}..${latest}`, published.evidence.map(words)];
}

const withText = (...paragraphs: readonly string[]) => [HEADLINE, ...paragraphs, PARAGRAPHS[1]].join('\n\n');

describe('the date of publication', () => {
  test('that came with the page wins', () => {
    const published = { earliest: '2024-03-12', latest: '2024-03-12', basis: 'editor', evidence: [] } as const;
    const page = dump(`نشر في: 1 كانون الثاني 2020\n${HEADLINE}\n\n${BODY}`, { published });
    expect(tell(page).article.published).toEqual(published);
  });

  test.each([
    'نشر في: 12 آذار 2024 - 10:32',
    'نُشر في ١٢ / مارس / ٢٠٢٤',
    'تاريخ النشر: 2024-03-12',
    'نُشر: 14:21 - 12 مارس 2024 م',
    'نُشر: 14:21-12 مارس 2024 م ـ 02 رَمضان 1445 هـ',
    'Published: 12/03/2024',
    'كتب: سامر العيّني | تم النشر: 12/3/2024 | آخر تحديث: 14/3/2024',
  ])('is read from a line that says so: «%s»', (line) => {
    const { article, body } = tell(`${HEADLINE}\n${line}\n\n${BODY}`);
    expect(article.published).toMatchObject({ earliest: '2024-03-12', latest: '2024-03-12', basis: 'text' });
    expect(article.pageDate).toBeNull();
    expect(body).toEqual(PARAGRAPHS);
  });

  test.each([
    'السبت ١٨ / مايو / ٢٠٢٤',
    '2024-05-18',
    'السبت، 18 أيار 2024 - 09:41 بتوقيت دمشق',
    '18/5/2024',
    'Saturday, May 18, 2024',
    '18-May-2024',
    'السبت 10 رمضان 1445 هـ الموافق 18 أيار 2024',
  ])('is never the clock of the page: «%s»', (clock) => {
    const { article } = tell(`${clock}\n${HEADLINE}\n\n${BODY}`);
    expect(article.pageDate).toBe('2024-05-18');
    expect(article.published).toBeNull();
  });

  test('is not the day of an update, and not known where nothing says it', () => {
    expect(publishedIn(`آخر تحديث: 12 آذار 2024\n${HEADLINE}\n\n${BODY}`)).toBeNull();
    expect(publishedIn(`منذ 3 ساعات\n${HEADLINE}\n\n${BODY}`)).toBeNull();
    expect(publishedIn(BODY)).toBeNull();
  });
});

describe('what a text says of its own date', () => {
  test('«اليوم» or «أمس» beside a day of the calendar', () => {
    expect(
      publishedIn(withText('قالت البلدية اليوم الخميس 14 آذار 2024 إن الجسر سيُغلق أسبوعاً كاملاً أمام السيارات.')),
    ).toEqual(['2024-03-14', ['اليوم الخميس 14 آذار 2024']]);
    expect(
      publishedIn(withText('قالت البلدية أمس، 13 آذار 2024، إن الجسر سيُغلق أسبوعاً كاملاً أمام السيارات.'))?.[0],
    ).toBe('2024-03-14');
  });

  test('«العام الماضي (2023)»', () => {
    expect(
      publishedIn(withText('تضرر الجسر العام الماضي (2023) في فيضان لم تشهد المنطقة مثله منذ عقود طويلة.'))?.[0],
    ).toBe('2024-01-01..2024-12-31');
  });

  test('an anniversary of an event whose year it gives', () => {
    const text = withText(
      'أحيت القرية الذكرى الثالثة لانهيار الجسر القديم بحضور عشرات من أهلها ومن القرى المجاورة لها.',
      'وكان انهيار الجسر عام 2019 قد قطع الطريق بين ضفتي النهر شهوراً، قبل أن يُفتح ممر مؤقت إلى جواره.',
    );
    expect(publishedIn(text)).toEqual(['2022-01-01..2022-12-31', ['الذكرى الثالثة', 'عام 2019']]);
  });

  test('«في مثل هذا اليوم من عام ...» with the number of the anniversary', () => {
    const text = withText(
      'أحيت القرية الذكرى الثالثة لانهيار جسرها القديم بحضور عشرات من أهلها ومن القرى المجاورة لها.',
      'وفي مثل هذا اليوم من عام 2019 قُطع الطريق بين ضفتي النهر شهوراً، قبل أن يُفتح ممر مؤقت إلى جواره.',
    );
    expect(publishedIn(text)?.[0]).toBe('2022-01-01..2022-12-31');
  });

  test('how long something has grown from a named beginning to its present size', () => {
    const text = withText(
      'وتأسست الجمعية في تشرين الثاني 2014، ثم اتسعت على مدى سبعة أعوام حتى باتت تضم 83 قرية على ضفتي النهر.',
      'وقالت الجمعية إن القرى الـ83 الأعضاء فيها ستشارك في كلفة ترميم الجسر كل بحسب عدد سكانها.',
    );
    const [days] = publishedIn(text) ?? [''];
    expect(days <= '2021-01-01..' && days.slice(12) >= '2021-12-31').toBe(true);
  });

  test('a past anniversary or another event says nothing', () => {
    expect(
      publishedIn(
        withText('وفي الذكرى الثانية لانهيار الجسر، أي عام 2021، تحدثت البلدية عن خطة لم تنفذ منها شيئاً حتى اليوم.'),
      ),
    ).toBeNull();
    expect(
      publishedIn(
        withText(
          'أحيت القرية الذكرى العاشرة لتأسيس جمعية الجسر القديم بحضور عشرات من أهلها ومن القرى المجاورة لها.',
          'وانضمت قرية النموذج إلى جمعية الجسر القديم عام 2016 بعد سنوات من التردد بحسب ما تذكره سجلات الجمعية.',
        ),
      ),
    ).toBeNull();
  });

  test('clues that a later date in the text contradicts say nothing', () => {
    const text = withText(
      'أحيت القرية الذكرى الثالثة لانهيار الجسر القديم بحضور عشرات من أهلها ومن القرى المجاورة لها.',
      'وكان انهيار الجسر عام 2019 قد قطع الطريق، ثم أعيد فتحه في عام 2025 بعد ترميم استمر شهوراً طويلة.',
    );
    expect(publishedIn(text)).toBeNull();
  });
});
