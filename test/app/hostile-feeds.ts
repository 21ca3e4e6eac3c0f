/** Feeds of editions whose words would break XML, turn the words around them or run, if they could. */
import { writeAtom, writeRss } from '../../src/app/feeds.ts';
import type { Published } from '../../src/app/published.ts';
import { writeSitemap } from '../../src/app/sitemap.ts';
import type { Config } from '../../src/config/index.ts';
import { inventEdition } from '../store/invented.ts';
import { testConfig } from './office.ts';

export const HOSTILE_WORDS: readonly string[] = [
  '<script>alert(1)</script> & <b>عريض</b> &amp; "بين" \'علامات\'',
  ']]> نهاية ]]]]>> <![CDATA[ بداية',
  'مقلوب \u202e12\u202c وبعده \u202d34',
  'مفتوح \u2067\u2066\u202b بلا إغلاق',
  'مغلق \u2069\u202c بلا فتح',
  'صفر\u0000جرس\u0007هروب\u001b حذف\u007f تحكم\u0085 سطر\u2028 فقرة\u2029 نهاية',
  'نصف رمز \ud83d وحده، ونصفه الآخر \udc00 وحده',
  'لا رموز \ufffe\uffff\ufdd0 هنا',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;&#0;&nbsp;',
  '   \n\t  ',
  'رمز 😀 سليم، وسطر\r\nجديد',
];

export const PLACE = 'https://digest.example';

/** The shipped configuration at a place of its own, one of its names hostile, too. */
export function hostileConfig(): Config {
  const config = testConfig();
  const sender = { ...config.sender, name: HOSTILE_WORDS[0] as string };
  return { ...config, sender, site: { ...config.site, url: PLACE } };
}

/** One edition for each of the words, which are everywhere in it. */
export function hostileEditions(): readonly Published[] {
  return HOSTILE_WORDS.map((words, at) => {
    const approvedAt = new Date(Date.UTC(2026, 2, 20 - at, 7));
    const sections = [{ theme: 'gardens', title: words, colour: 'neutral', stories: [], asides: [] }];
    const edition = inventEdition(100 - at, '2026-03-01', [], { subject: words, preheader: words, sections });
    return { ...edition, hash: '', madeAt: approvedAt, approvedAt };
  });
}

/** Every document that machines read. */
export function hostileDocuments(): { readonly atom: string; readonly rss: string; readonly sitemap: string } {
  const [config, editions] = [hostileConfig(), hostileEditions()];
  return {
    atom: writeAtom(config, null, editions),
    rss: writeRss(config, null, editions),
    sitemap: writeSitemap(`${PLACE}/?a=1&b=<2>`, editions),
  };
}
