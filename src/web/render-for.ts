import type { Preview, Rendering } from '../app/index.ts';
import type { Edition } from '../model.ts';
import { readThemes } from './addresses.ts';

/** The variant for the themes of an address; for all themes when it names none that the edition has. */
export function renderFor(desk: Preview, edition: Edition, asked: unknown): Promise<Rendering | null> {
  const themes = chosenThemes(edition, asked);
  return themes.length > 0 ? desk.rendering(edition.number, themes) : desk.rendering(edition.number);
}

/** The themes that an address names, in the edition's order. */
export function chosenThemes({ sections }: Edition, asked: unknown): string[] {
  return readThemes(
    asked,
    sections.map(({ theme }) => theme),
  );
}
