/** What the commands on subscribers tell: of a list, what became of it, of one person. */
import { basename } from 'node:path';
import type { FoundAddress, ImportFindings, ImportOutcome, Lifted, ToldRow } from '../../app/index.ts';

/** As they come from the command line. */
export type ImportOptions = {
  readonly digest?: string;
  readonly consent?: string;
  readonly dryRun?: true;
  readonly skipBadRows?: true;
  readonly report?: string;
  readonly yes?: true;
};

/** More on a terminal than anyone reads; the report has all of them. */
const SHOWN_ROWS = 20;

/** Tells the first bad rows on standard error, and counts the others. */
export function toldRows(): { readonly tell: (row: ToldRow) => void; readonly untold: () => number } {
  let count = 0;
  return {
    tell({ file, line, reason, next }) {
      count++;
      if (count <= SHOWN_ROWS) console.error(`mujaz: ${basename(file)}:${line}: ${reason} ${next}`);
    },
    untold: () => Math.max(0, count - SHOWN_ROWS),
  };
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': '|',
};

/** What a list holds, before it is imported. */
export function describeFindings(found: ImportFindings): string {
  const { file, encoding, delimiter, ignored, rows, bad, repeated, counts } = found;
  const lines = [
    `${basename(file)}: ${rows} rows (${encoding}, ${DELIMITER_NAMES[delimiter] ?? delimiter} between the columns)`,
    `  new:              ${describeFresh(counts.fresh)}`,
    amount('  here already:    ', counts.known, 'stay as they are'),
    amount('  left or blocked: ', counts.keptOut, 'stay out, whatever the file says'),
    amount(
      '  mail ends:       ',
      counts.ended,
      'members here; the file says that they left since, or must not be mailed',
    ),
    amount(
      '  in conflict:     ',
      counts.contradicted,
      'of them get mail, although the file says that they left at some time',
    ),
    amount('  repeated:        ', repeated, 'have the address of another row'),
    amount('  bad rows:        ', bad, 'cannot be imported'),
    ignored.length > 0 ? `  ignored columns:  ${ignored.join(', ')}` : '',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function describeFresh({ active, left }: ImportFindings['counts']['fresh']): string {
  const parts = [`${active} active`];
  if (left > 0) parts.push(`${left} not to be mailed`);
  return parts.join(', ');
}

function amount(label: string, count: number, meaning: string): string {
  return count === 0 ? '' : `${label} ${count} (${meaning})`;
}

/** The end of an import. */
export function tellImport(outcome: ImportOutcome, untold: number, { report }: ImportOptions): void {
  if (untold > 0) {
    const where = report === undefined ? 'write all of them to a file with --report FILE.' : `all are in ${report}.`;
    console.error(`mujaz: ${untold} more bad rows; ${where}`);
  }
  const { state, bad, counts } = outcome;
  if (state === 'bad-rows') {
    console.error(
      `mujaz: nothing was imported: ${bad} bad rows. Correct them, or import the others with --skip-bad-rows.`,
    );
    return;
  }
  console.log(describeFindings(outcome));
  const taken = counts.fresh.active + counts.fresh.left;
  if (state === 'dry-run') console.log('موجز: تجربة فقط، لم يتغير شيء · Mujaz: a dry run, nothing was changed.');
  else if (state === 'declined') console.log('موجز: لم يُستورد شيء · Mujaz: nothing was imported.');
  else {
    console.log(`موجز: استُورد ${taken} · Mujaz: ${taken} people imported.`);
    if (counts.ended > 0)
      console.log(`موجز: انتهى البريد إلى ${counts.ended} · Mujaz: the mail of ${counts.ended} has ended.`);
  }
}

/** What is known of one address. */
export function describeOne(found: FoundAddress): string {
  if (found.found === 'nothing') return 'Mujaz: there is no subscriber with this address.';
  if (found.found === 'suppression') {
    return `Mujaz: no subscriber; this address must not be mailed (${found.reason}, since ${found.at}).`;
  }
  const { consents, ...one } = found.subscriber;
  const lines = Object.entries(one).map(([name, value]) => line(name, Array.isArray(value) ? value.join(', ') : value));
  const record = consents.map(({ kind, at, textVersion, ip, detail }) =>
    [
      `      ${at}  ${kind}`,
      textVersion === null ? '' : `text version ${textVersion}`,
      ip === null ? '' : `from ${ip}`,
      Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
    ]
      .filter((part) => part !== '')
      .join(' · '),
  );
  return [...lines.filter((text) => text !== ''), '   record:', ...record].join('\n');
}

function line(name: string, value: unknown): string {
  return value === '' ? '' : `   ${`${name}:`.padEnd(13)} ${String(value)}`;
}

/** What was lifted of what kept an address out. */
export function tellLifted(lifted: Lifted): void {
  const what =
    lifted === null
      ? 'this address was not suppressed'
      : `no longer suppressed (it was: ${lifted.reason}, since ${lifted.since})`;
  console.log('موجز: يمكن لصاحب العنوان أن يشترك من جديد بنفسه.');
  console.log(`Mujaz: ${what}; letters to it are counted from zero. Its owner can sign up by themselves now.`);
}
