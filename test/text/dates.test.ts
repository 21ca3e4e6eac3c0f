import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDates, isoDay, readWords } from '../../src/text/index.ts';

/** The dates of a text: their words, kind and days. */
function datesOf(text: string): readonly (readonly [words: string, kind: string, days: string])[] {
  return findDates(readWords(text)).map(({ span, kind, range }) => [
    text.slice(span.start, span.end),
    kind,
    range === null ? '' : range.earliest === range.latest ? range.earliest : `${range.earliest}..${range.latest}`,
  ]);
}

const partsOf = (text: string) => findDates(readWords(text))[0]?.parts;

describe('days of the calendar', () => {
  test.each([
    ['١٨ / مايو / ٢٠٢٤', '2024-05-18'],
    ['18 أيار 2024', '2024-05-18'],
    ['2025-11-06', '2025-11-06'],
    ['6/11/2025', '2025-11-06'],
    ['٦/١١/٢٠٢٥', '2025-11-06'],
    ['6.11.2025', '2025-11-06'],
    ['11/25/2025', '2025-11-25'],
    ['6 تشرين الثاني 2025', '2025-11-06'],
    ['6 تشرين الثاني/ نوفمبر 2025', '2025-11-06'],
    ['6 نوفمبر /تشرين الثاني 2025', '2025-11-06'],
    ['6 تشرين الثاني (نوفمبر) 2025', '2025-11-06'],
    ['6 تشرين الثاني من عام 2025', '2025-11-06'],
    ['نوفمبر 6, 2025', '2025-11-06'],
    ['Nov 6, 2025', '2025-11-06'],
    ['6 November 2025', '2025-11-06'],
    ['6-Nov-2025', '2025-11-06'],
    ['الأول من تشرين الأول 2025', '2025-10-01'],
    ['السادس من شهر تشرين الثاني عام 2025', '2025-11-06'],
    ['الحادي عشر من أيلول 2001', '2001-09-11'],
    ['الخامس والعشرين من آذار/مارس 2022', '2022-03-25'],
    ['الثلاثين من يونيو 2014', '2014-06-30'],
    ['الـ 12 من شباط 2020', '2020-02-12'],
    ['أمس الثلاثاء، 22 آذار 2022', '2022-03-22'],
    ['السبت ١٨ / مايو / ٢٠٢٤', '2024-05-18'],
  ])('«%s» is %s', (written, day) => {
    expect(datesOf(`قال في ${written} كلاماً`)).toEqual([[written, 'day', day]]);
  });

  test('a day that the calendar lacks is a date without days', () => {
    expect(datesOf('31 شباط 2024')).toEqual([['31 شباط 2024', 'day', '']]);
  });

  test('a day without a year is a date whose days are not known', () => {
    expect(datesOf('في السادس من تشرين الثاني')).toEqual([['السادس من تشرين الثاني', 'day', '']]);
    expect(partsOf('في السادس من تشرين الثاني')).toMatchObject({ month: 11, day: 6, year: null });
  });

  test('«الجاري» ties a day or month to the time of writing', () => {
    expect(partsOf('في 12 من الشهر الجاري')).toMatchObject({ day: 12, deixis: 0 });
    expect(partsOf('شباط الجاري')).toMatchObject({ month: 2, deixis: 0 });
    expect(partsOf('أيلول الماضي')).toMatchObject({ month: 9, deixis: -1 });
    expect(partsOf('كانون الثاني (يناير) المقبل')).toMatchObject({ month: 1, deixis: 1 });
  });
});

