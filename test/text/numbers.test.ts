import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NumberReading, readNumbers, readWords } from '../../src/text/index.ts';

function read(text: string): readonly NumberReading[] {
  return readNumbers(readWords(text));
}

/** Value, or lower and upper end, of each number of a text. */
function valuesOf(text: string): (number | null | readonly [number | null, number])[] {
  return read(text).map(({ value, max }) => (max === null ? value : ([value, max] as const)));
}

function wordsOf(text: string): string[] {
  return read(text).map(({ span }) => text.slice(span.start, span.end));
}

describe('digits', () => {
  test.each([
    ['1,310 دنانير', 1310],
    ['60٬000 نسمة', 60_000],
    ['1.250.000 شخص', 1_250_000],
    ['60 000 متظاهر', 60_000],
    ['1,250.75 دولار', 1250.75],
    ['3,4%', 3.4],
    ['3.35 ملايين', 3_350_000],
    ['٢٫٥ مليون', 2_500_000],
    ['١٢٬٥٠٠ خيمة', 12_500],
    ['98.6 مليار', 98_600_000_000],
    ['1.310 شخص', 1310],
    ['1.315 دولار', 1.315],
    ['23.500 طن', 23_500],
    ['60،000 نازح', 60_000],
  ])('%s is %d', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  test.each(['6٠,00٠', '60,00,0', '٣٫٥٫٧', '0933123456', '3.5.7', '5/3', '10:30', '0933-123-456', '9'.repeat(400)])(
    '%s follows no rule and is refused as a whole',
    (text) => {
      expect(read(`بلغ ${text} شخصا`)).toEqual([]);
    },
  );

  test('the article and glued letters are no part of the number', () => {
    expect(wordsOf('الدول الـ83 و22 عملية بـ14 وزيرا')).toEqual(['83', '22', '14']);
  });

  test('any number with grouping by commas is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (value) => {
        expect(valuesOf(`${value.toLocaleString('en')} شخص`)).toEqual([value]);
      }),
    );
  });

  test('hostile strings of digits and signs never crash and never overlap', () => {
    const sign = fc.constantFrom('1', '٢', '0', '٠', ',', '.', '٫', '٬', ' ', '-', '/', '%', 'ألف', ' ألف ', '\u200f');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const readings = read(signs.join(''));
        for (const [index, reading] of readings.entries()) {
          expect(reading.last).toBeGreaterThanOrEqual(reading.first);
          expect(reading.first).toBeGreaterThan(readings[index - 1]?.last ?? -1);
          expect(reading.value === null || Number.isFinite(reading.value)).toBe(true);
        }
      }),
    );
  });
});

describe('words, alone and with digits', () => {
  test.each([
    ['خمسة عشر شخصاً', 15],
    ['إحدى وعشرين امرأة', 21],
    ['مئتي جندي', 200],
    ['مائتان', 200],
    ['ألفي عائلة', 2000],
    ['ألفا رجل', 2000],
    ['ألفاً من السكان', 1000],
    ['أحد عشر ألفاً ومئتان وخمسون', 11_250],
    ['مئة وأحد عشر', 111],
    ['مليون ونصف المليون', 1_500_000],
    ['مليون ونصف مليون', 1_500_000],
    ['3 ملايين ونصف المليون', 3_500_000],
    ['نصف مليون', 500_000],
    ['ربع مليون يورو', 250_000],
    ['ثلاثة أرباع مليون دولار', 750_000],
    ['25 ألفاً و500', 25_500],
    ['5 ملايين و600 ألف شخص', 5_600_000],
    ['مليون و200 ألف', 1_200_000],
    ['ألف مليار', 1e12],
    ['ثلاث مئة واثنتين', 302],
    ['ثمانمائة وأربع', 804],
    ['خمسة (5) أشخاص', 5],
    ['25 ألفا و 500 شخص', 25_500],
  ])('«%s» is %d', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  test.each([
    ['عشرة آلاف وعشرين ألفاً', [10_000, 20_000]],
    ['مئتين وثلاثمئة', [200, 300]],
    ['100 ألف و20 ألفاً', [100_000, 20_000]],
  ])('«%s» is two numbers', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test.each(['كمية الأمطار', 'لست متأكداً', 'أحد القادة', 'إحدى دول أوروبا', 'يوم الاثنين', 'عدة مناطق'])(
    '«%s» holds no number',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  test('«الاثنين» behind a dual counts it', () => {
    expect(valuesOf('إن الجنديين الاثنين')).toEqual([2]);
  });
});

describe('shares', () => {
  test.each([
    ['60%', 60],
    ['%60', 60],
    ['٦٠٪', 60],
    ['2.8 في المئة', 2.8],
    ['94 بالمائة', 94],
    ['خمسة وعشرون في المئة', 25],
    ['مئة بالمئة', 100],
  ])('%s is a percentage of %d', (text, value) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['percent', value]]);
  });

  test.each([
    ['ثلث الإنفاق', 1 / 3],
    ['ثلثي السكان', 2 / 3],
    ['ثلاثة أرباع السكان', 3 / 4],
    ['ثلاثة أرباعهم', 3 / 4],
    ['سوى الخُمس', 1 / 5],
    ['خُمس السكان', 1 / 5],
    ['ربعهم من الأجانب', 1 / 4],
  ])('«%s» is a fraction', (text, value) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['fraction', value]]);
  });

  test('«خمس سنوات» and «الدول الخمس» are five, not a fifth', () => {
    expect(valuesOf('خمس سنوات')).toEqual([5]);
    expect(valuesOf('الدول الخمس')).toEqual([5]);
  });

  test.each([
    ['واحد من كل خمسة', 1 / 5],
    ['7 من كل 10 أسر', 7 / 10],
    ['طفل من كل ثلاثة أطفال', 1 / 3],
  ])('«%s» is a ratio', (text, value) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['ratio', value]]);
  });
});

