/** The sources as a page. */
import type { SourceStanding } from '../../app/index.ts';
import { counted } from '../../text/index.ts';
import { outsideLink } from '../addresses.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { sourceFaultWords } from './fault-words.ts';
import { CORPUS, KINDS, SOURCE_STATES } from './words.ts';

/** The view model of the page at a time (epoch ms); what fails stands first. */
export function viewSources(sources: readonly SourceStanding[], at: number, words: MomentWords) {
  const items = sources.map((source) => viewSource(source, at, words));
  const failing = items.filter(({ isFailing }) => isFailing);
  return {
    total: counted(items.length, 'source', 'nominative', words.digits),
    failing,
    failingTotal: counted(failing.length, 'source', 'nominative', words.digits),
    others: items.filter(({ isFailing }) => !isFailing),
  };
}

/** The name that people know it by. */
export function sourceName({ id, name }: Pick<SourceStanding, 'id' | 'name'>): string {
  return id === CORPUS.id ? CORPUS.name : name;
}

function viewSource(source: SourceStanding, at: number, words: MomentWords) {
  const { id, kind, location, state, failingSince } = source;
  return {
    id,
    name: sourceName(source),
    kind: KINDS[kind].words,
    location,
    href: kind === 'folder' ? null : outsideLink(location),
    state,
    isFailing: state === 'failing',
    stateWords: state === 'failing' ? failingWords(failingSince, words) : SOURCE_STATES[state],
    times: viewTimes(source, at, words),
    fault: viewFault(source),
    moved: viewMove(source),
  };
}

function failingWords(since: number | null, words: MomentWords): string {
  return since === null ? 'متعثرة' : `متعثرة منذ ${momentWords(since, words)}`;
}

function viewTimes({ readAt, newsAt, nextAt }: SourceStanding, at: number, words: MomentWords) {
  const told = [
    { name: 'آخر قراءة تمت', at: readAt, none: 'لا شيء بعد' },
    { name: 'آخر جديد فيها', at: newsAt, none: 'لا شيء بعد' },
    { name: 'القراءة التالية', at: nextAt, none: 'حين يعمل البرنامج' },
  ];
  return told.map((each) => ({
    name: each.name,
    time: each.at === null ? null : new Date(each.at).toISOString(),
    when:
      each.at === null ? each.none : each.at === nextAt && nextAt <= at ? 'حان موعدها' : momentWords(each.at, words),
  }));
}

function viewFault({ state, fault }: SourceStanding) {
  if (state !== 'failing' || fault === null) return null;
  return { words: sourceFaultWords(fault), line: fault };
}

/** The address comes from a server: in quotes it is a value of YAML, whatever is in it. */
function viewMove({ kind, location, movedTo }: SourceStanding) {
  if (movedTo === null || movedTo === location) return null;
  return { line: `${KINDS[kind].key}: ${JSON.stringify(movedTo)}` };
}