describe('months, in the names of all countries', () => {
  const MONTHS: readonly (readonly [number, string])[] = [
    [1, 'كانون الثاني يناير جانفي'],
    [2, 'شباط فبراير فيفري'],
    [3, 'آذار مارس'],
    [4, 'نيسان أبريل إبريل أفريل'],
    [5, 'أيار مايو ماي'],
    [6, 'حزيران يونيو يونيه جوان'],
    [7, 'تموز يوليو يوليوز جويلية'],
    [8, 'آب أغسطس أوت غشت'],
    [9, 'أيلول سبتمبر شتنبر'],
    [10, 'تشرين الأول أكتوبر'],
    [11, 'تشرين الثاني نوفمبر نونبر'],
    [12, 'كانون الأول ديسمبر دجنبر'],
  ];
  const NAMES = MONTHS.flatMap(([month, names]) =>
    (names.match(/(?:تشرين|كانون) \S+|\S+/g) ?? []).map((name) => [name, month] as const),
  );

  test.each(NAMES)('«%s 2021» is month %i', (name, month) => {
    const start = isoDay(2021, month, 1);
    expect(findDates(readWords(`في ${name} 2021`)).map(({ range }) => range?.earliest)).toEqual([start]);
  });

  test('any day of any month in any of its names is read back', () => {
    const name = fc.constantFrom(...NAMES);
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1990, max: 2040 }), (month, day, year) => {
        const text = `في ${day} ${month[0]} ${year}`;
        expect(datesOf(text)).toEqual([[text.slice(3), 'day', isoDay(year, month[1], day)]]);
      }),
    );
  });

  test('words that are months only in company are left alone otherwise', () => {
    expect(datesOf('مارس ضغوطاً على أب الأسرة في باب الدار، وقال جوان إن ماي تأخرت')).toEqual([]);
    expect(datesOf('في مارس الماضي')).toEqual([['مارس الماضي', 'month', '']]);
  });

  test('the beginning, middle and end of a month or year narrow it', () => {
    expect(datesOf('مطلع شباط 2020')).toEqual([['مطلع شباط 2020', 'month', '2020-02-01..2020-02-10']]);
    expect(datesOf('أواخر تشرين الثاني 2020')).toEqual([
      ['أواخر تشرين الثاني 2020', 'month', '2020-11-21..2020-11-30'],
    ]);
    expect(datesOf('نهاية عام 2019')).toEqual([['نهاية عام 2019', 'year', '2019-09-01..2019-12-31']]);
  });
});

describe('years', () => {
  test.each([
    ['عام 2019', '2019-01-01..2019-12-31'],
    ['سنة ٢٠١٩', '2019-01-01..2019-12-31'],
    ['عامي 2014 و2019', '2014-01-01..2019-12-31'],
  ])('«%s»', (written, days) => {
    expect(datesOf(`كان ذلك في ${written} تقريباً`).map(([words, , range]) => [words, range])).toEqual([
      [written, days],
    ]);
  });

  test('a bare number is a year where only a year can stand', () => {
    expect(datesOf('منذ 2018، وفي 2019 وبموازنة 2025 (2014)').map(([words]) => words)).toEqual([
      '2018',
      '2019',
      '2025',
      '2014',
    ]);
  });

  test('counts and numbers of resolutions are no years', () => {
    expect(datesOf('بينهم نحو 2000 أجنبي في 2000 منزل، وفق القرار 2254')).toEqual([]);
  });
});

describe('dates counted from the day of writing', () => {
  test.each([
    ['أمس', 'day', -1],
    ['أمس الثلاثاء', 'day', -1],
    ['أول من أمس', 'day', -2],
    ['أمس الأول', 'day', -2],
    ['اليوم الخميس', 'day', 0],
    ['الأسبوع الماضي', 'week', -1],
    ['الشهر الماضي', 'month', -1],
    ['هذا العام', 'year', 0],
    ['العام قبل الماضي', 'year', -2],
    ['الأسبوع المقبل', 'week', 1],
    ['قبل عامين', 'year', -2],
    ['قبل ثلاثة أيام', 'day', -3],
    ['منذ نحو 5 أشهر', 'month', -5],
  ] as const)('«%s» is %s %i', (written, unit, amount) => {
    expect(datesOf(`قال ${written} ذلك`).map(([words, kind]) => [words, kind])).toEqual([[written, 'relative']]);
    expect(partsOf(`قال ${written} ذلك`)?.offset).toMatchObject({ unit, from: amount, to: amount });
  });

  test('«الأشهر الثلاثة الأخيرة» is a stretch of three months', () => {
    expect(partsOf('خلال الأشهر الثلاثة الأخيرة')?.offset).toMatchObject({ unit: 'month', from: -3, to: -1 });
  });

  test('«قبل يومين من الانتخابات» is not counted from the day of writing', () => {
    expect(partsOf('قبل يومين من الانتخابات')?.offset).toBeNull();
  });

  test('«الأمين العام الحالي» is a person', () => {
    expect(datesOf('قال الأمين العام الحالي للمنظمة')).toEqual([]);
  });
});

