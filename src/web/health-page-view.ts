/** The page of settings as its template shows it. */
import type { HealthDesk, Setting } from '../app/index.ts';
import { checkWords, SETTING_WORDS, STATE_WORDS } from './health-page-words.ts';
import { type MomentWords, momentWords } from './moments.ts';

type State = ReturnType<HealthDesk['state']>;
type Check = NonNullable<State['last']>['checks'][number];

/** Faults first, then warnings; what is in order stands below, folded. */
export function viewHealth({ versions, settings }: HealthDesk, { last, isRunning, fault }: State, words: MomentWords) {
  const checks = (last?.checks ?? []).map(viewCheck);
  const inState = (state: Check['state']) => checks.filter((check) => check.state === state);
  const wrong = [...inState('fault'), ...inState('warning')];
  return {
    isRunning,
    fault,
    last: last && { time: new Date(last.at).toISOString(), when: momentWords(last.at, words) },
    verdict: last && verdictOf(inState('fault').length, inState('warning').length),
    wrong,
    right: inState('ok'),
    versions,
    settings: settings.map(viewSetting),
  };
}

function verdictOf(faults: number, warnings: number) {
  if (faults > 0) return { state: 'failing', words: 'فيه ما لا يعمل' };
  return warnings > 0
    ? { state: 'making', words: 'يعمل، وفيه ما ينبغي أن يُعرف' }
    : { state: 'well', words: 'كل شيء على ما يرام' };
}

const STANDINGS: Readonly<Record<Check['state'], string>> = { ok: 'well', warning: 'making', fault: 'failing' };

function viewCheck({ name, state, found, next }: Check) {
  return { name, ...checkWords(name), state, standing: STANDINGS[state], stateWords: STATE_WORDS[state], found, next };
}

function viewSetting({ name, value, isSet, file, key }: Setting) {
  const { title, note } = SETTING_WORDS[name];
  const isSecret = value === null;
  return {
    title,
    note,
    value: isSecret ? '' : value,
    direction: /\p{Script=Arabic}/u.test(value ?? '') ? 'rtl' : 'ltr',
    said: isSecret ? (isSet ? 'مضبوط (سر لا يُعرض)' : 'غير مضبوط') : value === '' ? 'غير مضبوط' : '',
    file: file === 'environment' ? '' : file,
    key,
  };
}
