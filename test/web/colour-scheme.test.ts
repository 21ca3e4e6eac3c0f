import { expect, test } from 'vitest';
import { forceScheme } from '../../src/web/colour-scheme.ts';

const MAIL =
  '<html><head><style>@media (prefers-color-scheme: dark){p{color:#fff}}@media ( PREFERS-COLOR-SCHEME : light ) and (max-width:9px){p{}}</style></head><body><p>(prefers-color-scheme: dark)</p></body></html>';

test('a dark preview answers dark queries with yes and light ones with no', () => {
  const dark = forceScheme(MAIL, 'dark');
  expect(dark).toContain('@media (min-width:0px){p{color:#fff}}@media (max-width:0px) and (max-width:9px)');
  expect(dark).toContain('color-scheme:only dark !important');
});

test('a light preview answers the other way round, whatever the visitor prefers', () => {
  expect(forceScheme(MAIL, 'light')).toContain('@media (max-width:0px){p{color:#fff}}@media (min-width:0px) and');
});

test('a mail that only speaks of the feature keeps its words', () => {
  expect(forceScheme(MAIL, 'dark')).toContain('<p>(prefers-color-scheme: dark)</p>');
});

test('links of the mail open outside the frame', () => {
  expect(forceScheme(MAIL, 'light')).toContain('<head><base target="_blank">');
});

test('a style sheet without an end changes nothing behind it', () => {
  expect(forceScheme('<head></head><style>(prefers-color-scheme: dark)', 'dark')).toContain(
    '<style>(prefers-color-scheme: dark)',
  );
});
