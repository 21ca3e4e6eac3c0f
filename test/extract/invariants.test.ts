import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BODY, dump, HEADLINE, PARAGRAPHS, tell } from './invented.ts';

const LINES = [
  '',
  ' \u00a0',
  HEADLINE,
  HEADLINE.slice(0, 20),
  ...PARAGRAPHS,
  'اقرأ أيضاً: خبر آخر عن النهر',
  'مقالات ذات صلة:',
  'التعليقات (0)',
  'جميع الحقوق محفوظة',
  'الجسر القديم',
  'الثلاثاء 12 آذار 2024 - 10:32',
  'نشر في: 12 آذار 2024',
  'النموذج- وكالات',
  'فيسبوك | إكس',
  '• ',
  '١٢٣ ٤٥٦',
  '"«“”»"',
  '\u202eنص معكوس\u202c',
  'English words only',
  '#وسم',
] as const;

const anyPage = fc.array(fc.constantFrom(...LINES), { maxLength: 25 }).map((lines) => lines.join('\n'));

describe('every page', () => {
  test('is understood as spans of its own text, each line in one place at most', () => {
    fc.assert(
      fc.property(anyPage, (text) => {
        const { article } = tell(text);
        const taken = [...article.paragraphs, ...article.dropped]
          .map(({ span }) => span)
          .toSorted((a, b) => a.start - b.start);
        for (const [i, { start, end }] of taken.entries()) {
          expect(start).toBeGreaterThanOrEqual(taken[i - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const { span, sentences } of article.paragraphs) {
          expect(sentences.length).toBeGreaterThan(0);
          expect(sentences[0]?.start).toBe(span.start);
          expect(sentences.at(-1)?.end).toBe(span.end);
        }
      }),
    );
  });

  test('is understood the same way twice', () => {
    fc.assert(
      fc.property(anyPage, (text) => {
        expect(tell(text).article).toEqual(tell(text).article);
      }),
      { numRuns: 30 },
    );
  });

  test('keeps its paragraphs, whatever furniture stands above them', () => {
    const furniture = fc.constantFrom(
      'Logo',
      'الرئيسية',
      'أخبار',
      'الوضع المظلم',
      '2024-05-18',
      'بحث',
      '',
      'فيسبوك',
      '12 مشاهدة',
    );
    fc.assert(
      fc.property(fc.array(furniture, { maxLength: 12 }), (above) => {
        expect(tell([...above, HEADLINE, '', BODY].join('\n'))).toMatchObject({ headline: HEADLINE, body: PARAGRAPHS });
      }),
    );
  });

  test.each([
    ['one endless line', 'ا'.repeat(2_000_000)],
    ['one endless line of words', `${PARAGRAPHS[0]} `.repeat(15_000)],
    ['short lines', 'سطر\n'.repeat(300_000)],
    ['repeated headlines', `${HEADLINE}\n`.repeat(20_000)],
    ['captions', `${PARAGRAPHS[0]}\n\nالجسر القديم\n\n`.repeat(5_000)],
    ['links', 'اقرأ أيضاً: خبر\n'.repeat(50_000)],
    ['brackets', '('.repeat(500_000)],
    ['digits', '9'.repeat(500_000)],
  ])('of %s is read in linear time', (_what, text) => {
    const started = performance.now();
    tell(dump(`${HEADLINE}\n\n${text}\n\n${BODY}`));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