describe('ranges', () => {
  test.each([
    ['بين 40 و50 ألف شخص', 40_000, 50_000],
    ['ما بين تسعة وعشرة آلاف', 9000, 10_000],
    ['بين ستة وثمانية', 6, 8],
    ['بين 500 وألف', 500, 1000],
    ['بين ألفين وألفين وخمسمئة مقاتل', 2000, 2500],
    ['بين مليون دولار ومليوني دولار', 1e6, 2e6],
    ['من 3 إلى 5 أشخاص', 3, 5],
    ['3-5 آلاف', 3000, 5000],
    ['40 – 50 ألف', 40_000, 50_000],
    ['ثلاثة أو أربعة', 3, 4],
    ['هجومين أو ثلاثة', 2, 3],
    ['بين 3% و5%', 3, 5],
  ])('«%s» is %d to %d', (text, low, high) => {
    expect(valuesOf(text)).toEqual([[low, high]]);
  });

  test.each([
    ['2014-2019', [2014, 2019]],
    ['3-1', [3, 1]],
    ['12,4 في المئة إلى 86 مليون دينار', [12.4, 86e6]],
  ])('%s is no range', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });
});

describe('vague magnitudes have no value', () => {
  test.each(['عشرات القتلى', 'مئات الآلاف', 'آلاف المسلحين', 'بضعة آلاف', 'عشرات ملايين الدولارات'])('«%s»', (text) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['vague', null]]);
  });
});

describe('ordinals', () => {
  test.each([
    ['العضو التسعين', 90],
    ['العضو الـ90', 90],
    ['العضو السابع والثمانين', 87],
    ['الذكرى الـ75', 75],
    ['ثالث عملية', 3],
    ['القرن الحادي والعشرين', 21],
  ])('«%s» ranks', (text, value) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['ordinal', value]]);
  });

  test.each(['الدول الـ83', 'النساء العشر', 'أعضاء التحالف الـ89', 'الـ20 دولة'])('«%s» counts', (text) => {
    expect(read(text).map((reading) => reading.kind)).toEqual(['cardinal']);
  });
});

describe('duals of counted nouns', () => {
  test.each([
    'عمليتين',
    'قتيلان',
    'امرأتين رفضتا',
    'طفلان',
    'سيارتي إسعاف',
    'طائرتان مسيرتان',
    'مسلحان ملثمان',
    'مسلحين كانا يستقلان دراجة',
    'شريكان أجنبيان',
    'راجمتين متطورتين',
  ])('«%s» is two', (text) => {
    expect(read(text).map((reading) => [reading.kind, reading.value])).toEqual([['dual', 2]]);
  });

  test.each([
    'البحرين وفلسطين',
    'حسين وياسين',
    'المسلحين',
    'مسلحين مجهولين',
    'مقاتلين أجانب',
    'لبنان وألمانيا',
    'شؤون الإنسان',
    'في ميدان واسع',
    'الطرفان والجانبين',
    'قبل عامين ويومين',
    'بلدان أوروبا',
    'باكستان وأفغانستان',
    'قوانين ومساكين',
    'بلدتي كفر زيتا',
    'مقاتلي التنظيم',
    'عناوين الصحف',
    'قيادتا الحزبين',
  ])('«%s» holds none', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('«اثنا» without «عشر»', () => {
  test.each(['كما أثنى على تضحيات القوات', 'وأثنى الوزير على الجهود', 'من اثني الطرفين'])(
    '«%s» holds no number',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  test.each([
    ['اثنا عشر عنصراً', 12],
    ['واثنتي عشرة قرية', 12],
    ['اثنان وعشرون', 22],
    ['مئة واثنا عشر', 112],
  ])('«%s» is %d', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });
});
