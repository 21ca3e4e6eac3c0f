/** The door of `deliver/`: what was rendered becomes a message (RFC 5322, MIME), and a mail server or a folder gets it. */
export type { Ahead, BulkLaneOptions, BulkMessage, BulkOutcome, BulkSource } from './bulk/contract.ts';
export { openBulkLane } from './bulk/lane.ts';
export { composeMessage, type Envelope } from './edition-message.ts';
export { composeLetterMessage, type LetterBody } from './letter-message.ts';
export type { Mailbox } from './mailbox.ts';
export { type MailAnswer, type Mailer, openMailer, type SmtpEnvelope } from './mailer.ts';
export { makeTemplate, type Template, type TemplateHead } from './template/template.ts';
