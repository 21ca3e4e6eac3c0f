import { describe, expect, test } from 'vitest';
import { BODY, dump, HEADLINE, PARAGRAPHS, profile, tell } from './invented.ts';

const [FIRST, SECOND, THIRD, LAST] = PARAGRAPHS;

describe('the furniture of a page', () => {
  test('above the text is left out: menus, switches, clocks, counters, notices', () => {
    const menu = 'الرئيسية\nأخبار\nسياسة\nرياضة\nفيديو\nمن نحن\nاتصل بنا';
    const { headline, body, dropped } = tell(
      `الوضع المظلم\nالسبت ١٨ / مايو / ٢٠٢٤\nLogo\n${menu}\n\nالرئيسية / أخبار / محليات\n${HEADLINE}\n1,204 مشاهدة\nحجم الخط\nأ أ أ\nمدة القراءة: 2 دقيقة\nنستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. باستمرارك في التصفح فإنك توافق على ذلك.\nموافق\n\n${BODY}`,
    );
    expect(headline).toBe(HEADLINE);
    expect(body).toEqual(PARAGRAPHS);
    expect(dropped['theme-switch']).toEqual(['الوضع المظلم']);
    expect(dropped['page-clock']).toEqual(['السبت ١٨ / مايو / ٢٠٢٤']);
    expect(dropped['menu']).toContain('الرئيسية / أخبار / محليات');
  });

  test('below the text is left out: share bars, tags, comments, forms, rights', () => {
    const { body, related, dropped } = tell(
      `${HEADLINE}\n\n${BODY}\n\nالوسوم: الجسر، البلدية\n#العيّنة #النهر\nشارك هذا المقال\nفيسبوك | إكس | واتساب · نسخ الرابط\n0 مشاركة\nالتعليقات (2)\nأبو سامر: هذا الجسر تأخر ترميمه كثيراً، وكنا نطالب به منذ عامين من دون أن يسمعنا أحد في البلدية.\nأضف تعليقاً\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *\nجميع الحقوق محفوظة © 2024 موقع النموذج`,
    );
    expect(body).toEqual(PARAGRAPHS);
    expect(related).toEqual([]);
    expect(Object.keys(dropped)).toEqual(['tags', 'share-bar', 'comments', 'behind-end', 'copyright']);
  });

  test('a comment counter above the text ends nothing', () => {
    expect(tell(`${HEADLINE}\nالتعليقات (0)\n\n${BODY}`).body).toEqual(PARAGRAPHS);
  });

  test('a sign-up box in the middle does not cost the paragraphs behind it', () => {
    const text = `${HEADLINE}\n\n${FIRST}\n\nالنشرة البريدية\n\nاشترك في نشرتنا البريدية ليصلك كل جديد!\n\n${SECOND}\n\n${THIRD}\n\n${LAST}`;
    expect(tell(text)).toMatchObject({ body: PARAGRAPHS, related: [] });
  });

  test('a paragraph that begins like furniture is text', () => {
    const shared = 'شارك في الاجتماع الذي عُقد في البلدية أمس ممثلو ست قرى ومهندسان من المحافظة وعدد من الأهالي.';
    const latest = 'آخر الأخبار الواردة من القرية تتحدث عن عودة ثلاث عائلات إليها.';
    expect(tell(`${HEADLINE}\n\n${FIRST}\n\n${shared}\n\n${latest}`).body).toEqual([FIRST, shared, latest]);
  });

  test('what a profile drops or cuts is left out', () => {
    const own = profile({
      name: 'النموذج',
      signatures: ['النموذج -'],
      dropLines: ['زاوية القراء'],
      cutFrom: ['من ذاكرة'],
    });
    const text = `النموذج - دمشق\n${BODY}\nزاويةُ القرّاء\nمن ذاكرة المدينة: حكاية عن جسر آخر بناه الأجداد قبل مئة عام على النهر نفسه ثم انهار.`;
    const { body, dropped } = tell(text, [own]);
    expect(body).toEqual(PARAGRAPHS);
    expect(dropped['profile']).toHaveLength(2);
  });
});

