/** The fonts of the site: Arabic and Latin subsets only, served from here. */
import { createRequire } from 'node:module';
import { basename } from 'node:path';

/** One font file of an installed package. */
export type Font = {
  readonly path: string;
  readonly family: string;
  /** A CSS weight, or the range of a variable font. */
  readonly weight: string;
  /** The characters it is loaded for (CSS `unicode-range`). */
  readonly range: string;
  /** True for what the first screen of every page needs. */
  readonly preload: boolean;
};

const ARABIC = 'U+0600-06FF,U+0750-077F,U+0870-08FF,U+200C-200E,U+2010-2011,U+FB50-FDFF,U+FE70-FEFC';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+200F,U+2012-206F,U+20AC,U+2122';

const NASKH = 'Noto Naskh Arabic Variable';
const PLEX = 'IBM Plex Sans Arabic';
const require = createRequire(import.meta.url);

export const FONTS: readonly Font[] = [
  {
    path: require.resolve('@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2'),
    family: NASKH,
    weight: '400 700',
    range: ARABIC,
    preload: true,
  },
  {
    path: require.resolve('@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-latin-wght-normal.woff2'),
    family: NASKH,
    weight: '400 700',
    range: LATIN,
    preload: false,
  },
  {
    path: require.resolve('@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2'),
    family: PLEX,
    weight: '400',
    range: ARABIC,
    preload: false,
  },
  {
    path: require.resolve('@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2'),
    family: PLEX,
    weight: '400',
    range: LATIN,
    preload: false,
  },
  {
    path: require.resolve('@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-700-normal.woff2'),
    family: PLEX,
    weight: '700',
    range: ARABIC,
    preload: true,
  },
  {
    path: require.resolve('@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-700-normal.woff2'),
    family: PLEX,
    weight: '700',
    range: LATIN,
    preload: false,
  },
];

/** Where a font is served. */
export function fontUrl({ path }: Font): string {
  return `/assets/${basename(path)}`;
}

/** The rule that loads one font; text shows in the reader's own font until then. */
export function fontFace(font: Font): string {
  const { family, weight, range } = font;
  return (
    `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};font-display:swap;` +
    `src:url(${fontUrl(font)}) format("woff2");unicode-range:${range}}`
  );
}
