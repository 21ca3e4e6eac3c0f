import type { Letter, LetterOptions } from '../../src/render/index.ts';
import { shippedTemplates } from '../gallery/templates.ts';

/** How the tests render letters: as of an invented newsroom. */
export const LETTER_OPTIONS: LetterOptions = {
  templates: shippedTemplates(),
  newsroom: 'موجز أطلس',
  digits: 'latn',
  postalAddress: 'دار أطلس للنشر (متخيّلة)، ص.ب 12، مدينة الميناء الأزرق',
};

const TOKEN = 'c2VjcmV0LXRva2VuLW9mLWEtbGV0dGVy';

/** One letter of every kind, and one with hostile names; digest and themes are invented. */
export const LETTERS: readonly (readonly [name: string, letter: Letter])[] = [
  [
    'confirm',
    {
      kind: 'confirm',
      link: `https://digest.example/confirm/${TOKEN}`,
      days: 7,
      choice: { digest: 'موجز أطلس اليومي', themes: ['جزيرة السرو', 'الميناء الأزرق', 'SY-Sample وأخبارها'] },
    },
  ],
  [
    'already-subscribed',
    {
      kind: 'already-subscribed',
      choice: { digest: 'موجز أطلس الأسبوعي', themes: 'all' },
      preferences: `https://digest.example/preferences/${TOKEN}`,
      leave: `https://digest.example/leave/${TOKEN}`,
    },
  ],
  ['new-address', { kind: 'new-address', link: `https://digest.example/confirm/${TOKEN}`, days: 1 }],
  ['address-moved', { kind: 'address-moved', leave: `https://digest.example/leave/${TOKEN}` }],
  ['data-copy', { kind: 'data-copy', preferences: `https://digest.example/preferences/${TOKEN}` }],
  [
    'hostile',
    {
      kind: 'confirm',
      link: `https://digest.example/confirm/${TOKEN}?a=1&b="<x>"`,
      days: 11,
      choice: { digest: '<script>{{title}}</script> \u202eخبر', themes: ['</td></table><mj-raw>', 'ك'.repeat(900)] },
    },
  ],
];
