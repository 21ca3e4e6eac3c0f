import { describe, expect, test } from 'vitest';
import type { Passage, ShownFigure } from '../../src/model.ts';
import {
  amountWords,
  type CountedNoun,
  counted,
  figureWords,
  type GrammaticalCase,
  longDay,
  publishedWithBasis,
  publishedWords,
  rangeWords,
  shortDay,
  yearWords,
} from '../../src/text/index.ts';

describe('counted nouns agree with their number', () => {
  test.each<[number, CountedNoun, GrammaticalCase, string]>([
    [0, 'article', 'nominative', '0 مادة'],
    [1, 'article', 'nominative', 'مادة واحدة'],
    [2, 'article', 'nominative', 'مادتان'],
    [3, 'article', 'nominative', '3 مواد'],
    [10, 'article', 'nominative', '10 مواد'],
    [11, 'article', 'nominative', '11 مادة'],
    [99, 'article', 'nominative', '99 مادة'],
    [100, 'article', 'nominative', '100 مادة'],
    [103, 'article', 'nominative', '103 مواد'],
    [1, 'source', 'genitive', 'مصدر واحد'],
    [2, 'source', 'genitive', 'مصدرين'],
    [2, 'source', 'nominative', 'مصدران'],
    [4, 'source', 'genitive', '4 مصادر'],
    [11, 'source', 'genitive', '11 مصدراً'],
    [200, 'source', 'genitive', '200 مصدر'],
    [1, 'minute', 'genitive', 'دقيقة واحدة'],
    [2, 'minute', 'genitive', 'دقيقتين'],
    [4, 'minute', 'genitive', '4 دقائق'],
    [20, 'minute', 'genitive', '20 دقيقة'],
    [2, 'story', 'nominative', 'قصتان'],
    [2, 'passage', 'nominative', 'مقطعان'],
    [12, 'passage', 'nominative', '12 مقطعاً'],
    [2, 'otherStory', 'nominative', 'قصتان أخريان'],
    [1, 'figure', 'nominative', 'رقم واحد'],
    [3, 'figure', 'nominative', '3 أرقام'],
    [11, 'figure', 'nominative', '11 رقماً'],
  ])('%i %s (%s): %s', (count, noun, grammaticalCase, words) => {
    expect(counted(count, noun, grammaticalCase, 'latn')).toBe(words);
  });

  test('an edition says how much there is to read', () => {
    expect(amountWords({ articles: 3, sources: 2, minutes: 4 }, 'latn')).toBe('3 مواد من مصدرين · قراءة 4 دقائق');
    expect(amountWords({ articles: 1, sources: 1, minutes: 0 }, 'latn')).toBe(
      'مادة واحدة من مصدر واحد · قراءة دقيقة واحدة',
    );
    expect(amountWords({ articles: 0, sources: 0, minutes: 1 }, 'latn')).toBe('');
  });

  test('the digits follow the configuration', () => {
    expect(counted(14, 'article', 'nominative', 'arab')).toBe('١٤ مادة');
  });
});

describe('days in words', () => {
  test('the issue line names the weekday and the month in both systems', () => {
    expect(longDay('2025-11-13', 'latn')).toBe('الخميس 13 تشرين الثاني/نوفمبر 2025');
    expect(longDay('2024-02-29', 'arab')).toBe('الخميس ٢٩ شباط/فبراير ٢٠٢٤');
  });

  test.each([
    ['2025-11-06', '2025-11-06', '6 تشرين الثاني 2025'],
    ['2019-01-01', '2019-12-31', '2019'],
    ['2014-01-01', '2019-12-31', '2014 – 2019'],
    ['2024-02-01', '2024-02-29', 'شباط 2024'],
    ['2025-02-01', '2025-02-28', 'شباط 2025'],
    ['2025-11-05', '2025-11-06', '5–6 تشرين الثاني 2025'],
    ['2025-10-01', '2025-11-06', '1 تشرين الأول – 6 تشرين الثاني 2025'],
    ['2024-12-30', '2025-01-02', '30 كانون الأول 2024 – 2 كانون الثاني 2025'],
  ])('%s to %s is «%s»', (earliest, latest, words) => {
    expect(rangeWords({ earliest, latest }, 'short', 'latn')).toBe(words);
  });

  test('a date of publication says what it rests on, and an unknown one that it is unknown', () => {
    const day = { earliest: '2025-11-18', latest: '2025-11-18', evidence: [] };
    expect(publishedWords({ ...day, basis: 'metadata' }, 'latn')).toBe('18 تشرين الثاني/نوفمبر 2025');
    expect(publishedWords({ ...day, basis: 'editor' }, 'latn')).toBe('18 تشرين الثاني/نوفمبر 2025، بحسب المحرر');
    expect(publishedWords({ ...day, basis: 'text' }, 'latn')).toBe('18 تشرين الثاني/نوفمبر 2025، بحسب النص');
    expect(publishedWords(null, 'latn')).toBe('تاريخ النشر غير مذكور');
    expect(publishedWithBasis({ ...day, basis: 'metadata' }, 'latn')).toBe(
      '18 تشرين الثاني/نوفمبر 2025، بحسب بيانات الصفحة',
    );
  });

  test('a list of mails shows the day without its year', () => {
    expect(shortDay('2025-11-13', 'arab')).toBe('١٣ تشرين الثاني');
  });

  test('a track shows years', () => {
    expect(yearWords({ earliest: '2019-03-01', latest: '2019-03-31' }, 'latn')).toBe('2019');
    expect(yearWords({ earliest: '2019-01-01', latest: '2021-12-31' }, 'arab')).toBe('٢٠١٩–٢٠٢١');
  });
});

