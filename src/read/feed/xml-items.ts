/** RSS, RDF and Atom by feedsmith, as raw items. */
import { type AtomFeed, parseAtomFeed, parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import { looseText, present, type RawFeed, type RawItem, type RawText } from './raw-item.ts';

/** Each format by the name of its outermost element. */
export const XML_FORMATS: ReadonlyMap<string, (xml: string) => RawFeed> = new Map([
  ['rss', rssFeed],
  ['rdf', rdfFeed],
  ['feed', atomFeed],
]);

function rssFeed(xml: string): RawFeed {
  const { title, link, xml: own, items = [] } = parseRssFeed(xml);
  return { title: title ?? null, site: link ?? null, base: own?.base ?? null, items: items.map(rssItem) };
}

function rssItem(item: RssFeed.Item<string>): RawItem {
  const { guid, authors, dc, atom } = item;
  const permalink = guid?.isPermaLink === false ? undefined : guid?.value;
  const isAddress = permalink !== undefined && /^https?:/i.test(permalink);
  return {
    ...rdfItem(item),
    id: guid?.value ?? null,
    links: [...present(item.link), ...alternates(atom?.links), ...present(isAddress ? permalink : undefined)],
    dates: present(item.pubDate, ...dublinDates(item), atom?.published, atom?.updated),
    author: authors?.[0]?.name ?? dc?.creators?.[0] ?? atom?.authors?.[0]?.name ?? null,
    source: item.source?.title ?? null,
  };
}

function rdfFeed(xml: string): RawFeed {
  const { title, link, xml: own, items = [] } = parseRdfFeed(xml);
  return { title: title ?? null, site: link ?? null, base: own?.base ?? null, items: items.map(rdfItem) };
}

/** What RSS 1.0 has, RSS 2.0 has, too. */
function rdfItem(item: RssFeed.Item<string> | RdfFeed.Item<string>): RawItem {
  const { atom, dc } = item;
  return {
    id: ('rdf' in item ? item.rdf?.about : undefined) ?? null,
    title: looseText(present(item.title, dc?.titles?.[0])[0]),
    links: [...present(item.link), ...alternates(atom?.links)],
    base: item.xml?.base ?? null,
    dates: present(...dublinDates(item), atom?.published, atom?.updated),
    full: looseText(item.content?.encoded) ?? atomText(atom?.content),
    brief: looseText(present(item.description, dc?.descriptions?.[0])[0]) ?? atomText(atom?.summary),
    author: dc?.creators?.[0] ?? atom?.authors?.[0]?.name ?? null,
    source: null,
  };
}

type Dated = Pick<RssFeed.Item<string>, 'dc' | 'dcterms'>;

const dublinDates = ({ dc, dcterms }: Dated) => [
  dc?.dates?.[0],
  dcterms?.issued?.[0],
  dcterms?.created?.[0],
  dcterms?.dates?.[0],
  dcterms?.modified?.[0],
];

function atomFeed(xml: string): RawFeed {
  const { title, links, xml: own, entries = [] } = parseAtomFeed(xml);
  const site = alternates(links)[0] ?? null;
  return { title: title?.value ?? null, site, base: own?.base ?? null, items: entries.map(atomItem) };
}

function atomItem(entry: AtomFeed.Entry<string>): RawItem {
  return {
    id: entry.id ?? null,
    title: atomText(entry.title),
    links: alternates(entry.links),
    base: entry.xml?.base ?? null,
    dates: present(entry.published, ...dublinDates(entry), entry.updated),
    full: atomText(entry.content),
    brief: atomText(entry.summary),
    author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0] ?? null,
    source: entry.source?.title?.value ?? null,
  };
}

type AtomLinks = AtomFeed.Entry<string>['links'];

/** A link without `rel` is an alternate (RFC 4287, 4.2.7.2); HTML comes first. */
function alternates(links: AtomLinks): readonly string[] {
  const found = (links ?? []).filter(({ rel = 'alternate' }) => rel.toLowerCase() === 'alternate');
  const [pages, others] = [found.filter(isPage), found.filter((link) => !isPage(link))];
  return present(...[...pages, ...others].map(({ href }) => href));
}

const isPage = ({ type }: { readonly type?: string }) => type === undefined || /html/i.test(type);

/** Text constructs (RFC 4287, 3.1) and content (4.1.3); content of other kinds, or that lies elsewhere, is none. */
function atomText(text: { readonly value?: string; readonly type?: string } | undefined): RawText | null {
  if (text?.value === undefined || text.value.trim() === '') return null;
  const type = text.type?.toLowerCase() ?? 'text';
  if (type === 'text' || type === 'text/plain') return { kind: 'text', value: text.value };
  return /^(?:x?html|text\/html|application\/xhtml\+xml)$/.test(type) ? { kind: 'html', value: text.value } : null;
}
