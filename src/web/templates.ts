/** The site's pages: Handlebars with every value escaped and every missing one a fault. */
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

/** Turns the plain view model of a page into HTML. */
export type RenderPage = (page: string, view: object) => string;

const ENDING = '.hbs';

/** Reads `templates/web/*.hbs` and its partials. Throws when a page is not there. */
export function loadTemplates(templates: URL): RenderPage {
  const handlebars = Handlebars.create();
  for (const [name, source] of readTemplates(new URL('web/partials/', templates))) {
    handlebars.registerPartial(name, source);
  }
  const pages = new Map(
    [...readTemplates(new URL('web/', templates))].map(([name, source]) => [name, compile(handlebars, source)]),
  );
  return (page, view) => {
    const template = pages.get(page);
    if (!template) throw new Error(`no template web/${page}${ENDING}`);
    return template(view);
  };
}

function compile(handlebars: typeof Handlebars, source: string): Handlebars.TemplateDelegate {
  return handlebars.compile(source, { strict: true, preventIndent: true });
}

function* readTemplates(folder: URL): Generator<[name: string, source: string]> {
  for (const file of readdirSync(folder)) {
    if (file.endsWith(ENDING)) yield [file.slice(0, -ENDING.length), readFileSync(new URL(file, folder), 'utf8')];
  }
}
