/** An edition as it is sent and shown: its rendering, its reading page and its message. */
import type { Config } from '../config/index.ts';
import { composeMessage, type TemplateHead } from '../deliver/index.ts';
import { openingOf } from '../edit/index.ts';
import type { Edition, FigureRef, ThemeId, Variant } from '../model.ts';
import {
  type EditionView,
  type FittedRendering,
  type RenderLinks,
  type RenderOptions,
  renderEdition,
  storyAnchor,
  viewEdition,
} from '../render/index.ts';
import { senderDomain } from './sender-domain.ts';
import { loadTemplates } from './templates.ts';

type Themes = readonly ThemeId[] | 'all';

/** The links at the foot of a mail that are one reader's own; without them it is nobody's. */
export type PersonalLinks = { readonly preferences: string; readonly unsubscribe: string };

/** Renders an edition for a set of themes, its links leading to the site. */
export function renderFor(
  config: Config,
  edition: Edition,
  themes: Themes = 'all',
  personal: PersonalLinks | null = null,
): Promise<FittedRendering> {
  const reading = `${config.site.url}${readingPage(edition.number, themes)}`;
  return renderEdition(edition, {
    ...optionsFor(config, edition, themes),
    links: {
      view: reading,
      preferences: personal?.preferences ?? null,
      unsubscribe: personal?.unsubscribe ?? null,
      story: (story) => `${reading}#${storyAnchor(story)}`,
      // Mailed, too: to check a number is what this digest is for, and what is shown before sending is what is sent.
      // The address is the same for every reader, so following it tells no more than that someone did. Where these
      // links and the stories do not both fit into one message, `render/` leaves the links out.
      figure: (figure) => config.site.url + figurePage(figure, edition.number),
    },
  });
}

/** What the site's reading page shows: the whole edition, or a set of its themes, uncut. */
export function readingOf(config: Config, edition: Edition, themes: Themes = 'all'): EditionView {
  const links: RenderLinks = {
    view: null,
    preferences: null,
    unsubscribe: null,
    page: (page) => sourcePage(page, edition.number),
    figure: (figure) => figurePage(figure, edition.number),
  };
  return viewEdition(edition, { ...optionsFor(config, edition, themes), links });
}

function optionsFor(config: Config, edition: Edition, themes: Themes): Omit<RenderOptions, 'links'> {
  const { digits, postalAddress } = config;
  const options = { themes, templates: loadTemplates(), digits, postalAddress };
  return themes === 'all' ? options : { ...options, heading: openingOf(edition, themes) };
}

/** The addresses that `web/addresses.ts` reads. */
function readingPage(edition: number, themes: Themes): string {
  const chosen = themes === 'all' ? '' : `?themes=${themes.map(encodeURIComponent).join('.')}`;
  return `/editions/${edition}${chosen}`;
}

function sourcePage(page: string, edition: number): string {
  return `/pages/${encodeURIComponent(page)}?edition=${edition}`;
}

function figurePage({ page, figure }: FigureRef, edition: number): string {
  const start = figure.slice(figure.lastIndexOf('#') + 1);
  return `${sourcePage(page, edition)}&figure=${start}#f-${start}`;
}

/**
 * The message of an edition. Nobody is named in it: it is what the archive keeps. Its date is the edition's morning and not
 * the clock's.
 */
export function messageOf(config: Config, edition: Edition, variant: Variant): Promise<Buffer> {
  const head = headOf(config, edition, {
    id: `${edition.digest}-${edition.number}`,
    unsubscribeUrl: null,
    date: new Date(`${edition.date}T06:00:00Z`),
  });
  return composeMessage(variant, { ...head, to: { name: edition.name, address: config.sender.address } });
}

/** What the messages of an edition have in common. */
export function headOf(
  config: Config,
  edition: Edition,
  { id, unsubscribeUrl, date }: { readonly id: string; readonly unsubscribeUrl: string | null; readonly date: Date },
): TemplateHead {
  const domain = senderDomain(config);
  return {
    from: config.sender,
    messageId: `${id}@${domain}`,
    date,
    list: { name: edition.name, id: `${edition.digest}.${domain}` },
    unsubscribeUrl,
    boundary: `${edition.digest}-${edition.number}`,
  };
}
