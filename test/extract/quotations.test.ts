import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BODY, HEADLINE, tell } from './invented.ts';

/** The quotations of one paragraph, with their speakers. */
function quotesIn(paragraph: string): readonly (readonly [speaker: string | null, quotation: string | null])[] {
  const { article, words } = tell(`${HEADLINE}\n\n${paragraph}\n\n${BODY}`);
  const end = HEADLINE.length + 2 + paragraph.length;
  return article.quotations
    .filter(({ span }) => span.start < end)
    .map(({ speaker, span }) => [words(speaker), words(span)]);
}

const SAID = 'سنعيد بناء الجسر قبل الشتاء المقبل مهما كلف الأمر';

describe('quotations', () => {
  test.each([
    [`وقال رئيس البلدية إن "${SAID}"، ثم غادر القاعة.`, 'رئيس البلدية'],
    [`وقالت “غرفة الطوارئ المشتركة” إن “${SAID}” في ختام اجتماعها.`, 'غرفة الطوارئ المشتركة'],
    [`وصرح المهندس سامر العيّني، مدير المشروع، بأن «${SAID}» أمام الصحفيين.`, 'المهندس سامر العيّني'],
    [`وأضاف: "${SAID}" من دون أن يحدد موعداً لذلك في حديثه.`, null],
    [`"${SAID}"، قال رئيس البلدية أمام عشرات من أهالي القرى المجاورة.`, 'رئيس البلدية'],
    [`وطالب المجلس، في بيان، بأن "${SAID}" وفق تعبيره في البيان.`, 'المجلس'],
  ])('%s', (paragraph, speaker) => {
    expect(quotesIn(paragraph)).toEqual([[speaker, SAID]]);
  });

  test('names and borrowed words in quotation marks are none', () => {
    expect(quotesIn('وأعلنت "لجنة الجسر" أن "الحلم القديم" لم ينته بعد، وأن العمل مستمر في الموقع.')).toEqual([]);
  });

  test('nested marks belong to the outer quotation', () => {
    const nested = 'بعد سقوط "الجسر القديم" لن نقبل حلولاً مؤقتة';
    expect(quotesIn(`وقال رئيس البلدية إن "${nested}" بعد اليوم أبداً.`)).toEqual([['رئيس البلدية', nested]]);
    expect(quotesIn(`وقال رئيس البلدية إن «${nested}» بعد اليوم أبداً.`)).toEqual([['رئيس البلدية', nested]]);
  });

  test('a mark without its other half quotes nothing and spoils nothing', () => {
    expect(quotesIn(`وقال المدير إن العمل "بدأ في الموقع القديم على النهر منذ أسبوع.`)).toEqual([]);
    expect(quotesIn(`وتطالب مع "اللجنة البلديات بالمال، وقال المدير إن «${SAID}» في كلمته.`)).toEqual([
      ['المدير', SAID],
    ]);
  });

  test('a quotation is not closed by the next paragraph', () => {
    const { article } = tell(
      `${HEADLINE}\n\nوقال المدير: "${SAID} وسنعمل ليلاً ونهاراً حتى ينتهي العمل.\n\nوأضاف المدير" أن العمل سيستمر حتى نهاية الصيف من دون توقف.`,
    );
    expect(article.quotations).toEqual([]);
  });

  test('the speaker of one quotation is not sought inside another', () => {
    expect(quotesIn(`وقال رئيس البلدية: «أريد أن يرى الأهالي جسراً جديداً»، ثم أضاف أن «${SAID}» في كلمته.`)).toEqual([
      ['رئيس البلدية', 'أريد أن يرى الأهالي جسراً جديداً'],
      ['رئيس البلدية', SAID],
    ]);
  });

  test('spans stay in their paragraph, whatever the marks', () => {
    const piece = fc.constantFrom(
      '"',
      '“',
      '”',
      '«',
      '»',
      ' ',
      'قال',
      'المدير',
      'إن',
      'كلمة',
      '،',
      '.',
      'ـ',
      '\n',
      '(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const { article } = tell(`${HEADLINE}\n\n${BODY}\n${pieces.join('')}`);
        for (const { span } of article.quotations) {
          expect(article.paragraphs.some((p) => p.span.start <= span.start && span.end <= p.span.end)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('thousands of marks are paired in linear time', () => {
    const started = performance.now();
    for (const mark of ['"', '«', '»', 'قال "', '“”', '«"']) quotesIn(mark.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