describe('captions and subheadings', () => {
  test('a caption under the headline is left out, also when it is only a name', () => {
    const { body, dropped } = tell(`${HEADLINE}\nالجسر القديم\n\n${BODY}`);
    expect(body).toEqual(PARAGRAPHS);
    expect(dropped['caption']).toEqual(['الجسر القديم']);
  });

  test('on a page that shows captions a name between paragraphs is one', () => {
    const text = `${HEADLINE}\nرئيس البلدية (صورة تعبيرية)\n\n${FIRST}\n\nآليات ثقيلة\n\n${SECOND}`;
    expect(tell(text).dropped['caption']).toEqual(['رئيس البلدية (صورة تعبيرية)', 'آليات ثقيلة']);
  });

  test('where captions say who took the picture, a line without one is a subheading', () => {
    const text = `${HEADLINE}\nرئيس البلدية (رويترز)\n\n${FIRST}\n\nآليات ثقيلة\n\n${SECOND}\n\nخريطة المعابر (الأفق الجديد)\n\n${THIRD}`;
    const { subheadings, dropped } = tell(text);
    expect(subheadings).toEqual(['آليات ثقيلة']);
    expect(dropped['caption']).toEqual(['رئيس البلدية (رويترز)', 'خريطة المعابر (الأفق الجديد)']);
  });

  test.each([
    'وصول آليات الترميم وعمال المتعهد إلى ضفة النهر قرب الجسر القديم صباح يوم البدء، 12 آذار 2024 (الأفق)',
    'التعليق على الصورة، يقول السكان إن الطريق الترابي يزيد مدة الوصول إلى المدينة نصف ساعة على الأقل في الأيام الماطرة',
    'camera icon جانب من أعمال الترميم',
  ])('a long line that says it describes a picture is no text: «%s»', (caption) => {
    const { body, dropped } = tell(`${HEADLINE}\n\n${FIRST}\n\n${caption}\n\n${SECOND}`);
    expect(body).toEqual([FIRST, SECOND]);
    expect(dropped['caption']).toEqual([caption]);
  });

  test('a line that introduces a list, and its numbered entries, are text', () => {
    const list = ['وأوصى المهندسون بما يلي:', '1. تدعيم الركائز القديمة.', '2- منع الشاحنات', '٣) إنارة الطريق'];
    const { body, subheadings } = tell(`${HEADLINE}\n\n${FIRST}\n\n${list.join('\n')}\n\n${SECOND}`);
    expect(body).toEqual([FIRST, ...list, SECOND]);
    expect(subheadings).toEqual([]);
  });

  test('on such a page a heading whose words the next paragraph takes up stays', () => {
    const text = `${HEADLINE}\nرئيس البلدية (صورة تعبيرية)\n\n${FIRST}\n\nكلفة الترميم\n\n${SECOND}\n\nمن يعبر الجسر؟\n\n${THIRD}`;
    expect(tell(text).subheadings).toEqual(['كلفة الترميم', 'من يعبر الجسر؟']);
  });

  test('on a page without captions short lines between paragraphs are subheadings', () => {
    const { subheadings, body } = tell(`${HEADLINE}\n\n${FIRST}\n\nحصيلة عام\n\n${SECOND}\n\n${THIRD}`);
    expect(subheadings).toEqual(['حصيلة عام']);
    expect(body).toEqual([FIRST, SECOND, THIRD]);
  });

  test('a photo credit makes a caption anywhere', () => {
    const text = `${HEADLINE}\n\n${FIRST}\n\nتصوير: سامر العيّني\n\n${SECOND}\n\nالجسر بعد الفيضان - رويترز\n\n${THIRD}`;
    expect(tell(text).dropped['caption']).toEqual(['تصوير: سامر العيّني', 'الجسر بعد الفيضان - رويترز']);
  });
});

