/**
 * What lines of the log mean, in Arabic, for those whose kind can be told by how they begin. The line itself always stands
 * beside it.
 */

type Kind = { readonly begins: readonly string[]; readonly words: string };

/** By what `read/` and `app/intake/` say of a source; the first that fits. */
const SOURCE_FAULTS: readonly Kind[] = [
  // the server answers 429 (Too Many Requests): it asks to come later.
  { begins: ['it asks to come later'], words: 'يطلب الخادم العودة لاحقاً، فيُترك ما طلب.' },
  // the server answers 404 (Not Found).
  {
    begins: ['the server answers 404', 'the server answers 410'],
    words: 'لم يعد في هذا العنوان شيء، كما يقول الخادم.',
  },
  // the server answers 403 (Forbidden).
  {
    begins: ['the server answers 401', 'the server answers 403', 'it is shown only to those who log in'],
    words: 'لا يأذن الخادم بقراءة هذا العنوان.',
  },
  // the server answers 500 (Internal Server Error).
  { begins: ['the server answers 5'], words: 'وقع خلل في خادم المصدر.' },
  { begins: ['no server has this name'], words: 'لا خادم بهذا الاسم.' },
  {
    begins: ['the name cannot be looked up', 'there is no way to the server'],
    words: 'لا طريق من هذا الجهاز إلى الخادم.',
  },
  // it was not there after 20 seconds.
  {
    begins: ['the server takes no connections', 'the server does not answer', 'it was not there after'],
    words: 'لا يجيب الخادم.',
  },
  // it is not whole: its length is not the one announced.
  {
    begins: ['the server broke off the connection', 'it is not whole', 'it is cut inside', 'its JSON is broken or cut'],
    words: 'لم يصل المحتوى كاملاً.',
  },
  {
    begins: [
      "the server's certificate",
      "nobody vouches for the server's certificate",
      "nobody known here vouches for the server's certificate",
      'no safe connection can be made',
    ],
    words: 'لا اتصال آمناً بالخادم: شهادته لا تُقبل، أو لا يتفق معه على تشفير.',
  },
  // it redirects more than 5 times, at last to ...
  {
    begins: ['it redirects more than', 'it redirects in a circle'],
    words: 'يحيل الخادم من عنوان إلى عنوان أكثر مما يُقبل.',
  },
  // it leads to port 1 of 127.0.0.1, and only 80 and 443 are read.
  { begins: ['it leads to'], words: 'يقود العنوان إلى مكان لا يُقرأ منه.' },
  // the robots.txt of news.example asks not to read /a.
  { begins: ['the robots.txt of', 'its robots.txt'], words: 'لا يُقرأ العنوان بسبب ملف الموقع robots.txt.' },
  { begins: ['it is too large'], words: 'ما في العنوان أكبر مما يُقبل.' },
  { begins: ['it is empty', 'the answer is empty'], words: 'لا شيء في هذا العنوان.' },
  // this is XML, but no feed: it begins with <html>.
  {
    begins: ['this is neither XML nor JSON', 'this is XML, but no feed', 'this is JSON, but no JSON Feed'],
    words: 'ما في العنوان ليس خلاصة.',
  },
  { begins: ['this is no HTML page'], words: 'ما في العنوان ليس صفحة ويب.' },
  // no link on it fits «/news/*».
  { begins: ['no link on it fits'], words: 'لا رابط في الصفحة يوافق ما كُتب في links.' },
  { begins: ['there is no such folder'], words: 'لا مجلد في هذا المكان.' },
  { begins: ['unexpected fault'], words: 'وقع خلل في البرنامج نفسه.' },
];

/** By what `app/schedule/` writes beside a slot. */
const SLOT_FAULTS: readonly Kind[] = [
  // no program ran when it was due, nor in the 6 h after
  { begins: ['no program ran when it was due'], words: 'لم يكن البرنامج يعمل في الموعد، ولا في المهلة التي بعده.' },
  // the program that made it stopped before it was done, and none came back in time
  { begins: ['the program that made it stopped'], words: 'توقف البرنامج قبل أن يتم العدد، ولم يعد في المهلة.' },
];

/** Null when the line is of no kind that is known. */
export function sourceFaultWords(line: string): string | null {
  return wordsOf(SOURCE_FAULTS, line);
}

/** As for sources. */
export function slotFaultWords(line: string): string | null {
  return wordsOf(SLOT_FAULTS, line);
}

/** Before the reason may stand what it is about: `https://news.example/a: it is empty.` */
function wordsOf(kinds: readonly Kind[], line: string): string | null {
  const isSaid = (begin: string) => line.startsWith(begin) || line.includes(`: ${begin}`);
  return kinds.find(({ begins }) => begins.some(isSaid))?.words ?? null;
}