describe('anniversaries, weekdays, stretches and clocks', () => {
  test.each([
    ['الذكرى الثالثة', 3],
    ['الذكرى السنوية العاشرة', 10],
    ['الذكرى الـ10', 10],
    ['الذكرى الخامسة والعشرين', 25],
  ])('«%s» counts %i years', (written, years) => {
    expect(partsOf(`في ${written} لهزيمته`)?.years).toBe(years);
  });

  test('«عامان على ...» counts years, «عامين على الأقل» does not', () => {
    expect(partsOf('عامان على سقوطها')?.years).toBe(2);
    expect(datesOf('استمر عامين على الأقل')).toEqual([]);
  });

  test('«الثلاثاء» is a day of the week, «الجنديين الاثنين» are two', () => {
    expect(datesOf('وصل الثلاثاء')).toEqual([['الثلاثاء', 'weekday', '']]);
    expect(datesOf('قُتل الجنديان الاثنان، وعاد الجنديين الاثنين')).toEqual([]);
  });

  test('two dates joined by «منذ ... لغاية» or «من ... إلى» are one stretch', () => {
    expect(datesOf('منذ الأول من تشرين الاول لغاية السادس من شهر تشرين الثاني 2025')).toEqual([
      ['الأول من تشرين الاول لغاية السادس من شهر تشرين الثاني 2025', 'range', '2025-10-01..2025-11-06'],
    ]);
    expect(datesOf('من كانون الأول 2020 إلى شباط').map(([, , days]) => days)).toEqual(['2020-12-01..2021-02-28']);
    expect(datesOf('من 5 إلى 8 أيار 2021').map(([, , days]) => days)).toEqual(['2021-05-05..2021-05-08']);
    expect(datesOf('بين 2014-2019').map(([, , days]) => days)).toEqual(['2014-01-01..2019-12-31']);
  });

  test('quarters, halves and seasons with a year are months of it', () => {
    expect(datesOf('الربع الثالث من 2025').map(([, , days]) => days)).toEqual(['2025-07-01..2025-09-30']);
    expect(datesOf('النصف الأول من السنة').map(([words]) => words)).toEqual(['النصف الأول من السنة']);
    expect(datesOf('خريف 2014').map(([words]) => words)).toEqual(['خريف 2014']);
    expect(datesOf('سجل هدفين في النصف الأول')).toEqual([]);
  });

  test('times of the clock are told apart', () => {
    expect(datesOf('الساعة 10:32 ثم 09:41 ثم الساعة العاشرة').map(([words, kind]) => [words, kind])).toEqual([
      ['الساعة 10:32', 'clock'],
      ['09:41', 'clock'],
      ['الساعة العاشرة', 'clock'],
    ]);
  });
});

describe('whatever the text', () => {
  test('mentions lie in the text, in order and without overlap', () => {
    const pieces = fc.constantFrom(
      ...'الأول من تشرين الثاني 2014 و إلى عام 12 / - : أمس الثلاثاء قبل عامين شهر مطلع الماضي بين . ، ( ) 2025-11-06 الـ 99999'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        let end = 0;
        for (const { span, range } of findDates(readWords(text))) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
          if (range) expect(range.earliest <= range.latest).toBe(true);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('a very long run of date words is read in linear time', () => {
    const text = 'الأول من تشرين الأول إلى 5 و6 / 7 - 8 عام '.repeat(20_000);
    const started = performance.now();
    findDates(readWords(text));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
