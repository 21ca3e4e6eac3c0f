/** The HTML part: view -> Handlebars -> MJML -> HTML, within the size that Gmail shows uncut. */
import { compileMjml } from '../compile-mjml.ts';
import type { CompiledTemplates } from '../templates.ts';
import type { Tokens } from '../tokens.ts';
import type { EditionView } from '../view/edition.ts';
import type { SectionView } from '../view/section.ts';
import { colourClasses } from './colours.ts';
import { moreWords } from './more.ts';
import { type Costs, isWhole, planSections, type SectionPlan } from './plan.ts';
import { inlineStyles } from './styles.ts';

/** UTF-8 bytes that the HTML may take: Gmail cuts at 102 kB, and slots and re-encoding need some air. */
export const HTML_BUDGET = 90_000;

const utf8 = new TextEncoder();
const byteLength = (text: string): number => utf8.encode(text).length;

/** The HTML part, and whether every story and passage is in it whole. */
export type HtmlPart = { readonly html: string; readonly isWhole: boolean };

/** Renders the HTML part; when it would be too large, stories become headlines (see `planSections`). */
export async function renderHtml(view: EditionView, templates: CompiledTemplates): Promise<HtmlPart> {
  const root = rootOf(view, templates.tokens);
  const costs = costsOf(root, templates);
  let room = HTML_BUDGET;
  for (;;) {
    const plan = planSections(view, costs, room);
    const html = await compileMjml(
      templates.markup('email/digest', { ...root, sections: sectionsOf(view, plan.sections) }),
    );
    const excess = byteLength(html) - HTML_BUDGET;
    if (excess <= 0 || plan.used <= 0) return { html, isWhole: plan.sections.every(isWhole) };
    // The first round shows what the frame around the stories takes. Counted from what is used and not from the room,
    // the next plan is smaller for certain.
    room = plan.used - excess;
  }
}

/** What all partials may use besides their own values. */
type Root = ReturnType<typeof rootOf>;

function rootOf(view: EditionView, tokens: Tokens) {
  const used = new Set([
    ...view.sections.map((section) => section.colour),
    ...view.cardRows.flatMap(({ cards }) => cards.map((card) => card.colour)),
  ]);
  return {
    ...view,
    css: inlineStyles(tokens),
    dark: colourClasses(tokens, used, 'dark'),
    sheet: tokens.width.sheet,
    hasLead: view.lead.length > 0 || view.greeting !== '',
  };
}

function costsOf(root: Root, templates: CompiledTemplates): Costs {
  const measure = (partial: string) => {
    const known = new Map<object, number>();
    return (piece: object) => {
      const cost = known.get(piece) ?? byteLength(templates.markup(partial, { ...piece, css: root.css }));
      known.set(piece, cost);
      return cost;
    };
  };
  return { story: measure('email/story'), brief: measure('email/brief'), aside: measure('email/aside') };
}

function sectionsOf(view: EditionView, plan: readonly SectionPlan[]) {
  return view.sections.map((section: SectionView, index) => {
    const { leftOut, ...shown } = plan[index] as SectionPlan;
    return { ...section, ...shown, more: moreWords(leftOut, view.digits), moreLink: view.footer.view };
  });
}
