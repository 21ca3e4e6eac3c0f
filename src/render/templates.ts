/** The templates, compiled once per set: an own Handlebars, strict, so that a misspelt name is a fault and not a gap. */
import Handlebars from 'handlebars';
import type { Templates } from './options.ts';
import { plainLine } from './plain/line.ts';
import { readTokens, type Tokens, themeColour } from './tokens.ts';

/** Templates ready to use. */
export type CompiledTemplates = {
  readonly tokens: Tokens;
  /** Fills an HTML or MJML template; every value is escaped. `name` is the path without its endings. */
  readonly markup: (name: string, view: object) => string;
  /** Fills a plain text template; nothing is escaped. */
  readonly plain: (name: string, view: object) => string;
};

const ENDING = /(?:\.(?:mjml|txt|css))?\.hbs$/;
const cache = new WeakMap<Templates, CompiledTemplates>();

/** Compiles the templates, or gives what was compiled of the same map before. */
export function compileTemplates(templates: Templates): CompiledTemplates {
  const known = cache.get(templates);
  if (known) return known;
  const tokens = readTokens(templates);
  const compiled = {
    tokens,
    markup: fillWith(templates, 'email/', tokens, false),
    plain: fillWith(templates, 'text/', tokens, true),
  };
  cache.set(templates, compiled);
  return compiled;
}

/** A filler for the templates of one folder; all of them are partials of each other under their names. */
function fillWith(templates: Templates, folder: string, tokens: Tokens, noEscape: boolean) {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('plain', plainLine);
  handlebars.registerHelper('themeColour', (colour: string) => themeColour(tokens, colour, 'text'));
  handlebars.registerHelper('themeTint', (colour: string) => themeColour(tokens, colour, 'tint'));
  const options = { strict: true, noEscape, preventIndent: true };
  const names = new Map<string, HandlebarsTemplateDelegate>();
  for (const [path, source] of templates) {
    if (!path.startsWith(folder) || !ENDING.test(path)) continue;
    const name = path.replace(ENDING, '');
    names.set(name, handlebars.compile(source, options));
  }
  for (const [name, template] of names) handlebars.registerPartial(name, template);
  return (name: string, view: object): string => {
    const template = names.get(name);
    if (!template) throw new Error(`the template templates/${name}.*.hbs is missing`);
    return template(view);
  };
}
