import { describe, expect, test } from 'vitest';
import { readNumbers, readWords } from '../../src/text/index.ts';

/** Values of a text's numbers, ranges as pairs, rounded to four places. */
function valuesOf(text: string): unknown[] {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);
  return readNumbers(readWords(text)).map(({ value, max }) => (max === null ? round(value) : [round(value), max]));
}

describe('a part behind its noun', () => {
  test.each([
    ['وزنها طن ونصف الطن', 1.5],
    ['نقلت طناً ونصف الطن من القمح', 1.5],
    ['كيلوغراماً ونصفاً', 1.5],
    ['طنين ونصف الطن', 2.5],
    ['ثلاثة أطنان وربع الطن', 3.25],
    ['ثلاث سنوات ونصف السنة', 3.5],
    ['ساعتين ونصف الساعة', 2.5],
    ['حالتين وربع الحالة', 2.25],
    ['دفع 12 مليون دولار ونصف المليون', 12_500_000],
    ['مليون ونصف المليون', 1_500_000],
  ])('is added to it: «%s» is %d', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  test.each([
    ['خمسة مسلحين ونصف ذخيرتهم', [5, 0.5]],
    ['ثلاثة أطنان ونصف المحصول', [3, 0.5]],
    ['عائلة ونصف المنازل', [0.5]],
  ])('is another number when it is of another whole: «%s»', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });
});

describe('fractions', () => {
  test.each([
    ['ثلثا الجرحى', 0.6667],
    ['ثلثا سكان القرية', 0.6667],
    ['ثلثا ما جمعته الحملة', 0.6667],
    ['رفعت ثلثاً من الأنقاض', 0.3333],
    ['زادت ثلثا خلال عام', 0.3333],
    ['ثلثاها', 0.6667],
    ['تسعة أعشاره', 0.9],
    ['ثلاثة أخماسهن', 0.6],
    ['واحد بالألف', 0.001],
    ['خمسة في الألف', 0.005],
  ])('«%s» is %d', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });
});

describe('duals', () => {
  test.each([
    'قُتل حارساه',
    'امرأة وطفلاها',
    'مع شقيقيها',
    'برفقة ابنتيه',
    'عنصرا أمن',
    'قائدا الفصيل',
    'ابنتا معلم',
    'جثتي طفلين وجدتا',
    'محاولتي تسلل',
    'ضبطت الدورية رشاشتين',
    'عثروا على كدسين من العتاد',
    'صودرت خوذتان',
  ])('«%s» is two', (text) => {
    expect(valuesOf(text)).toContain(2);
  });

  test.each([
    'رفع يديه',
    'قال لمقاتليه',
    'بين ساكنيها',
    'كان عنصراً أمنياً',
    'قتلت مسلحا الجمعة',
    'قتلت مسلحا خلال الهجوم',
    'في شمال سوريا التحالف موجود',
    'بقينا في بيتي ليلة',
    'عدت إلى خيمتي مساء',
    'ضبطت كمية من بنزين',
    'أحرقوا بساتين',
    'أوقفت رجالاً متورطين',
    'وصل إلى فلسطين',
  ])('«%s» is none', (text) => {
    expect(valuesOf(text)).toEqual([]);
  });

  test.each([
    ['بين كيلوغرامين وأربعة', [2, 4]],
    ['ما بين طنين وخمسة أطنان', [2, 5]],
    ['بين عائلتين وست عائلات', [2, 6]],
  ])('«%s» is a range', (text, range) => {
    expect(valuesOf(text)).toEqual([range]);
  });
});

describe('definite numbers and ordinals', () => {
  test.each([
    ['مراكز التوقيف الستة والعشرين', [26]],
    ['مدارس التعليم الـ14', [14]],
    ['سجون الاحتجاز السبعة', [7]],
  ])('«%s» counts the plural before its complement', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
    expect(readNumbers(readWords(text))[0]?.kind).toBe('cardinal');
  });

  test('«الثانية عشرة» is twelfth, «بضعة عشر» between eleven and nineteen', () => {
    expect(readNumbers(readWords('بلغن الثانية عشرة')).map(({ kind, value }) => [kind, value])).toEqual([
      ['ordinal', 12],
    ]);
    expect(readNumbers(readWords('بضعة عشر رجلاً'))[0]?.kind).toBe('vague');
  });
});
