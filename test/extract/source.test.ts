import { describe, expect, test } from 'vitest';
import type { SourceProfile } from '../../src/model.ts';
import { BODY, dump, HEADLINE, PARAGRAPHS, profile, tell } from './invented.ts';

const PROFILES: readonly SourceProfile[] = [
  profile({ id: 'model', name: 'النموذج', hosts: ['namudhaj.example'], signatures: ['النموذج-', 'أرشيف النموذج'] }),
  profile({ id: 'ayn24', name: 'AYN24', bare: true }),
];

describe('the source of an article', () => {
  test.each([
    ['what came with the page', dump(BODY, { source: 'صحيفة النموذج' }), 'metadata'],
    ['its address', dump(BODY, { url: 'https://www.namudhaj.example/1' }), 'host'],
    ['a signature that opens a line', dump(`${HEADLINE}\n\n${BODY}\n\nالنموذج- وكالات`), 'signature'],
    ['a line of its footer', dump(`${HEADLINE}\n\n${BODY}\n\nأرشيف النموذج`), 'signature'],
  ] as const)('is told by %s', (_by, page, basis) => {
    expect(tell(page, PROFILES).article.source).toEqual({ id: 'model', name: 'النموذج', basis });
  });

  test.each(['وقال رئيس البلدية لـ AYN24', 'وقال رئيس البلدية لمراسل منصة AYN24'])(
    'of a bare page is told by whom the speakers told it: «%s»',
    (words) => {
      const told = PARAGRAPHS[1].replace('وقال رئيس البلدية', words);
      expect(tell(`${PARAGRAPHS[0]}\n${told}`, PROFILES).source).toBe('AYN24');
    },
  );

  test.each([
    ['in the footer before its rights', `${BODY}\n\n© 2024 الأفق الجديد. جميع الحقوق محفوظة`, 'الأفق الجديد'],
    ['in brackets before the first verb', `(وكالة الأفق) - ${BODY}`, 'وكالة الأفق'],
    ['before a stroke and the first verb', `الأفق نيوز/ ${BODY}`, 'الأفق نيوز'],
    ['in quotation marks behind a place', `${HEADLINE}\nلندن: «الأفق الجديد»\n\n${BODY}`, 'الأفق الجديد'],
    ['beside the agencies it used', `${HEADLINE}\n\n${BODY}\n\nالمصدر: وكالات + الأفق نيوز`, 'الأفق نيوز'],
  ])('without a profile is named %s', (_where, text, name) => {
    expect(tell(text).source).toBe(name);
  });

  test.each(['صورة أرشيفية / Reuters', 'مخيم العودة - رويترز', 'مخيم العودة (AFP)'])(
    'is not what a picture shows or who took it: «%s»',
    (line) => {
      expect(tell(`${HEADLINE}\n${line}\n\n${BODY}`).source).toBeNull();
    },
  );

  test('is not an outlet that the page only cites', () => {
    const told = PARAGRAPHS[1].replace('وقال رئيس البلدية', 'ونقلت منصة AYN24 عن رئيس البلدية قوله');
    expect(tell(`${PARAGRAPHS[0]}\n${told}`, PROFILES).source).toBeNull();
  });

  test('without a profile is what the page or its metadata says', () => {
    expect(tell(dump(BODY, { source: 'إذاعة التجربة' })).article.source).toEqual({
      id: null,
      name: 'إذاعة التجربة',
      basis: 'metadata',
    });
    expect(tell(`${BODY}\n\nجميع الحقوق محفوظة لموقع التجربة © 2024`).source).toBe('التجربة');
    expect(tell(dump(BODY, { url: 'https://www.tajriba.example/7' })).source).toBe('tajriba.example');
    expect(tell(BODY).source).toBeNull();
  });

  test.each([
    ['التجربة - أربيل', 'التجربة', 'أربيل'],
    ['بروكسل – التجربة', 'التجربة', 'بروكسل'],
    ['تجربة 24 – خاص', 'تجربة 24', null],
    ['دمشق (شبكة تجربة 24 الإخبارية)', 'شبكة تجربة 24 الإخبارية', 'دمشق'],
  ])('and its dateline are read from «%s»', (line, source, dateline) => {
    const { article, words, body, dropped } = tell(`${HEADLINE}\n\n${line}\n${BODY}`);
    expect([article.source?.name, words(article.dateline)]).toEqual([source, dateline]);
    expect(dropped['source-line']).toEqual([line]);
    expect(body).toEqual(PARAGRAPHS);
  });

  test('and dateline are read from the head of the first paragraph, which stays whole', () => {
    const first = `أربيل - وكالة التجربة: ${PARAGRAPHS[0]}`;
    const { article, words, body } = tell(`${HEADLINE}\n\n${first}\n\n${PARAGRAPHS[1]}`);
    expect([article.source?.name, words(article.dateline)]).toEqual(['وكالة التجربة', 'أربيل']);
    expect(body[0]).toBe(first);
  });

  test('is not a picture agency in a caption', () => {
    expect(tell(`${HEADLINE}\nالجسر بعد الفيضان - رويترز\n\n${BODY}`).source).toBeNull();
  });
});

describe('the byline', () => {
  test.each(['بقلم: ليلى النموذجي', 'كتبت: ليلى النموذجي', 'إعداد: ليلى النموذجي'])('is read from «%s»', (line) => {
    const { article, words, body } = tell(`${HEADLINE}\n${line}\n\n${BODY}`);
    expect(words(article.byline)).toBe('ليلى النموذجي');
    expect(body).toEqual(PARAGRAPHS);
  });
});

describe('the chain of sources', () => {
  const namesIn = (sentence: string) => {
    const { article, words } = tell(`${HEADLINE}\n\n${sentence}\n\n${BODY}`);
    const end = HEADLINE.length + 2 + sentence.length;
    return article.attributions.filter(({ span }) => span.start < end).map(({ name }) => words(name));
  };

  test.each([
    [
      'ونقلت صحيفة «المثال» عن مسؤول في البلدية قوله إن العمل سيبدأ في الأسبوع المقبل من دون تأخير.',
      ['صحيفة «المثال»', 'مسؤول'],
    ],
    ['ويبلغ عدد السكان نحو ألف نسمة وفقاً لوكالة المثال، لكن آخرين يقدرونه بأكثر من ذلك بكثير.', ['وكالة المثال']],
    ['وأصيب شخصان بحسب مصدر طبي، فيما نجا السائق الذي كان يعبر الجسر لحظة انهياره من الجهة الأخرى.', ['مصدر طبي']],
    ['وأغلق الطريق ساعتين وفق ما أفادت إدارة المرور، ثم عاد السير إليه تدريجياً قبل حلول المساء.', ['إدارة المرور']],
  ])('«%s»', (sentence, names) => {
    expect(namesIn(sentence)).toEqual(names);
  });

  test('words that only point back name nobody', () => {
    expect(namesIn('وأغلق الطريق ساعتين بحسب البيان، ووفق المصدر نفسه عاد السير إليه قبل حلول المساء.')).toEqual([]);
  });

  test('agencies of the source line belong to it', () => {
    const { article, words } = tell(`${HEADLINE}\n\n${BODY}\n\nالنموذج- وكالات`, PROFILES);
    expect(words(article.attributions[0]?.name ?? null)).toBe('وكالات');
  });
});
