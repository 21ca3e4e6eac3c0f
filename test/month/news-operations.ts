/** Invented news of raids, attacks and their tolls. No place, body or person is meant to be a real one. */
import { EVENTS_A } from '../group/invented-events-a.ts';
import { EVENTS_B } from '../group/invented-events-b.ts';
import type { NewsItem } from './news-item.ts';

const zafaran = EVENTS_A[0]?.tellings ?? [];
const observatory = EVENTS_A[3]?.tellings[0] ?? '';
const qaraButa = EVENTS_A[4]?.tellings[0] ?? '';
const hamama = EVENTS_A[0]?.others[0] ?? '';
const tanafis = EVENTS_B[0]?.tellings[0] ?? '';
const kharnub = EVENTS_B[0]?.others[0] ?? '';
const burghuth = EVENTS_B[3]?.tellings[0] ?? '';
const burghuthNext = EVENTS_B[3]?.others[0] ?? '';
const oilBus = EVENTS_B[5]?.tellings[0] ?? '';
const timBus = EVENTS_B[5]?.others[0] ?? '';

const warehouse = (killed: string) =>
  `فجّر انتحاري من تنظيم داعش نفسه، الثلاثاء، عند بوابة صوامع الحبوب في بلدة الكستناء جنوبي الحسكة، ما أدى إلى مقتل ${killed} حراس من قوى الأمن الداخلي. وقال قائد الحرس إن المهاجم وصل على دراجة نارية.\nوأغلقت القوات الطريق الواصل إلى البلدة.`;

