/** The door of `app/`: the use cases, one file each. */
export { isDay } from './calendar.ts';
export { type Check, examine } from './doctor.ts';
export { type InspectedArticle, inspectFiles } from './inspect.ts';
export { type MadeEdition, makeDigest } from './make-edition.ts';
export { openStore, type Store } from './open-store.ts';
export {
  type EditionList,
  type EditionSummary,
  openPreview,
  type Preview,
  type Reading,
  type Rendering,
} from './preview.ts';
