/** An invented edition of five pages, and mends on it. */
import { digestOf, loadConfig } from '../../src/config/index.ts';
import { applyMends, cardsOffered, type MendMaterial } from '../../src/edit/index.ts';
import type { Edition, Mend, MendRecord } from '../../src/model.ts';
import { HOME } from '../cli/run.ts';
import { editionFrom, type Invented, storiesOf } from './stories.ts';

// All of this news is invented.
const RAID: Invented = {
  id: 'raid',
  source: 'صحيفة النموذج',
  published: '2025-11-10',
  text: `قوة محلية تداهم وكراً لخلايا التنظيم في بلدة النموذج

نفذت قوة أمنية محلية عملية أمنية ضد خلايا تنظيم داعش في بلدة النموذج، أسفرت عن مقتل خمسة مسلحين وأسر 19 آخرين.

وقالت القوة إن المداهمة استهدفت خلية نائمة في ريف البلدة، وإن 3 من عناصرها أصيبوا بجروح خلال الاشتباك.`,
};
const CAMP: Invented = {
  id: 'camp',
  source: 'وكالة المثال',
  text: `يضم مخيم العيّنة للنازحين في ريف المدينة أكثر من 60 ألف شخص، معظمهم من النساء والأطفال، بحسب منظمة إغاثة تعمل في المخيم.

ودعت المنظمة الدول إلى استعادة رعاياها من المخيم، وقالت إن ما لا يقل عن 2300 طفل يحتاجون إلى مدارس.`,
};
const OTHER_CAMP: Invented = {
  id: 'other-camp',
  source: 'إذاعة التجربة',
  published: '2025-11-12',
  text: `عودة عائلات من مخيم التجربة إلى بيوتها

غادرت 120 عائلة من النازحين مخيم التجربة في ريف الساحل عائدة إلى بيوتها، بحسب إدارة المخيم.

وبقي في المخيم نحو 4000 نازح، بينهم 900 طفل.`,
};
const FIRST: Invented = {
  id: 'first',
  source: 'صحيفة النموذج',
  text: 'انفجرت عبوة ناسفة في سوق بلدة العيّنة يوم الأربعاء، وأدت العملية الإرهابية لتنظيم داعش إلى مقتل 12 مدنياً من سكان السوق القديم.',
};
const SECOND: Invented = {
  id: 'second',
  source: 'وكالة المثال',
  text: 'انفجرت عبوة ناسفة في سوق بلدة العيّنة يوم الأربعاء، وأدت العملية الإرهابية لتنظيم داعش إلى مقتل 20 مدنياً من سكان السوق القديم.',
};

/** The pages, the stories that they tell, and the edition of them. */
export const PAGES = [RAID, CAMP, OTHER_CAMP, FIRST, SECOND];
export const STORIES = storiesOf(PAGES);
export const BASE = editionFrom(STORIES);
export const { themes } = digestOf(loadConfig(`${HOME}/config`, HOME, {}));
/** When everything is mended. */
export const NOON = Date.UTC(2025, 10, 20, 12);
export const MATERIAL: MendMaterial = {
  stories: STORIES,
  themes,
  known: [],
  dayOf: (at) => new Date(at).toISOString().slice(0, 10),
};
/** Who mends. */
export const SAMAR = { id: 'e1', name: 'سمر' };
export const IDS = BASE.sections.flatMap(({ stories }) => stories.map(({ id }) => id));

const record = (mend: Mend, at: number): MendRecord => ({
  position: at + 1,
  mend,
  editor: SAMAR,
  at: NOON,
  undone: null,
});
/** Mends as they are recorded, one after the other. */
export const records = (mends: readonly Mend[]) => mends.map(record);
/** The edition with these mends. */
export const mended = (...mends: readonly Mend[]): Edition => applyMends(BASE, records(mends), MATERIAL);
export const json = (value: unknown) => JSON.stringify(value);
/** Which pages lead the stories of each section. */
export const order = (edition: Edition) =>
  edition.sections.map(({ theme, stories }) => [theme, stories.map(({ citations }) => citations[0].page)]);
/** The story that cites a page. */
export const idOf = (page: string) =>
  BASE.sections
    .flatMap(({ stories }) => stories)
    .find(({ citations }) => citations.some((citation) => citation.page === page))?.id as string;
/** A figure by its page and number. */
export const figureOf = (page: string, number: string) => {
  const card = cardsOffered(BASE, [], MATERIAL).find((one) => one.figure.page === page && one.number.text === number);
  if (!card) throw new Error(`${page} does not offer ${number}`);
  return card.figure;
};
