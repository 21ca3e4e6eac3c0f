/** The machine's part of a delivery status notification (RFC 3464): fields of the message, then of each recipient. */
import { type Fields, fieldOf, readFieldGroups } from './fields.ts';
import type { Finding, ReportKind } from './report.ts';
import { findStatus, isVague, statusOfWords, verdictOf } from './status-codes.ts';

/** What a server did (RFC 3464, 2.3.3); `failed` depends on why. */
const ACTIONS: Readonly<Record<string, ReportKind | 'failed'>> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};

/** Each of our mails has one recipient; should several be told of, a failure counts most, then a delay. */
const WEIGHT: readonly ReportKind[] = ['hard', 'soft', 'delayed', 'delivered'];

/** Reads the fields. A part without a recipient says nothing. */
export function readDeliveryStatus(text: string): Finding {
  const told = readFieldGroups(text).filter((fields) => fields.has('action') || fields.has('status'));
  const findings = told.map(findingOf);
  findings.sort((a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind));
  return findings[0] ?? { kind: 'other', status: '' };
}

function findingOf(fields: Fields): Finding {
  const status = statusOf(fields);
  const action = ACTIONS[firstWord(fieldOf(fields, 'action'))] ?? actionOf(status);
  return { kind: action === 'failed' ? verdictOf(status) : action, status };
}

/** Servers that know no better say 5.0.0; what the other server said to them is nearer to the matter. */
function statusOf(fields: Fields): string {
  const status = findStatus(fieldOf(fields, 'status'));
  if (!isVague(status)) return status;
  const reply = fieldOf(fields, 'diagnostic-code');
  const said = findStatus(reply);
  if (!isVague(said)) return said;
  return statusOfWords(reply) || status || said;
}

/** Without an action, the class of the status is all there is (RFC 3463, 3.1). */
function actionOf(status: string): ReportKind | 'failed' {
  if (status.startsWith('4.')) return 'delayed';
  if (status.startsWith('2.')) return 'delivered';
  return status === '' ? 'other' : 'failed';
}

function firstWord(text: string): string {
  return /^[a-z]+/u.exec(text.toLowerCase())?.[0] ?? '';
}
