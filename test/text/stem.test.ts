import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareStem, fold, hashFolded, plainForm, readStems, readWords, stem } from '../../src/text/index.ts';

const stems = (words: string) => [...new Set(words.split(' ').map((word) => stem(fold(word))))];

describe('the light stemmer', () => {
  test.each([
    ['عملية عمليات العمليات للعمليات وعمليات وبالعمليات عمليتين عملياتها'],
    ['مخيم المخيم مخيمات المخيمات مخيمين مخيمي مخيماتهم'],
    ['معتقل معتقلون المعتقلين معتقلات معتقليها'],
    ['غارة غارات الغارتين وغارات'],
    ['سوري سوريا السورية سوريين السوريون'],
    ['أميركي أميركا الأميركية أميركيين'],
    ['هجوم هجوماً والهجوم هجومين'],
    ['وزير الوزير والوزير'],
    ['طفل طفلاً طفلين'],
  ])('the forms of one noun have one stem: %s', (words) => {
    expect(stems(words)).toHaveLength(1);
  });

  test.each(['بيان', 'لبنان', 'وزير', 'واحد', 'وقت', 'قوات', 'هذا', 'على', 'ألف', 'بلد', 'داعش'])(
    '«%s» keeps its letters',
    (word) => {
      expect(stem(fold(word))).toBe(fold(word));
    },
  );

  test('words that only look alike keep different stems', () => {
    expect(stems('قتل قوات قاعة')).toHaveLength(3);
    expect(stems('سجن سجون')).toHaveLength(2);
    expect(stems('وزير زير')).toHaveLength(2);
  });

  test('«and» before a word comes off, a و of its own does not', () => {
    expect(stems('وقتل قتل')).toEqual(['قتل']);
    expect(stems('وداعش داعش')).toEqual(['داعش']);
    expect(stems('وقت')).toEqual(['وقت']);
  });

  test('the bare stem is the word without glued و ف ب ل ك, and nothing for other words', () => {
    expect(bareStem(fold('بغارات'))).toBe(stem(fold('غارات')));
    expect(bareStem(fold('ولداعش'))).toBe('داعش');
    expect(bareStem(fold('مخيم'))).toBe('');
  });

  test('the plain form tells apart what the stem joins', () => {
    expect(stem(fold('دورية'))).toBe(stem(fold('دوري')));
    expect(plainForm(fold('ودورية'))).toBe(fold('دورية'));
    expect(plainForm(fold('للدورية'))).toBe(fold('الدورية'));
  });

  test('a stem is never empty, never longer than its word, and of letters of the word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ابتثجحخدذرزسشصضطظعغفقكلمنهويء]{1,14}$/u), (word) => {
        const found = stem(word);
        expect(found.length).toBeGreaterThan(0);
        expect(word).toContain(found);
        expect(found.length).toBeGreaterThanOrEqual(Math.min(word.length, 3));
      }),
    );
  });

  test('the stems of a text are those of its words, whatever was read before', () => {
    const text = 'نفذت القوات عمليات في المخيمات، وأصيب 12 معتقلاً ببنادق M4';
    for (let round = 0; round < 2; round++) {
      const words = readWords(text);
      const read = readStems(words);
      const own = Array.from({ length: words.count }, (_, i) => fold(text, words.start[i], words.end[i]));
      expect([...read.stem]).toEqual(own.map((word) => hashFolded(/[ء-ي]/u.test(word) ? stem(word) : word)));
      expect(read.bare[own.indexOf(fold('ببنادق'))]).toBe(hashFolded(fold('بنادق')));
      expect(read.bare[own.indexOf('12')]).toBe(0);
    }
  });
});
