/** The desk's work on a draft: looking at it, mending it, undoing, approving. */
import type { Config } from '../../config/index.ts';
import { applyMends, cardsOffered, hiddenStories, type MendMaterial, unfit, warningsOf } from '../../edit/index.ts';
import type { Edition, Editor, Mend, MendRecord } from '../../model.ts';
import type { Audit, MendStep, Store } from '../../store/index.ts';
import { approveStanding } from '../approve.ts';
import { dayIn } from '../calendar.ts';
import { renderFor } from '../finish-edition.ts';
import type { Draft, DraftDesk, MendAnswer } from './contract.ts';
import { materialReader } from './draft-material.ts';

/** A draft with what its mends draw on. */
type Opened = { readonly draft: Draft; readonly material: MendMaterial };

const NO_MEND = 'لا تعديل بهذا الرقم، أو تُراجع عنه من قبل.';
const WHY = {
  unknown: 'لا عدد بهذا الرقم.',
  changed: 'تغيّر العدد بعد أن نظرت فيه: انظر فيه ثم اعتمده.',
  warnings: (open: number) => `بقي ما يحتاج إلى قرار قبل الاعتماد: ${open}.`,
  followed: (next: number) => `فات أوان اعتماده: العدد ${next} من النشرة نفسها يروي قصصه من جديد.`,
} as const;

/** Opens the desk; `clock` gives epoch milliseconds. Every act that is done is written into the audit. */
export function openDraftDesk(config: Config, store: Store, audit: Audit, clock: () => number): DraftDesk {
  const materialOf = materialReader(config, store);
  const isShortened = shorteningOf(config);

  async function open(edition: number): Promise<Opened | null> {
    const standing = await store.wholeEdition(edition);
    const base = standing && (await store.drafts.base(edition));
    if (!standing || !base) return null;
    const history = await store.drafts.mends(edition);
    const material = await materialOf(base);
    const cards = new Set(standing.edition.cards.map(({ figure }) => `${figure.page}\n${figure.figure}`));
    const draft: Draft = {
      edition: standing.edition,
      hash: standing.hash,
      state: await stateOf(store, edition, standing.approvedAt !== null),
      base,
      history,
      warnings: warningsOf(standing.edition, history, material, {
        isShortened: await isShortened(standing.edition, standing.hash),
      }),
      hidden: hiddenStories(base, history),
      figures: cardsOffered(base, history, material).map((shown) => ({
        ref: shown.figure,
        shown,
        isCard: cards.has(`${shown.figure.page}\n${shown.figure.figure}`),
      })),
    };
    return { draft, material };
  }

  async function write(
    { draft, material }: Opened,
    step: MendStep['step'],
    history: readonly MendRecord[],
    { editor, at }: { readonly editor: Editor; readonly at: number },
  ): Promise<MendAnswer> {
    const edition = draft.base.number;
    const seen = draft.history.length + draft.history.filter(({ undone }) => undone !== null).length;
    const result = applyMends(draft.base, history, material);
    const by = { id: editor.id, name: editor.name };
    const answer = await store.drafts.mend({ edition, hash: draft.hash, seen, step, editor: by, at, result });
    if ('refused' in answer) return answer;
    const act = 'mend' in step ? 'edition.mend' : 'edition.undo';
    const detail = 'mend' in step ? toldOf(step.mend) : { position: step.undo };
    const { unapproved } = answer;
    await audit.add({ at, editor: by, act, subject: String(edition), detail: { ...detail, unapproved } });
    return answer;
  }

  return {
    draft: async (edition) => (await open(edition))?.draft ?? null,

    async mend(edition, hash, mend, editor) {
      const opened = await open(edition);
      if (!opened) return { refused: 'unknown' };
      const { draft, material } = opened;
      if (draft.hash !== hash) return { refused: 'changed' };
      const at = clock();
      const today = dayIn(config.timeZone, new Date(at));
      const why = unfit(mend, { ...draft, material, today });
      if (why !== null) return { refused: 'unfit', why };
      const position = (draft.history.at(-1)?.position ?? 0) + 1;
      const record: MendRecord = { position, mend, editor: { id: editor.id, name: editor.name }, at, undone: null };
      return await write(opened, { mend }, [...draft.history, record], { editor, at });
    },

    async undo(edition, hash, position, editor) {
      const opened = await open(edition);
      if (!opened) return { refused: 'unknown' };
      const { history, hash: current } = opened.draft;
      if (current !== hash) return { refused: 'changed' };
      if (!history.some((record) => record.position === position && record.undone === null))
        return { refused: 'unfit', why: NO_MEND };
      const rest = history.filter((record) => record.position !== position);
      return await write(opened, { undo: position }, rest, { editor, at: clock() });
    },

    async approve(edition, hash, editor) {
      const draft = (await open(edition))?.draft;
      if (!draft) return { refused: 'unknown', why: WHY.unknown };
      if (draft.hash !== hash) return { refused: 'changed', why: WHY.changed };
      const left = draft.warnings.filter(({ isSettled }) => !isSettled).length;
      if (draft.state === 'draft' && left > 0) return { refused: 'warnings', why: WHY.warnings(left) };
      const at = clock();
      const answer = await approveStanding(config, store, edition, hash, new Date(at));
      if ('refused' in answer) {
        const why = answer.refused === 'followed' ? WHY.followed(answer.next) : WHY[answer.refused];
        return { refused: answer.refused, why };
      }
      const { recipients, wasApprovedBefore } = answer;
      const detail = { hash, recipients, wasApprovedBefore };
      const by = { id: editor.id, name: editor.name };
      await audit.add({ at, editor: by, act: 'edition.approve', subject: String(edition), detail });
      return { approved: true, recipients };
    },
  };
}

/** Whether the mail of an edition has to leave anything out; rendered once for each state of it. */
function shorteningOf(config: Config): (edition: Edition, hash: string) => Promise<boolean> {
  const KEPT = 50;
  const known = new Map<string, Promise<boolean>>();
  return (edition, hash) => {
    const found = known.get(hash);
    if (found !== undefined) return found;
    const answer = renderFor(config, edition).then(({ isWhole }) => !isWhole);
    if (known.size === KEPT) known.delete(known.keys().next().value ?? '');
    known.set(hash, answer);
    answer.catch(() => known.delete(hash));
    return answer;
  };
}

async function stateOf(store: Store, edition: number, isApproved: boolean): Promise<Draft['state']> {
  const sending = await store.ledger.sending(edition);
  if (!sending) return isApproved ? 'approved' : 'draft';
  if (sending.state === 'done' || sending.state === 'cancelled') return 'done';
  return sending.startedAt === null ? 'approved' : 'sending';
}

/** What a mend was, in short: which kind, of what. */
function toldOf(mend: Mend): Record<string, string | number | null> {
  switch (mend.kind) {
    case 'move':
      return { kind: mend.kind, story: mend.story, theme: mend.theme };
    case 'hide':
    case 'open-with':
      return { kind: mend.kind, story: mend.story };
    case 'cards':
      return { kind: mend.kind, figures: mend.figures.length };
    case 'correct':
      return { kind: mend.kind, figure: mend.figure.figure, number: mend.number.trim() };
    case 'date':
      return { kind: mend.kind, page: mend.page, earliest: mend.published.earliest, latest: mend.published.latest };
    case 'wording':
      return { kind: mend.kind, field: mend.field };
    case 'settle':
      return { kind: mend.kind, warning: mend.warning };
  }
}
