/** The few files a page asks for: one style sheet, fonts, an icon, the desk's scripts. All from here, none from elsewhere. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FONTS, fontFace, fontUrl } from './fonts.ts';
import { type Tokens, tokensToCss } from './tokens.ts';

type Asset = { readonly body: Buffer; readonly type: string; readonly tag: string };

/** The addresses that a page's head names; each changes with its content, so that browsers may keep it for good. */
export type AssetLinks = {
  readonly style: string;
  readonly icon: string;
  readonly preload: readonly string[];
  /** Of the desk alone, by the names of their files. */
  readonly scripts: Readonly<Record<string, string>>;
  /** The colour of the browser's own frame around the page. */
  readonly themeColour: { readonly light: string; readonly dark: string };
};

/** Joined in this order. */
const STYLES = [
  'base',
  'frame',
  'archive',
  'edition',
  'figures',
  'source',
  'reading',
  'forms',
  'subscribe',
  'mailing',
  'sending',
  'news-desk',
  'desk',
  'draft',
  'people',
  'charts',
  'settings',
];
const SCRIPTS = 'web/js/';
const YEAR_SECONDS = 31_536_000;

/** Reads the assets, serves them under `/assets/` and says where they are. */
export function serveAssets(server: FastifyInstance, templates: URL): AssetLinks {
  const read = (path: string) => readFileSync(new URL(path, templates));
  const tokens = JSON.parse(read('shared/tokens.json').toString()) as Tokens;
  const style = buildStyle(
    tokens,
    STYLES.map((name) => read(`web/css/${name}.css`).toString()),
  );
  const icon = asset(read('web/icon.svg'), 'image/svg+xml');
  for (const font of FONTS) serve(server, fontUrl(font), asset(readFileSync(font.path), 'font/woff2'));
  serve(server, '/assets/site.css', style);
  serve(server, '/assets/icon.svg', icon);
  const scripts = serveScripts(server, new URL(SCRIPTS, templates));
  return {
    style: `/assets/site.css?v=${style.tag}`,
    icon: `/assets/icon.svg?v=${icon.tag}`,
    scripts,
    preload: FONTS.filter(({ preload }) => preload).map(fontUrl),
    themeColour: tokens.colours.paper,
  };
}

/** Where each script is; `draft` of `draft.js`. */
function serveScripts(server: FastifyInstance, folder: URL): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return Object.fromEntries(
    files.map((file) => {
      const script = asset(readFileSync(new URL(file, folder)), 'text/javascript; charset=utf-8');
      serve(server, `/assets/${file}`, script);
      return [file.slice(0, -'.js'.length), `/assets/${file}?v=${script.tag}`];
    }),
  );
}

function buildStyle(tokens: Tokens, sheets: readonly string[]): Asset {
  const css = [...FONTS.map(fontFace), tokensToCss(tokens), ...sheets];
  return asset(Buffer.from(css.join('\n')), 'text/css; charset=utf-8');
}

function asset(body: Buffer, type: string): Asset {
  return { body, type, tag: createHash('sha256').update(body).digest('hex').slice(0, 16) };
}

function serve(server: FastifyInstance, path: string, { body, type, tag }: Asset): void {
  server.get(path, (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('etag', `"${tag}"`).header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
    if (request.headers['if-none-match'] === `"${tag}"`) return reply.code(304).send();
    return reply.type(type).send(body);
  });
}