describe('a figure is read in the order of the page', () => {
  /** The figure that stands in [brackets], its label in {braces}. */
  function shown(sentence: string, more: Partial<ShownFigure> = {}): ShownFigure {
    const text = sentence.replace(/[[\]{}]/g, '');
    const cut = (open: string, close: string): Passage | null => {
      const found = sentence.slice(sentence.indexOf(open) + 1, sentence.indexOf(close));
      const start = text.indexOf(found);
      if (!sentence.includes(open)) return null;
      return { page: 'p', span: { start: 100 + start, end: 100 + start + found.length }, text: found, marks: [] };
    };
    return {
      figure: { page: 'p', figure: 'p#100' },
      qualifier: 'exactly',
      assertion: 'asserted',
      kind: 'cardinal',
      event: 'other',
      value: 1,
      max: null,
      number: cut('[', ']') as Passage,
      label: cut('{', '}'),
      unit: '',
      period: null,
      asOf: null,
      source: null,
      sentence: { page: 'p', span: { start: 100, end: 100 + text.length }, text, marks: [] },
      ...more,
    };
  }

  test('a noun behind the number follows it', () => {
    expect(figureWords(shown('ضم الحلف [83] {عضواً} في ذلك العام.'))).toEqual({
      opening: '',
      number: '83',
      size: 'large',
      label: 'عضواً',
    });
  });

  test('an ordinal keeps its noun before it, as written', () => {
    expect(figureWords(shown('لتكون {العضو} [التسعين] فيه.', { kind: 'ordinal' }))).toEqual({
      opening: '',
      number: 'العضو التسعين',
      size: 'medium',
      label: '',
    });
  });

  test('a rank in digits keeps its noun and article too', () => {
    expect(figureWords(shown('باتت سوريا {العضو} الـ[90] فيه.'))).toMatchObject({ number: 'العضو الـ90', label: '' });
  });

  test('a dual is number and noun in one', () => {
    const dual = { kind: 'dual', unit: 'عملية' } as const;
    expect(figureWords(shown('نُفذت [عمليتان] {متزامنتان} فجراً.', dual))).toMatchObject({ label: 'متزامنتان' });
    expect(figureWords(shown('نُفذت [عمليتان].', dual))).toMatchObject({ number: 'عمليتان', label: '' });
    expect(figureWords(shown('نُفذت [عمليتان].', dual), dual.unit)).toMatchObject({ number: 'عمليتان', label: '' });
  });

  test('a noun that stands further off is not pulled to the number', () => {
    expect(figureWords(shown('{العائلات} العائدة كانت [62] في اليوم.')).number).toBe('62');
  });

  test('what happened is said unless the figure’s own words say it, before the qualifier', () => {
    const killed = { event: 'killed', qualifier: 'at_least' } as const;
    expect(figureWords(shown('قتل [5] {من العناصر}.', killed)).opening).toBe('مقتل ما لا يقل عن');
    expect(figureWords(shown('سقط [5] {قتلى}.', killed)).opening).toBe('ما لا يقل عن');
    expect(figureWords(shown('سقط [5] {قتلى}.', killed), 'عنصراً')).toMatchObject({
      opening: 'مقتل ما لا يقل عن',
      label: 'عنصراً',
    });
  });

  test('a percentage keeps the sign that stands behind its number, and gets none where words say it', () => {
    expect(figureWords(shown('تضرر [62]% {من الخيام}.', { kind: 'percent' })).number).toBe('62%');
    expect(figureWords(shown('تضرر [62] {في المئة من الخيام}.', { kind: 'percent' })).number).toBe('62');
  });
});
