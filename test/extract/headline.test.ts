import { describe, expect, test } from 'vitest';
import { BODY, dump, HEADLINE, PARAGRAPHS, profile, tell } from './invented.ts';

describe('the headline', () => {
  test('is the first line of a plain page', () => {
    expect(tell(`${HEADLINE}\n\n${BODY}`).headline).toBe(HEADLINE);
  });

  test('cut at an inner quotation mark on one line is taken whole from the other', () => {
    const whole = 'البلدية تحذّر من "الجسر القديم" وتدعو إلى إغلاقه';
    const { headline, dropped } = tell(`Logo\n  • ${whole}\n\nالبلدية تحذّر من\nالجسر القديم\n\n${BODY}`);
    expect(headline).toBe(whole);
    expect(dropped['repeated-headline']).toEqual(['البلدية تحذّر من']);
  });

  test('is found behind a breadcrumb, and its repetitions are left out', () => {
    const text = `الرئيسية > محليات > ${HEADLINE}\n${HEADLINE.slice(0, 25)}...\n${HEADLINE}\n\n${BODY}`;
    expect(tell(text)).toMatchObject({ headline: HEADLINE, body: PARAGRAPHS });
  });

  test('is taken without the name of the site behind it', () => {
    expect(tell(`${HEADLINE} - موقع النموذج\n${HEADLINE}\n\n${BODY}`).headline).toBe(HEADLINE);
  });

  test('may be a question or begin with a quotation', () => {
    for (const headline of [
      'هل ينجز ترميم الجسر القديم قبل موسم الأمطار المقبل أم يتأخر مرة أخرى؟',
      '“البلدية” تعد بترميم الجسر قبل الشتاء',
    ]) {
      expect(tell(`${headline}\n\n${BODY}`).headline).toBe(headline);
    }
  });

  test('may begin with a word that also labels authors', () => {
    const headline = 'تقرير: الجسور القديمة تهدد أرواح العابرين';
    expect(tell(`${headline}\n\n${BODY}`).headline).toBe(headline);
  });

  test('may be long and begin with a verb where the paragraphs end in full stops', () => {
    const headline = 'تحذر بلدية العيّنة من انهيار الجسر القديم قبل وصول موسم الأمطار المقبل';
    expect(tell(`أخبار\nتقارير\n\n${headline}\n\n${BODY}`)).toMatchObject({ headline, body: PARAGRAPHS });
  });

  test('is not a line of the ticker above it', () => {
    const ticker = 'عاجل\nعاجل | وصول باخرة محملة بالقمح إلى المرفأ الشمالي\nوزير النقل: لا تأخير في رحلات القطار';
    expect(tell(`${ticker}\nالرئيسية\n${HEADLINE}\n\n${BODY}`)).toMatchObject({ headline: HEADLINE, body: PARAGRAPHS });
  });

  test('that the format itself names wins', () => {
    const text = `${HEADLINE}\n\n${BODY}`;
    const page = { ...dump(text), format: 'html' as const, title: { start: 0, end: HEADLINE.length } };
    expect(tell(page)).toMatchObject({ headline: HEADLINE, body: PARAGRAPHS });
  });
});

describe('a page without a headline', () => {
  test('gets none: its first sentence leads', () => {
    const { article, words } = tell(BODY);
    expect(article.headline?.basis).toBe('lead');
    expect(words(article.headline?.span ?? null)).toBe(PARAGRAPHS[0]);
  });

  test('gets none from its source line, menu or clock', () => {
    expect(tell(`النموذج - أربيل\n${BODY}`).headline).toBeNull();
    expect(tell(`أخبار\nتقارير\nالثلاثاء 12 آذار 2024\n${BODY}`).headline).toBeNull();
  });

  test('gets none from a line that was cut off in the middle', () => {
    expect(tell(`البلدية تبدأ ترميم الجسر المسمى بـ\n\n${BODY}`)).toMatchObject({ headline: null, body: PARAGRAPHS });
  });

  test('keeps a lead that lost its full stop as text', () => {
    const lead = 'أعلنت بلدية العيّنة بدء ترميم الجسر القديم الذي تضرر في الفيضان قبل عام';
    expect(tell(`${lead}\n\n${PARAGRAPHS[1]}`)).toMatchObject({ headline: null, body: [lead, PARAGRAPHS[1]] });
  });

  test('keeps a short lead with its full stop as text', () => {
    const lead = 'قُتل شخصان بانفجار لغم قرب العيّنة.';
    expect(tell(`${lead}\n\n${PARAGRAPHS[1]}`)).toMatchObject({ headline: null, body: [lead, PARAGRAPHS[1]] });
  });

  test('of an outlet whose pages are bare keeps its first line as text', () => {
    const bare = profile({ name: 'النموذج', bare: true });
    const page = dump(`${HEADLINE}\n\n${BODY}`, { source: 'النموذج' });
    expect(tell(page, [bare]).headline).toBeNull();
  });
});
