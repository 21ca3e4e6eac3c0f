/** The fields in which a digest and its themes are chosen. */
import type { OfferedDigest } from '../../app/index.ts';
import type { Choice } from '../../model.ts';
import type { FormFields } from './form-fields.ts';

/** What is ticked. */
export type Ticked = { readonly digest: string; readonly themes: readonly string[] };

export type ChoiceView = {
  /** With one digest there is nothing to choose but themes. */
  readonly hasMany: boolean;
  readonly digests: readonly {
    readonly id: string;
    readonly name: string;
    readonly isChosen: boolean;
    /** The name of its checkboxes: one theme may be in many digests. */
    readonly field: string;
    readonly themes: readonly {
      readonly id: string;
      readonly title: string;
      readonly colour: string;
      readonly isChosen: boolean;
    }[];
  }[];
};

/** The view model of the fields; null is the first digest with all of its themes. Themes of a digest that is not chosen are ticked, so that choosing it is enough. */
export function viewChoice(offered: readonly OfferedDigest[], ticked: Ticked | null): ChoiceView {
  const chosen = ticked?.digest ?? offered[0]?.id;
  return {
    hasMany: offered.length > 1,
    digests: offered.map(({ id, name, themes }) => ({
      id,
      name,
      isChosen: id === chosen,
      field: themesField(id),
      themes: themes.map((theme) => ({
        ...theme,
        isChosen: id !== chosen || ticked === null || ticked.themes.includes(theme.id),
      })),
    })),
  };
}

/** What a form chose. Without a digest that there is, the first one; without its field of themes, none of them. */
export function readChoiceFields(offered: readonly OfferedDigest[], fields: FormFields): Ticked {
  const asked = fields.one('digest');
  const digest = (offered.find(({ id }) => id === asked) ?? offered[0])?.id ?? '';
  return { digest, themes: fields.all(themesField(digest)) };
}

/** What a subscriber has, ticked. */
export function tickedOf({ digest, themes }: Choice, offered: readonly OfferedDigest[]): Ticked {
  const all = offered.find(({ id }) => id === digest)?.themes.map(({ id }) => id) ?? [];
  return { digest, themes: themes === 'all' ? all : themes };
}

/** The same choice in fields that are not seen. */
export function hiddenChoice({ digest, themes }: Ticked): { name: string; value: string }[] {
  return [{ name: 'digest', value: digest }, ...themes.map((value) => ({ name: themesField(digest), value }))];
}

function themesField(digest: string): string {
  return `themes-${digest}`;
}