export const OPERATIONS: readonly NewsItem[] = [
  {
    event: 'old-raid',
    room: 'harbour',
    at: '02-20 09:00',
    published: '02-20 09:00',
    title: 'مداهمة في وادي العوسج قبل أسابيع',
    text: 'داهمت قوات الأمن وكراً لتنظيم داعش في وادي العوسج، وقتلت مسلحين اثنين وصادرت 14 بندقية. وقال ناطق عسكري إن العملية نُفذت ليلاً.\nوأُحرق مستودع للذخيرة.',
  },
  {
    event: 'zafaran',
    room: 'harbour',
    at: '03-09 09:00',
    title: 'مقتل جنود بعبوتين قرب خربة الزعفران',
    text: zafaran[0] ?? '',
  },
  {
    event: 'zafaran',
    room: 'plain',
    at: '03-10 09:00',
    title: 'ارتفاع حصيلة تفجير خربة الزعفران',
    text: zafaran[1] ?? '',
  },
  {
    event: 'silos',
    room: 'harbour',
    at: '03-10 15:00',
    title: 'هجوم انتحاري على صوامع الكستناء',
    text: warehouse('4'),
    later: { at: '03-12 09:00', title: 'هجوم انتحاري على صوامع الكستناء', text: warehouse('6') },
  },
  {
    event: 'qara-buta',
    room: 'hill',
    at: '03-11 09:00',
    title: 'ضربات جوية عراقية على كهوف قره بوطة',
    text: qaraButa,
  },
  {
    event: 'observatory',
    room: 'plain',
    at: '03-11 09:00',
    title: 'مرصد الفرات: ضحايا مدنيون في آذار',
    text: observatory,
  },
  {
    event: 'bridge-bomb',
    room: 'bridge',
    at: '03-15 09:00',
    published: null,
    title: 'تفكيك عبوة تحت جسر العقيق',
    text: 'فككت وحدة الهندسة في الجيش العراقي عبوة زنتها 40 كيلوغراماً زرعها تنظيم داعش تحت جسر العقيق في صلاح الدين. واعتقلت القوات الأمنية ثلاثة مسلحين بعد مطاردة في البساتين.\nوأعيد فتح الجسر بعد سبع ساعات.',
  },
  {
    event: 'burghuth',
    room: 'plain',
    at: '03-15 09:00',
    title: 'إزالة ذخائر من بساتين البرغوث',
    text: burghuth,
  },
  {
    event: 'tanafis',
    room: 'hill',
    at: '03-17 09:00',
    title: 'إنزال جوي على مزرعة في أم الطنافس',
    text: tanafis,
  },
  {
    event: 'oil-bus',
    room: 'bridge',
    at: '03-20 09:00',
    published: null,
    title: 'كمين لحافلة عمال حقل الورد',
    text: oilBus,
  },
  {
    event: 'kharnub',
    room: 'harbour',
    at: '03-22 09:00',
    title: 'مداهمة منزل وسط تل الخرنوب',
    text: kharnub,
  },
  {
    event: 'burghuth-next',
    room: 'harbour',
    at: '03-25 09:00',
    guid: 'harbour-2026-0325',
    title: 'حصيلة شهر جديد من نزع الألغام في البرغوث',
    text: burghuthNext,
  },
  {
    event: 'hamama',
    room: 'plain',
    at: '03-26 09:00',
    title: 'لغم بسيارة عسكرية على طريق تل الحمامة',
    text: hamama,
  },
  {
    event: 'tim-bus',
    room: 'hill',
    at: '03-27 09:00',
    published: '03-25 06:00',
    title: 'هجوم على حافلة عمال حقل التيم',
    text: timBus,
  },
  {
    event: 'drone',
    room: 'hill',
    at: '03-30 09:00',
    title: 'مسيّرة تقتل خبير متفجرات في سنجاب',
    text: 'قُتل خبير متفجرات في تنظيم داعش بغارة نفذتها طائرة مسيّرة على سيارته قرب قرية سنجاب شمالي إدلب. وقال سكان إن صاروخين أصابا السيارة ولم يتضرر المارة.\nوكان الرجل مطلوباً منذ 7 أعوام.',
  },
  {
    event: 'tunnel',
    room: 'hill',
    at: '04-01 09:00',
    title: 'العثور على نفق للتنظيم تحت سوق الفيروز',
    text: 'عثرت قوات مكافحة الإرهاب على نفق طوله 310 أمتار حفره تنظيم داعش تحت سوق الفيروز في كركوك، وبداخله 26 حزاماً ناسفاً. وقُتل مسلح رفض الاستسلام.\nوأخلت القوات المتاجر حتى المساء.',
  },
  {
    event: 'too-old',
    room: 'harbour',
    at: '04-02 09:00',
    published: '03-10 09:00',
    title: 'كمين سابق لدورية في شعيب الرمث',
    text: 'وقعت دورية لحرس الحدود في كمين نصبه تنظيم داعش في شعيب الرمث غربي الأنبار، وأصيب خمسة جنود. وطاردت مروحيتان المهاجمين في الصحراء.\nوعُثر على عربة محترقة.',
  },
  {
    event: 'checkpoint',
    room: 'plain',
    at: '04-04 09:00',
    title: 'هجوم ليلي على حاجز مفرق الياقوت',
    text: 'هاجم مسلحون من داعش حاجزاً لقوات سوريا الديمقراطية عند مفرق الياقوت غربي البصيرة، وقُتل مقاتلان وجُرح سبعة. وقال مصدر إن الاشتباكات استمرت 50 دقيقة.\nواستقدمت القوات تعزيزات مدرعة.',
  },
  {
    event: 'shepherds',
    room: 'palm',
    at: '04-05 09:00',
    title: 'خلايا داعش تقتل رعاة في فيضة اللوز',
    text: 'أعدم مسلحون من تنظيم داعش ثلاثة رعاة في فيضة اللوز بالبادية السورية، وسرقوا 220 رأساً من الغنم. وعثر الأهالي على الجثامين قرب بئر مهجورة.\nوشنّ الجيش حملة تمشيط واسعة.',
  },
  {
    event: 'jail-break-plot',
    room: 'plain',
    at: '04-06 09:00',
    title: 'القبض على خلية اغتيالات في ناحية المرجان',
    text: 'قبضت الاستخبارات العسكرية على خلية اغتيالات تابعة لداعش مؤلفة من ثمانية عناصر في ناحية المرجان بديالى. وضبطت القوة 4 مسدسات كاتمة للصوت وقائمة بأسماء مخاتير.\nونُفذت المداهمة فجراً.',
  },
];
