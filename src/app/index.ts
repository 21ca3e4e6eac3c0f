/** The door of `app/`: the use cases, one file each. */
export { allowSubscriber, type Lifted } from './allow-subscriber.ts';
export { approve } from './approve.ts';
export { openBounceHooks } from './bounces/hooks.ts';
export type { MailCounts } from './bounces/visit-box.ts';
export { openBounceWatch, readBounces } from './bounces/watch.ts';
export type { BounceHooks, HookAnswer } from './bounces/webhooks/contract.ts';
export { dayIn, isDay } from './calendar.ts';
export type { Bounced, BounceRow } from './charts/bounced-domains.ts';
export { type ChartsDesk, openChartsDesk } from './charts/charts-desk.ts';
export type { Growth } from './charts/growth.ts';
export type { FactPoint, TrackedFact } from './charts/tracked-facts.ts';
export { type Check, examine } from './doctor.ts';
export { type ApprovedByHand, approveByHand } from './draft/approve-by-hand.ts';
export type { Draft, DraftDesk, MendAnswer } from './draft/contract.ts';
export { openDraftDesk } from './draft/draft-desk.ts';
export type {
  Account,
  AuditLine,
  CodeAnswer,
  EditorDesk,
  EditorsByHand,
  NameRefusal,
  OpenSession,
  PasswordRefusal,
  Place,
  SecondFactor,
  SignedIn,
  SignInAnswer,
} from './editors/contract.ts';
export { openEditors } from './editors/open-editors.ts';
export { examineSending } from './examine-sending/examine-sending.ts';
export {
  countSubscribers,
  exportSubscribers,
  type FoundAddress,
  printSubscribers,
  showSubscriber,
} from './export-subscribers.ts';
export type { FeedFormat } from './feeds.ts';
export { type HealthDesk, openHealthDesk } from './health/health-desk.ts';
export type { Setting, SettingName } from './health/settings.ts';
export {
  type ImportFindings,
  type ImportOutcome,
  importSubscribers,
  type ToldRow,
} from './import-subscribers.ts';
export { type InspectedArticle, inspectFiles } from './inspect.ts';
export type { IngestReport, IngestRequest, SourceOutcome } from './intake/contract.ts';
export { ingest } from './intake/ingest.ts';
export { openReaderOf } from './intake/open-reader.ts';
export { movedLine, outcomeLine } from './intake/outcome-line.ts';
export { makeIssueOf } from './issue/make-issue.ts';
export { type MadeEdition, makeDigest } from './make-edition.ts';
export {
  type AddressRefusal,
  type ChangeAnswer,
  type ConfirmAnswer,
  LEAVING_REASONS,
  type LeavingReason,
  type LeavingWay,
  type LinkRefusal,
  MAX_PAUSE_WEEKS,
  type Membership,
  type Offer,
  type OfferedDigest,
  type Preferences,
  type SignUpForm,
  type TicketState,
  type Visitor,
} from './members/contract.ts';
export { openMembership } from './membership.ts';
export {
  type Measures,
  type NewsDesk,
  openNewsDesk,
  type Readiness,
  type SlotStanding,
  type SourceStanding,
} from './news-desk.ts';
export { openMembers } from './open-members.ts';
export { openStore, type Store } from './open-store.ts';
export { type OpenedVault, openVaultOf } from './open-vault.ts';
export type { OutboxItem, OutboxList, OutboxMessage, OutboxView } from './outbox-view.ts';
export type { PeopleCounts, PeopleDesk, Person, PersonEvent } from './people/contract.ts';
export { openPeopleDesk } from './people/people-desk.ts';
export {
  type EditionList,
  type EditionSummary,
  openPreview,
  type Preview,
  type Reading,
  type Rendering,
} from './preview.ts';
export { openPreviewReaders, type PreviewReaders, type ReaderChoice } from './preview-readers.ts';
export { openPublication, type Publication } from './publication.ts';
export { makeKey, type Rotation, rotateKeysOf } from './rotate-keys.ts';
export { slotLine } from './run/schedule-loop.ts';
export { openServices, type Services } from './run/services.ts';
export type { DueSlot, SlotReport } from './schedule/contract.ts';
export { makeMissed } from './schedule/make-by-hand.ts';
export { upcoming } from './schedule/open-slots.ts';
export { runDueSlots } from './schedule/run-due.ts';
export type {
  SendingPlan,
  SendingProgress,
  SendingReport,
} from './sending/contract.ts';
export { cancelSending, pauseSending, resumeSending } from './sending/control-sending.ts';
export {
  type ActAnswer,
  type ActRefusal,
  openSendingActs,
  type SendingActs,
  type TestAnswer,
} from './sending/desk-acts.ts';
export {
  type MailingDesk,
  openMailingDesk,
  type Replies,
  type SendingStatus,
} from './sending/desk-view.ts';
export { planSending } from './sending/plan-sending.ts';
export { openProgressWatch, type ProgressWatch, type SendingSight } from './sending/progress-watch.ts';
export { runSending } from './sending/run-sending.ts';
export { LATEST_BEGIN_MS } from './sending/sending-loop.ts';
export { testSend } from './sending/test-send.ts';
