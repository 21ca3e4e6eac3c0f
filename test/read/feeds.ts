/** Invented feeds for the tests: two items in each format. */
import { type FeedRefusal, type ReadFeed, readFeed } from '../../src/read/index.ts';
import { HEADLINE, TEXT } from './pages.ts';

export const FEED_URL = 'https://namudhaj.example/feeds/all.xml';
export const LONG_TEXT = `<p>${TEXT}</p><p>${TEXT}</p><p>${TEXT}</p><p>${TEXT}</p><p>${TEXT}</p><p>${TEXT}</p>`;

const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:atom="http://www.w3.org/2005/Atom"';

/** An RSS 2.0 feed around items. */
export const rss = (...items: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" ${NAMESPACES}><channel><title>النموذج</title>` +
  `<link>https://namudhaj.example/</link><atom:link rel="self" href="${FEED_URL}"/>${items.join('')}</channel></rss>\n`;

/** One item of RSS with what is changed or added. */
export const item = (fields: Readonly<Record<string, string>> = {}) => {
  const all = { title: HEADLINE, link: 'https://namudhaj.example/bridge', ...fields };
  return `<item>${Object.entries(all)
    .map(([name, value]) => `<${name}>${value}</${name.split(' ')[0]}>`)
    .join('')}</item>`;
};

const DATE = 'Tue, 12 Mar 2024 22:30:00 +0300';

/** The same two items in every format. */
export const FORMATS = {
  'RSS 2.0': rss(
    item({ guid: 'a1', pubDate: DATE, 'dc:creator': 'هيئة التحرير', 'content:encoded': `<![CDATA[${LONG_TEXT}]]>` }),
    item({ guid: 'a2', title: 'آخر', link: '/other', description: 'بداية الخبر الآخر [&#8230;]' }),
  ),
  'RSS 0.91':
    '<rss version="0.91"><channel><title>النموذج</title>' +
    `<item><title>${HEADLINE}</title><link>https://namudhaj.example/bridge</link><description>${escaped(LONG_TEXT)}` +
    `</description></item><item><title>آخر</title><link>https://namudhaj.example/other</link></item></channel></rss>`,
  'RSS 1.0':
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ' +
    `${NAMESPACES}><channel rdf:about="https://namudhaj.example/"><title>النموذج</title><items><rdf:Seq>` +
    '<rdf:li resource="https://namudhaj.example/bridge"/></rdf:Seq></items></channel>' +
    `<item rdf:about="https://namudhaj.example/bridge"><title>${HEADLINE}</title>` +
    '<link>https://namudhaj.example/bridge</link><dc:date>2024-03-12T22:30:00+03:00</dc:date>' +
    `<content:encoded><![CDATA[${LONG_TEXT}]]></content:encoded></item>` +
    '<item rdf:about="https://namudhaj.example/other"><title>آخر</title><link>https://namudhaj.example/other</link></item>' +
    '</rdf:RDF>',
  Atom:
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://namudhaj.example/"><title>النموذج</title>' +
    `<entry><id>tag:1</id><title>${HEADLINE}</title><link rel="self" href="x"/><link href="bridge"/>` +
    `<published>2024-03-12T22:30:00+03:00</published><updated>2024-03-20T00:00:00Z</updated>` +
    `<author><name>هيئة التحرير</name></author><content type="html">${escaped(LONG_TEXT)}</content></entry>` +
    '<entry><id>tag:2</id><title>آخر</title><link rel="alternate" href="/other"/><summary>بداية الخبر…</summary></entry>' +
    '</feed>',
  'Atom with XHTML':
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>النموذج</a:title>' +
    `<a:entry><a:id>tag:1</a:id><a:title type="html">${escaped(HEADLINE)}</a:title>` +
    '<a:link href="https://namudhaj.example/bridge"/><a:updated>2024-03-12T22:30:00+03:00</a:updated>' +
    `<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${LONG_TEXT}</div></a:content></a:entry>` +
    '<a:entry><a:id>tag:2</a:id><a:title>آخر</a:title><a:link href="/other"/></a:entry></a:feed>',
  'JSON Feed': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'النموذج',
    items: [
      {
        id: 7,
        title: HEADLINE,
        url: 'https://namudhaj.example/bridge',
        date_published: '2024-03-12T22:30:00+03:00',
        authors: [{ name: 'هيئة التحرير' }],
        content_html: LONG_TEXT,
      },
      { id: 'b', title: 'آخر', url: 'https://namudhaj.example/other', summary: 'بداية الخبر' },
    ],
  }),
};

export function escaped(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What comes of text in UTF-8, or of bytes. */
export function feedOf(feed: string | Uint8Array, charset: string | null = null): ReadFeed | FeedRefusal {
  return readFeed({ bytes: typeof feed === 'string' ? Buffer.from(feed) : feed, charset, url: FEED_URL });
}

/** The feed, or a failure of the test that shows the refusal. */
export function readOf(feed: string | Uint8Array, charset: string | null = null): ReadFeed {
  const read = feedOf(feed, charset);
  if ('reason' in read) throw new Error(`refused: ${read.reason}`);
  return read;
}

/** Why the feed is refused; empty when it is read. */
export function reasonOf(feed: string | Uint8Array, charset: string | null = null): string {
  const read = feedOf(feed, charset);
  return 'reason' in read ? read.reason : '';
}

/** The first item of a feed with one. */
export function onlyItem(fields: Readonly<Record<string, string>>) {
  const [first] = readOf(rss(item(fields))).items;
  if (!first) throw new Error('there is no item');
  return first;
}

/** Text in a one-byte charset, by turning the platform's decoder round. */
export function inCharset(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (char) => bytes.get(char) ?? 0x3f);
}
