/** The documents of the invented newsrooms: feeds, lists and pages, as they stand at a moment. */
import { type NewsItem, type RoomId, utc, type Wording } from './news-item.ts';

/** What a newsroom calls itself. */
export const ROOM_NAMES: Readonly<Record<RoomId, string>> = {
  harbour: 'صحيفة المرفأ المختلقة',
  plain: 'إذاعة السهل المختلقة',
  hill: 'مرصد التل المختلق',
  palm: 'وكالة النخيل المختلقة',
  bridge: 'موقع الجسر المختلق',
  folder: 'المجلد',
};

/** An item as it stands at a moment. */
export type Standing = Wording & { readonly item: NewsItem; readonly url: string; readonly published: number | null };

/** What a newsroom says at a moment, the newest first. `origin`: the address of each newsroom. */
export function standing(
  news: readonly NewsItem[],
  now: number,
  origin: (room: RoomId) => string,
): readonly Standing[] {
  return news
    .filter(({ at, goneAt }) => utc(at) <= now && (goneAt === undefined || now < utc(goneAt)))
    .sort((a, b) => utc(b.at) - utc(a.at))
    .map((item) => ({
      item,
      ...wordingAt(item, now),
      url: origin(item.of ?? item.room) + pathOf(item),
      published: item.published === null ? null : utc(item.published ?? item.at),
    }));
}

/** Where its page is. */
export function pathOf({ path, event }: NewsItem): string {
  return path ?? `/news/${event}.html`;
}

/** What it says at a moment. */
export function wordingAt({ title, text, later }: NewsItem, now: number): Wording {
  return later && utc(later.at) <= now ? later : { title, text };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n');
const cdata = (html: string) => `<![CDATA[${html}]]>`;
const iso = (at: number) => new Date(at).toISOString();

/** RSS 2.0 with whole articles. */
export function rss(room: RoomId, items: readonly Standing[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${ROOM_NAMES[room]}</title><link>https://invented.example/</link><description>أخبار مختلقة</description>
${items.map(rssItem).join('\n')}
</channel></rss>`;
}

function rssItem({ item, url, title, text, published }: Standing): string {
  const guid = item.guid === undefined ? '' : `<guid isPermaLink="false">${item.guid}</guid>`;
  const date = published === null ? '' : `<pubDate>${new Date(published).toUTCString()}</pubDate>`;
  return `<item><title>${escaped(title)}</title><link>${url}?utm_source=rss</link>${guid}${date}
<description>${escaped(text.slice(0, 80))}</description><content:encoded>${cdata(paragraphs(text))}</content:encoded></item>`;
}

/** Atom with summaries alone. */
export function atom(room: RoomId, items: readonly Standing[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${ROOM_NAMES[room]}</title><id>urn:invented:${room}</id>
<updated>${iso(items[0]?.published ?? 0)}</updated>
${items.map(atomEntry).join('\n')}
</feed>`;
}

function atomEntry({ url, title, text, published }: Standing): string {
  return `<entry><title>${escaped(title)}</title><id>${url}</id><link rel="alternate" type="text/html" href="${url}"/>
<updated>${iso(published ?? 0)}</updated><published>${iso(published ?? 0)}</published>
<summary>${escaped(text.slice(0, text.indexOf(' ', 60)))}…</summary></entry>`;
}

/** RSS 1.0 (RDF) with whole articles; its bytes are those of the older Arabic charset. */
export function rdf(room: RoomId, items: readonly Standing[]): Buffer {
  return toWindows1256(`<?xml version="1.0" encoding="windows-1256"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://invented.example/${room}"><title>${ROOM_NAMES[room]}</title>
<link>https://invented.example/${room}</link><description>invented</description></channel>
${items.map(rdfItem).join('\n')}
</rdf:RDF>`);
}

function rdfItem({ url, title, text, published }: Standing): string {
  const date = published === null ? '' : `<dc:date>${iso(published)}</dc:date>`;
  return `<item rdf:about="${url}"><title>${escaped(title)}</title><link>${url}</link>${date}
<content:encoded>${cdata(paragraphs(text))}</content:encoded></item>`;
}

/** JSON Feed 1.1 with whole articles. */
export function jsonFeed(room: RoomId, items: readonly Standing[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: ROOM_NAMES[room],
    items: items.map(({ url, title, text, published }) => ({
      id: url,
      url,
      title,
      content_html: paragraphs(text),
      ...(published === null ? {} : { date_published: iso(published) }),
    })),
  });
}

/** A page that names articles. */
export function listPage(room: RoomId, items: readonly Standing[]): string {
  const links = items.map(({ url, title }) => `<li><a href="${new URL(url).pathname}">${escaped(title)}</a></li>`);
  return `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${ROOM_NAMES[room]}</title></head>
<body><nav><a href="/about.html">من نحن</a> <a href="/">الرئيسية</a></nav><ul>${links.join('\n')}</ul></body></html>`;
}

/** The page of an article, with what stands around articles. */
export function articlePage({ item, title, text, published }: Standing): string {
  const date = published === null ? '' : `<meta property="article:published_time" content="${iso(published)}">`;
  return `<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${escaped(title)}</title>${date}
<meta property="og:site_name" content="${ROOM_NAMES[item.room]}"></head><body>
<header><nav><a href="/">الرئيسية</a> <a href="/sport.html">رياضة</a> <a href="/about.html">من نحن</a></nav></header>
<main><article><h1>${escaped(title)}</h1>
${paragraphs(text)}
</article></main><footer><p>جميع الحقوق محفوظة</p></footer></body></html>`;
}

/** Letter -> byte, from the decoder that all browsers share. */
const BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte]),
);

function toWindows1256(text: string): Buffer {
  return Buffer.from([...text].map((letter) => BYTES.get(letter) ?? 0x3f));
}
