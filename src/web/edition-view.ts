/** An edition and the ways to look at it. */
import type { Rendering } from '../app/index.ts';
import type { Edition, ThemeId } from '../model.ts';
import { counted, type Digits, inDigits, longDay, shortDay } from '../text/index.ts';
import { mailPage, messageFile, previewPage, readingPage, VIEWS, type ViewName } from './addresses.ts';
import { countWords } from './archive-view.ts';
import type { Scheme } from './colour-scheme.ts';
import type { FiguresView } from './figures-view.ts';

/** The words of the switch, and a drawing beside each (an SVG path on a field of 24 by 24, drawn as lines). */
export const SWITCH: Record<ViewName, { readonly words: string; readonly icon: string }> = {
  desktop: { words: 'سطح المكتب', icon: 'M3 5h18v11H3zM8 20h8M12 16v4' },
  phone: { words: 'الهاتف', icon: 'M7 3h10v18H7zM11 18h2' },
  dark: { words: 'الوضع الداكن', icon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z' },
  text: { words: 'النص المجرد', icon: 'M20 6H4M20 10H9M20 14H4M20 18H11' },
  figures: { words: 'مصادر الأرقام', icon: 'M5 9h15M4 15h15M10 4 8 20M16 4l-2 16' },
  raw: { words: 'الرسالة الخام', icon: 'M9 7l-5 5 5 5M15 7l5 5-5 5' },
};

/** The entry of the switch that leaves the preview: an open book. */
const READING = {
  words: 'صفحة القراءة',
  icon: 'M12 7c-2-2-5-2-9-2v13c4 0 7 0 9 2 2-2 5-2 9-2V5c-4 0-7 0-9 2zM12 7v13',
};

/** How a visitor looks at an edition; no themes means all of them. `reader`: for whom, by id; '' for nobody in particular. */
export type Look = { readonly view: ViewName; readonly themes: readonly ThemeId[]; readonly reader?: string };

type FrameView = {
  readonly device: 'desktop' | 'phone';
  /** Sender and subject above the mail, as a reading pane has them. */
  readonly hasBar: boolean;
  readonly scheme: Scheme;
  readonly src: string;
  readonly title: string;
};

/** What stands under the switch; exactly one of the four is not null. */
export type Stage = {
  readonly frame: FrameView | null;
  readonly text: string | null;
  readonly figures: FiguresView | null;
  readonly raw: { readonly text: string; readonly isCut: boolean; readonly isWhole: boolean } | null;
};

export type EditionView = {
  readonly number: string;
  readonly date: string;
  readonly day: string;
  readonly name: string;
  readonly subject: string;
  /** As it stands in a list of mails. */
  readonly inbox: { readonly day: string; readonly subject: string; readonly preheader: string };
  readonly counts: string;
  readonly sample: boolean;
  readonly switch: readonly {
    readonly view: ViewName;
    readonly href: string;
    readonly words: string;
    readonly icon: string;
    readonly isCurrent: boolean;
  }[];
  /** Beside the switch: the page that readers get. */
  readonly reading: { readonly href: string; readonly words: string; readonly icon: string };
  /** Each leads to the edition as someone gets it who chose this section alone. */
  readonly sections: readonly {
    readonly title: string;
    readonly colour: string;
    readonly stories: string;
    readonly href: string;
    readonly isChosen: boolean;
  }[];
  /** Leads back from a choice of sections to all of them; null when all are shown. */
  readonly allSections: string | null;
  readonly alone: string;
  readonly message: string;
  readonly stage: Stage;
};

const NOTHING: Stage = { frame: null, text: null, figures: null, raw: null };

/** The view model of an edition's page. */
export function viewEdition(
  edition: Edition,
  variant: Rendering,
  look: Look,
  stage: Stage,
  digits: Digits,
): EditionView {
  const { number, date, name, subject, counts, sample } = edition;
  return {
    number: inDigits(String(number), digits),
    date: longDay(date, digits),
    day: date,
    name,
    subject,
    inbox: { day: shortDay(date, digits), subject: variant.subject, preheader: variant.preheader },
    counts: countWords(counts, digits),
    sample,
    switch: VIEWS.map((view) => ({
      view,
      href: lookAt(number, { ...look, view }),
      ...SWITCH[view],
      isCurrent: view === look.view,
    })),
    reading: { href: readingPage(number, look.themes), ...READING },
    sections: viewSections(edition, look, digits),
    allSections: look.themes.length > 0 ? previewPage(number, look.view) : null,
    alone: mailPage(number, look.view === 'dark' ? 'dark' : 'light', look.themes),
    message: messageFile(number),
    stage,
  };
}

/** The same for the same reader. */
function lookAt(number: number, { view, themes, reader = '' }: Look): string {
  if (reader === '') return previewPage(number, view, themes);
  return `${previewPage(number)}?${new URLSearchParams({ view, reader })}`;
}

function viewSections({ number, sections }: Edition, look: Look, digits: Digits): EditionView['sections'] {
  return sections.map(({ theme, title, colour, stories }) => ({
    title,
    colour,
    stories: counted(stories.length, 'story', 'nominative', digits),
    href: previewPage(number, look.view, [theme]),
    isChosen: look.themes.includes(theme),
  }));
}

/** The mail in a frame as wide as the device. */
export function frameStage(
  number: number,
  view: 'desktop' | 'phone' | 'dark',
  themes: readonly ThemeId[],
  digits: Digits,
): Stage {
  const device = view === 'phone' ? 'phone' : 'desktop';
  const scheme = view === 'dark' ? 'dark' : 'light';
  const title = `رسالة العدد ${inDigits(String(number), digits)}: ${SWITCH[view].words}`;
  const frame = { device, hasBar: device === 'desktop', scheme, src: mailPage(number, scheme, themes), title } as const;
  return { ...NOTHING, frame };
}

/** The text part, as a client without HTML shows it. */
export function textStage(variant: Rendering): Stage {
  return { ...NOTHING, text: variant.text };
}

/** The table of figures. */
export function figuresStage(figures: FiguresView): Stage {
  return { ...NOTHING, figures };
}

const SHOWN_BYTES = 65_536;

/** The head and the beginning of the message, which has all themes; all of it is in the file. */
export function rawStage(message: Uint8Array, themes: readonly ThemeId[]): Stage {
  const text = new TextDecoder().decode(message.subarray(0, SHOWN_BYTES));
  return { ...NOTHING, raw: { text, isCut: message.length > SHOWN_BYTES, isWhole: themes.length > 0 } };
}
