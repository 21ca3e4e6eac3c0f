/** The door of `deliver/`: what was rendered becomes a message (RFC 5322, MIME), and a mail server or a folder gets it. */
export { openImapMailbox } from './bounces/imap.ts';
export { openMaildir } from './bounces/maildir.ts';
export { readReport } from './bounces/read-report.ts';
export type { Report } from './bounces/report.ts';
export { BoxFault, type ReturnBox } from './bounces/return-box.ts';
export { findStatus, isAboutAddress, statusOfWords, verdictOf } from './bounces/status-codes.ts';
export type {
  Ahead,
  BulkLane,
  BulkLaneOptions,
  BulkMessage,
  BulkOutcome,
  BulkSource,
  ServerFaultKind,
} from './bulk/contract.ts';
export { openBulkLane } from './bulk/lane.ts';
export { DkimFault } from './dkim/dkim-fault.ts';
export { type DkimSigner, openDkim } from './dkim/signer.ts';
export { composeMessage, type Envelope } from './edition-message.ts';
export { examineRelay, type RelayExamination, relayPlace } from './examine-relay.ts';
export { composeLetterMessage, type LetterBody } from './letter-message.ts';
export { type MailAnswer, type Mailer, openMailer, type SmtpEnvelope } from './mailer.ts';
export { openOutboxLane } from './outbox-lane.ts';
export { MOST_HEAD_BYTES, type ReadMessage, readMessage, readMessageHead } from './read-message.ts';
export { makeTemplate, type Template, type TemplateHead } from './template/template.ts';
export { AddressFault } from './template/to-header.ts';
