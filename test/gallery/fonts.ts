/** Arabic fonts for pictures: a bare Chromium has none. Mail itself brings no fonts, readers' systems have theirs. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Face = { readonly family: string; readonly file: string; readonly weight: string; readonly range: string };

const ARABIC = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200F,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC';
const LATIN = 'U+0000-00FF,U+2013-2014,U+2018-201E,U+2022,U+2026,U+2190-2193,U+2212';
const NASKH = '@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic';
const PLEX = '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic';

const FACES: readonly Face[] = [
  { family: 'Noto Naskh Arabic', file: `${NASKH}-arabic-wght-normal.woff2`, weight: '400 700', range: ARABIC },
  { family: 'Noto Naskh Arabic', file: `${NASKH}-latin-wght-normal.woff2`, weight: '400 700', range: LATIN },
  { family: 'IBM Plex Sans Arabic', file: `${PLEX}-arabic-700-normal.woff2`, weight: '700', range: ARABIC },
  { family: 'IBM Plex Sans Arabic', file: `${PLEX}-latin-700-normal.woff2`, weight: '700', range: LATIN },
  { family: 'IBM Plex Sans Arabic', file: `${PLEX}-arabic-400-normal.woff2`, weight: '400', range: ARABIC },
  { family: 'IBM Plex Sans Arabic', file: `${PLEX}-latin-400-normal.woff2`, weight: '400', range: LATIN },
];

/** `@font-face` rules that carry the fonts in themselves. */
export function fontFaces(): string {
  return FACES.map(({ family, file, weight, range }) => {
    const data = readFileSync(fileURLToPath(import.meta.resolve(file))).toString('base64');
    const source = `url(data:font/woff2;base64,${data}) format('woff2')`;
    return `@font-face{font-family:'${family}';src:${source};font-weight:${weight};unicode-range:${range}}`;
  }).join('\n');
}