describe('the body is never lost', () => {
  test('a last paragraph without its full stop stays', () => {
    const last = LAST.slice(0, -1);
    expect(tell(`${HEADLINE}\n\n${FIRST}\n\n${SECOND}\n\n${last}`).body).toEqual([FIRST, SECOND, last]);
  });

  test('the points of a list stay, with the line that announces them', () => {
    const text = `${HEADLINE}\n\n${FIRST}\n\nوتشمل الأعمال:\n• تدعيم الركائز الثلاث\n• تعبيد الطريق المؤدي إلى الجسر\n\n${SECOND}`;
    expect(tell(text).body).toEqual([
      FIRST,
      'وتشمل الأعمال:',
      'تدعيم الركائز الثلاث',
      'تعبيد الطريق المؤدي إلى الجسر',
      SECOND,
    ]);
  });

  test('a standfirst stays', () => {
    const standfirst = 'البلدية تقول إن الأعمال ستستمر أربعة أشهر والأهالي يخشون أن يسبقها المطر';
    expect(tell(`${HEADLINE}\n${standfirst}\n\n${BODY}`).body).toEqual([standfirst, ...PARAGRAPHS]);
  });

  test('a flash of one line is a body without a headline', () => {
    const flash = 'مقتل ثلاثة أشخاص وإصابة خمسة آخرين بانفجار في سوق العيّنة بحسب مصدر طبي';
    expect(tell(`عاجل\n\n${flash}`)).toMatchObject({ headline: null, body: [flash] });
  });

  test('text broken at a fixed width is put together again', () => {
    const broken = (text: string) => text.replace(/((?:\S+ ){7}\S+) /g, '$1\n');
    const { headline, body, article } = tell(`${HEADLINE}\n\n${broken(FIRST)}\n\n${broken(SECOND)}`);
    expect(headline).toBe(HEADLINE);
    expect(body).toEqual([broken(FIRST), broken(SECOND)]);
    expect(article.paragraphs.map(({ sentences }) => sentences.length)).toEqual([1, 1]);
  });

  test.each([
    ['CR LF', '\r\n'],
    ['CR alone', '\r'],
    ['U+2028', '\u2028'],
  ])('lines may end with %s', (_name, newline) => {
    expect(tell([HEADLINE, '', FIRST, '', SECOND].join(newline))).toMatchObject({
      headline: HEADLINE,
      body: [FIRST, SECOND],
    });
  });

  test('paragraphs on neighbouring lines, without blank lines, are read alike', () => {
    expect(tell(PARAGRAPHS.join('\n')).body).toEqual(PARAGRAPHS);
  });
});

describe('related links', () => {
  test.each(['اقرأ المزيد: ', 'إقرأ ايضا: ', 'اقرأ أيضاً ', 'شاهد: ', '• اقرأ أيضاً - '])(
    'a line with «%s» is kept apart, its figures with it',
    (marker) => {
      const link = 'افتتاح 3 مدارس جديدة في قرية النموذج';
      const { related, body, article } = tell(`${HEADLINE}\n\n${FIRST}\n\n${marker}${link}\n\n${SECOND}`);
      expect(related).toEqual([link]);
      expect(body).toEqual([FIRST, SECOND]);
      const text = article.page.text.indexOf(link);
      expect(
        article.figures.some((figure) => figure.number.start >= text && figure.number.start < text + link.length),
      ).toBe(false);
    },
  );

  test('a link in brackets or behind the last sentence of a paragraph is cut off', () => {
    const text = `${HEADLINE}\n\n${FIRST} اقرأ أيضاً: افتتاح مدرسة جديدة\n\n(إقرأ أيضا: حملة لتنظيف النهر)\n\n${SECOND}`;
    expect(tell(text)).toMatchObject({ related: ['افتتاح مدرسة جديدة', 'حملة لتنظيف النهر'], body: [FIRST, SECOND] });
  });

  test('a list of links ends where the text goes on', () => {
    const links = ['افتتاح مدرسة جديدة في قرية النموذج', 'حملة لتنظيف ضفتي النهر في العيّنة'];
    const text = `${HEADLINE}\n\n${FIRST}\n\nمواضيع ذات صلة:\n${links.join('\n')}\n\n${SECOND}\n\n${THIRD}`;
    expect(tell(text)).toMatchObject({ related: links, body: [FIRST, SECOND, THIRD] });
  });

  test('a sentence that begins with «شاهد» is no link', () => {
    const witness = 'شاهد عيان قال إن الجسر اهتز قبل سقوطه بدقائق، وإن أحداً لم يكن عليه حينها من السكان.';
    expect(tell(`${HEADLINE}\n\n${FIRST}\n\n${witness}`).body).toEqual([FIRST, witness]);
  });
});

describe('a page without text', () => {
  test.each(['', '\n\n', 'الرئيسية\nأخبار\nرياضة'])('gives an article without a body', (text) => {
    expect(tell(dump(text))).toMatchObject({ headline: null, body: [] });
  });
});
