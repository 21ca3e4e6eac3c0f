import { describe, expect, test } from 'vitest';
import { readThemes } from '../../src/group/index.ts';
import type { ThemeDefinition } from '../../src/model.ts';
import { article, THEMES } from './build.ts';

const primary = (body: string, headline?: string) =>
  readThemes(article('a', body, headline ? { headline } : {}), THEMES).primary;

describe('the themes that ship with the project', () => {
  test('have the three sections and off_topic, with titles and colours', () => {
    expect(THEMES.map(({ id, title, colour }) => [id, title, colour])).toEqual([
      ['coalition_statements', 'بيانات التحالف', 'statements'],
      ['camps_detainees', 'المخيمات والمحتجزون', 'camps'],
      ['operations', 'العمليات', 'operations'],
      ['off_topic', 'خارج الموضوع', 'neutral'],
    ]);
  });

  test.each([
    ['رحبت الخارجية الأميركية بانضمام بلد جديد إلى التحالف الدولي، وجددت التزامها بهزيمة داعش.'],
    ['طالبت قوات سوريا الديمقراطية دول التحالف بدعم أطول أمداً، وحذرت من عودة التنظيم.'],
    ['بحث وزراء دفاع التحالف في ختام اجتماعهم مستقبل مهمة التحالف وسحب القوات من العراق.'],
  ])('statement: %s', (text) => {
    expect(primary(text)).toBe('coalition_statements');
  });

  test.each([
    ['غادرت مخيم الهول دفعة من العائلات العراقية على متن حافلات نحو مخيم الجدعة.'],
    ['استعادت دولة أوروبية ست نساء وتسعة أطفال كانوا محتجزين في مخيمات شمال شرق سوريا.'],
    ['قضت محكمة بالسجن المؤبد على عائد من سوريا بتهمة الانتماء إلى تنظيم داعش.'],
    ['أحبط الحراس محاولة فرار سجناء من التنظيم في سجن بالحسكة.'],
  ])('camps and detainees: %s', (text) => {
    expect(primary(text)).toBe('camps_detainees');
  });

  test.each([
    ['قُتل ثلاثة جنود حين استهدف مسلحون دورية للجيش بعبوة ناسفة في البادية.'],
    ['نفذت طائرات التحالف غارات جوية على مخابئ داعش في الجبال.'],
    ['أزالت فرق الهندسة مئات الألغام ومخلفات الحرب من محيط القرية.'],
    ['ألقت قوة أمنية القبض على قيادي في داعش خلال عملية مداهمة.'],
  ])('operations: %s', (text) => {
    expect(primary(text)).toBe('operations');
  });

  test.each([
    ['شن الفريق هجوماً كاسحاً وقصف مرمى الضيوف بخماسية في الدوري أمام آلاف المتفرجين.'],
    ['أجرى الجراحون عملية جراحية نادرة للمريض في المستشفى الجامعي.'],
    ['خفض تحالف أوبك إنتاجه فارتفعت أسعار النفط، وتحدث محللون عن حرب أسعار.'],
    ['قضت محكمة الجنايات بسجن موظف خمس سنوات بتهمة الاختلاس والرشوة.'],
    ['دخل المنتخب معسكراً مغلقاً استعداداً لمباراة حاسمة في التصفيات.'],
    ['لقي خمسة أشخاص مصرعهم وأصيب عشرة في تصادم حافلة وشاحنة.'],
    ['أعلنت ثلاثة أحزاب تحالفاً لخوض معركة الانتخابات وشنت هجوماً لاذعاً على الحكومة.'],
    ['تعلم الأطفال البرمجة في مخيم صيفي ناموا فيه في الخيام.'],
    [''],
  ])('off topic: %s', (text) => {
    expect(primary(text)).toBe('off_topic');
  });

  test('a camps paragraph inside a statement reaches the camps section with its words', () => {
    const told = article(
      'a',
      'جددت واشنطن في بيان التزامها بالتحالف الدولي لهزيمة داعش، وأشادت بشركائها.\nودعت الدول إلى استعادة رعاياها من مخيم الهول ومراكز الاحتجاز.',
    );
    const reading = readThemes(told, THEMES);
    expect(reading.primary).toBe('coalition_statements');
    expect(reading.secondary).toEqual(['camps_detainees']);
    const camps = reading.evidence.filter(({ theme }) => theme === 'camps_detainees');
    expect(camps.map(({ paragraph }) => paragraph)).toEqual([1]);
    expect(camps[0]?.cues.map(({ start, end }) => told.page.text.slice(start, end))).toContain('مخيم الهول');
  });

  test('a metaphor is no operation', () => {
    const reading = readThemes(
      article('a', 'قال القائد إن إعادة مواطنيها إلى أوطانهم ليست عملية عطف بل ضربة قاصمة لقدرة داعش.'),
      THEMES,
    );
    expect([reading.primary, ...reading.secondary]).not.toContain('operations');
  });

  test('evidence lists only paragraphs that carry a theme, and only spans inside them', () => {
    const told = article('a', 'قصفت الطائرات مواقع داعش.\nكان الطقس جميلاً.');
    const { evidence } = readThemes(told, THEMES);
    expect(evidence.map(({ paragraph }) => paragraph)).toEqual([0]);
    const { start, end } = told.paragraphs[0]?.span ?? { start: 0, end: 0 };
    for (const cue of evidence.flatMap(({ cues }) => cues)) {
      expect(cue.start).toBeGreaterThanOrEqual(start);
      expect(cue.end).toBeLessThanOrEqual(end);
    }
  });
});

describe('a theme of the editor', () => {
  const water: ThemeDefinition = {
    id: 'water',
    title: 'المياه',
    colour: 'neutral',
    cues: [
      { phrase: 'محطة مياه | محطات المياه', weight: 3 },
      { phrase: 'ضخ', weight: 1 },
      { phrase: 'مياه غازية', weight: -5 },
    ],
  };

  test('is read without a change of code', () => {
    const text = 'عادت محطة مياه في الريف إلى الضخ بعد إصلاحها.';
    expect(readThemes(article('a', text), [...THEMES, water]).primary).toBe('water');
    expect(readThemes(article('a', text), THEMES).primary).toBe('off_topic');
  });

  test('light cues are nothing without a strong one, and negative ones speak against it', () => {
    expect(readThemes(article('a', 'بدأ الضخ والضخ والضخ.'), [water]).primary).toBe('off_topic');
    expect(readThemes(article('a', 'محطة مياه غازية.'), [water]).primary).toBe('off_topic');
  });
});
