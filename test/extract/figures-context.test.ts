import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf } from './figures-reading.ts';

describe('what happened', () => {
  test.each([
    ['قُتل ثلاثة جنود وأصيب خمسة آخرون', ['killed', 'wounded']],
    ['مقتل خمسة عناصر وأسر 19 آخرين', ['killed', 'captured']],
    ['اعتقال 380 مشتبهاً به', ['detained']],
    ['يعيش في المخيم نحو 40 ألف شخص', ['population']],
    ['استعادة عشر نساء من المخيم', ['returned']],
    ['نفذت القوات 52 عملية', ['operations']],
    ['تعهد بتقديم 394 مليون دولار', ['funding']],
    ['فقد ارتفع عدد السكان إلى 12 ألف نسمة', ['population']],
    ['التحالف الذي يضم 89 دولة', ['members']],
    ['12 شخصاً قُتلوا', ['killed']],
  ])('«%s»', (text, events) => {
    expect(figuresOf(text).map(({ event }) => event)).toEqual(events);
  });
});

describe('how sure it is', () => {
  test.each([
    ['قُتل 12 جندياً', 'asserted'],
    ['وقد توقفت ثلاثة مراكز عن العمل', 'asserted'],
    ['ستجند الإدارة 300 حارس', 'planned'],
    ['من المقرر إعادة 600 شخص', 'planned'],
    ['دعا المجلس إلى رفع المنحة إلى 40 مليون دولار', 'planned'],
    ['إن سبعاً من العائدات سيمثلن أمام القضاء', 'planned'],
    ['نفت الوزارة مقتل 20 جندياً', 'denied'],
    ['ما يشاع عن اعتقال أربعة معلمين كذب محض', 'denied'],
    ['ما تردد عن فرار سبعة سجناء عارٍ من الصحة', 'denied'],
    ['زعم التنظيم أنه قتل 15 عنصراً', 'alleged'],
    ['قد يصل عدد النازحين إلى مليون شخص', 'hypothetical'],
  ] as const)('«%s» is %s', (text, assertion) => {
    expect(figuresOf(text).map((figure) => figure.assertion)).toEqual([assertion]);
  });

  test('a denial ends where the speaker says what is true', () => {
    const told = figuresOf('نفت الوزارة مقتل 20 جندياً، مؤكدة أن القتلى جنديان');
    expect(told.map(({ assertion }) => assertion)).toEqual(['denied', 'asserted']);
  });

  test('«وليس عشرة» contrasts', () => {
    const told = figuresOf('قُتل خمسة عناصر وليس عشرة');
    expect(told.map(({ assertion }) => assertion)).toEqual(['asserted', 'contrasted']);
  });
});

describe('parts, kinds, places and periods', () => {
  test('«بينهم 12 طفلاً» is a part of the figure before and never added to it', () => {
    const [whole, part] = figuresOf('قُتل 30 شخصاً بينهم 12 طفلاً');
    expect(part?.partOf).toBe(whole?.id);
    expect(whole?.partOf).toBeNull();
  });

  test('«بما في ذلك» makes a part too', () => {
    const [whole, part] = figuresOf('تحتجز القوات 10 آلاف مقاتل، بما في ذلك نحو ألفي أجنبي');
    expect(part?.partOf).toBe(whole?.id);
  });

  test.each([
    ['394 مليون دولار', 'money'],
    ['العضو التسعين', 'ordinal'],
    ['عبوتين ناسفتين', 'dual'],
    ['60% من السكان', 'percent'],
    ['ثلث السكان', 'fraction'],
    ['بين 5 و7 عناصر', 'range'],
    ['عشرات القتلى', 'vague'],
    ['1200 هكتار', 'area'],
    ['3 كيلومترات مربعة', 'area'],
    ['12 طناً', 'weight'],
  ] as const)('«%s» is of the kind %s', (text, kind) => {
    expect(figuresOf(text).map((figure) => figure.kind)).toEqual([kind]);
  });

  test('the place and the period of the sentence go with the figure', () => {
    const text = 'نفذت القوات 52 عملية في ريف الوادي خلال الشهر الماضي';
    const [figure] = figuresOf(text);
    expect(text.slice(figure?.place?.start, figure?.place?.end)).toBe('ريف الوادي');
    expect(text.slice(figure?.period?.start, figure?.period?.end)).toBe('خلال الشهر الماضي');
  });

  test('counts matter where the text speaks of the conflict, and equipment does not', () => {
    const told = figuresOf('قُتل 12 جندياً في هجوم لتنظيم مسلح على قوات الأمن ودُمرت ثلاث سيارات');
    expect(told.map(({ importance }) => importance)).toEqual([3, 1]);
    expect(figuresOf('باع المتجر 12 كتاباً').map(({ importance }) => importance)).toEqual([1]);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...'قُتل|12|خمسة|من عناصر|بين|و40|ألف|شخصاً|60%|الدول|الـ83|آخرين|،|.|\n|نحو|منهم|ثلث|إلى|عام 2019|٣٫٥|«|»|عشرات|لم|عمليتين|الـ'.split(
      '|',
    ),
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' '));

  test('spans lie in their sentence, hold the number, and slice back what is said', () => {
    fc.assert(
      fc.property(text, (page) => {
        for (const figure of figuresOf(page)) {
          expect(figure.span.start).toBeLessThanOrEqual(figure.number.start);
          expect(figure.span.end).toBeGreaterThanOrEqual(figure.number.end);
          expect(figure.sentence.start).toBeLessThanOrEqual(figure.span.start);
          expect(figure.sentence.end).toBeGreaterThanOrEqual(figure.number.end);
          expect(figure.unit.split(' ').length).toBeLessThanOrEqual(7);
          if (figure.value === null) expect(figure.qualifier).toBe('vague');
          if (figure.max !== null) expect(figure.max).toBeGreaterThan(figure.value as number);
        }
      }),
    );
  });

  test('no two figures are one, and the same text gives the same figures', () => {
    fc.assert(
      fc.property(text, (page) => {
        const figures = figuresOf(page);
        expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
        expect(figuresOf(page)).toEqual(figures);
      }),
    );
  });

  test.each([
    ['numbers', 'قتل 12 جندياً منهم 3 وبينهم '],
    ['digits', '1,234 '],
    ['quotation marks', '«12» '],
    ['pronouns', 'منهم عددهم 5 '],
    ['places', 'ريف الوادي 7 '],
    ['joined numbers', 'خمسة وعشرون و'],
  ])('one line of %s takes time in proportion to its length', (_, piece) => {
    const time = (times: number) => {
      const line = piece.repeat(times);
      const began = performance.now();
      figuresOf(line);
      return performance.now() - began;
    };
    time(500);
    const [short, long] = [time(1000), time(8000)];
    expect(long).toBeLessThan(short * 8 * 4 + 200);
  });
});
