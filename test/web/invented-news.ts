/** Invented news of invented places: pages with everything that the site has to show. */
import { type ArticleDraft, buildArticle } from './article-builder.ts';

const SHORE: ArticleDraft = {
  id: 'shore-council_01',
  source: 'صحيفة المرفأ المختلقة',
  url: 'https://harbour.example/news/1',
  published: { earliest: '2025-11-12', latest: '2025-11-12', basis: 'metadata', evidence: [] },
  sample: true,
  blocks: [
    { role: 'front', text: 'url: https://harbour.example/news/1\nsample: true\n' },
    { role: 'dropped', text: 'الجمعة 14 تشرين الثاني 2025  10:42', rule: 'clock' },
    { role: 'dropped', text: 'الرئيسية / أخبار / محليات', rule: 'breadcrumb' },
    { role: 'headline', text: 'مجلس الشاطئ المختلق: حلف الموانئ يضم عضواً جديداً ويوسع مهمته' },
    {
      role: 'body',
      text: 'قال مجلس الشاطئ المختلق إن حلف الموانئ المؤلف من ⟨⟦83⟧ عضواً⟩ ماضٍ في مهمته، وإن ⟨نحو ⟦8 ملايين⟧ شخص⟩ عادوا إلى بيوتهم في بلاد لا وجود لها.',
    },
    {
      role: 'body',
      text: 'وذكر البيان الصادر عن قوة الواجب المشتركة (CJTF-XYZ) أن الحلف دعم ⟨أكثر من ⟦22⟧ عملية⟩ خلال شهر، قُتل فيها ⟨⟦7⟧ مسلحين⟩.',
    },
    { role: 'related', text: 'اقرأ أيضاً: ميناء الخيال يستقبل 400 سفينة في يوم واحد' },
    { role: 'dropped', text: 'التعليقات (0)', rule: 'comments' },
  ],
  figures: [
    { value: 83, unit: 'عضو', event: 'members' },
    { value: 8e6, qualifier: 'about', unit: 'شخص', event: 'returned' },
    { value: 22, qualifier: 'more_than', unit: 'عملية', event: 'operations' },
    { value: 7, unit: 'مسلح', event: 'killed' },
  ],
};

const RIVAL: ArticleDraft = {
  id: 'rival/../02'.replaceAll(/[/.]/g, '-'),
  source: null,
  blocks: [
    {
      role: 'body',
      text: 'أفاد بيان مختلق بأن العمليات في بلاد الخيال أسفرت عن مقتل ⟨⟦9⟧ مسلحين⟩.',
    },
  ],
  figures: [{ value: 9, unit: 'مسلح', event: 'killed' }],
};

const CAMP: ArticleDraft = {
  id: 'مخيم الخيال 3',
  source: 'إذاعة السهل المختلقة',
  published: { earliest: '2025-11-01', latest: '2025-11-30', basis: 'text', evidence: [] },
  blocks: [
    { role: 'headline', text: 'مخيم الخيال يستعد لنقل مئات الأسر المختلقة قبل الشتاء' },
    {
      role: 'body',
      text: 'يضم مخيم الخيال ⟨أقل من ⟦30 ألفاً⟧ من السكان⟩، وتعتزم إدارته المختلقة نقل ⟨⟦500⟧ أسرة⟩ قبل نهاية العام.',
    },
  ],
  figures: [
    { value: 30_000, qualifier: 'less_than', unit: 'ساكن', event: 'population' },
    { value: 500, unit: 'أسرة', event: 'removed', assertion: 'planned', importance: 2 },
  ],
};

/** A page that would run, turn or break the site if any of its text were taken for markup. */
const HOSTILE: ArticleDraft = {
  id: 'hostile',
  source: '<b>مصدر</b>',
  url: 'javascript:alert(1)',
  blocks: [
    { role: 'headline', text: '<script>document.title="taken"</script>\u202eعنوان مقلوب {{constructor}}' },
    {
      role: 'body',
      text: '<img src="https://elsewhere.example/x.png" onerror="document.title=1"> ⟨⟦3⟧ \u2067سفن⟩ في ميناء الخيال.',
    },
  ],
  figures: [{ value: 3, unit: '<i>سفينة</i>' }],
};

export const shore = buildArticle(SHORE);
export const rival = buildArticle(RIVAL);
export const camp = buildArticle(CAMP);
export const hostile = buildArticle(HOSTILE);
