/** `/desk/audit`: what was done and by whom, newest first, for publishers. */
import type { AuditLine } from '../../app/index.ts';
import { readNumber } from '../addresses.ts';
import { type MomentWords, momentWords } from '../moments.ts';
import { sendNotice } from '../notices.ts';
import { sendPage } from '../site.ts';
import { ACTS, BY_NOBODY, DETAILS, NOBODY, SUBJECTS, VALUES } from './audit-words.ts';
import type { Handler, SignInSite } from './context.ts';
import { AUDIT } from './paths.ts';
import { TITLES } from './words.ts';

const PER_PAGE = 50;

export function showAudit({ site, editors }: SignInSite): Handler {
  return async (request, reply) => {
    const session = await site.door.sessionOf(request);
    if (session?.editor.role !== 'publisher') return sendNotice(site, reply, 'not-allowed', null);
    const before = readNumber((request.query as { readonly before?: unknown }).before, 1);
    const found = await editors.audit(PER_PAGE + 1, before ?? undefined);
    const lines = found.slice(0, PER_PAGE);
    const last = found.length > PER_PAGE ? lines.at(-1) : undefined;
    const view = {
      lines: lines.map((line) => viewLine(line, site)),
      newest: before === null ? null : AUDIT,
      isPaged: before !== null || last !== undefined,
      older: last ? `${AUDIT}?before=${last.position}` : null,
    };
    return sendPage(site, reply, { template: 'audit', title: TITLES.audit, view, isPrivate: true });
  };
}

function viewLine({ at, editor, act, subject, detail }: AuditLine, words: MomentWords) {
  const kind = act.split('.')[0] ?? '';
  return {
    at: new Date(at).toISOString(),
    when: momentWords(at, words),
    who: editor?.name ?? BY_NOBODY[act] ?? NOBODY,
    act: ACTS[act] ?? act,
    isNamed: Object.hasOwn(ACTS, act),
    subjectKind: subject === null || subject === editor?.name ? null : (SUBJECTS[kind] ?? ''),
    subject,
    details: Object.entries(detail).flatMap(([name, value]) =>
      value === null || value === '' || value === false
        ? []
        : [{ name: DETAILS[name] ?? name, value: valueWords(value) }],
    ),
  };
}

/** Hashes are told apart by their first letters. */
const LONGEST_VALUE = 60;

function valueWords(value: string | number | boolean): string {
  const text = String(value);
  if (Object.hasOwn(VALUES, text)) return VALUES[text] as string;
  return text.length > LONGEST_VALUE ? `${text.slice(0, 12)}…` : text;
}
