import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOf } from '../../src/text/index.ts';

const split = (text: string, wrapped = false) =>
  sentencesOf(text, { start: 0, end: text.length }, wrapped).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  test.each([
    ['end at a full stop, a question or exclamation mark, and three dots', 'جاء. هل عاد؟ نعم! ثم... صمت. انتهى', 6],
    ['do not end behind an initial', 'قال د. سامي وأ. ليلى إن (أ.ف.ب) نقلت الخبر.', 1],
    ['do not end inside a number', 'بلغت النسبة 2.5 في المئة و٣.٧ ملايين.', 1],
    ['do not end inside a Latin name', 'نشر موقع news.example.org الخبر.', 1],
    ['do not end at two dots, which are a pause', 'عامان على السقوط.. ماذا بعد؟', 1],
    ['do not end at what was left out', 'قال إن "الجسر [...] مغلق" منذ أسبوع.', 1],
    ['do not end behind the number of a list', '1. قصة من داخل القرية', 1],
    ['go on behind a quotation that ends with a mark', '"لن نعود!"، قال الرجل.', 1],
    ['end at a full stop without a blank behind it', 'انتهى العمل.وعاد الناس.', 2],
    ['end at an era', 'وقع في 2024م. وعاد.', 2],
  ])('%s', (_rule, text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  test('closing quotation marks and brackets belong to the sentence before them', () => {
    expect(split('قال: "انتهى." وأضاف (ثم عاد.) وصمت.')).toEqual(['قال: "انتهى."', 'وأضاف (ثم عاد.)', 'وصمت.']);
    expect(split('«انتهى. » ثم عاد.')).toEqual(['«انتهى. »', 'ثم عاد.']);
  });

  test('a line end ends a sentence, but not in text broken at a fixed width', () => {
    expect(split('بلا نقطة\nسطر ثان.')).toEqual(['بلا نقطة', 'سطر ثان.']);
    expect(split('بلا نقطة\nسطر ثان.', true)).toEqual(['بلا نقطة\nسطر ثان.']);
  });

  test('cover the text but for white space, in order', () => {
    const piece = fc.constantFrom('كلمة', '.', '؟', '!', '…', ' ', '\n', '"', '»', '(', 'د', '2', ',', '\u00a0', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const spans = sentencesOf(text, { start: 0, end: text.length });
        const rest = spans.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
        expect(rest.trim()).toBe('');
        for (const [i, { start }] of spans.entries()) expect(start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
      }),
    );
  });

  test('are found in linear time, whatever the punctuation', () => {
    const started = performance.now();
    for (const sign of ['.', '". ', '.. ', '"', '. »']) split(sign.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
