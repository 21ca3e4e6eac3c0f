/** Amazon SES, whose notifications come by Amazon SNS: signed there, and only of the one topic that is set. */
import { findStatus, isAboutAddress } from '../../../deliver/index.ts';
import type { BounceKind } from '../../../model.ts';
import type { HookBounce, HookReader, HookReading, HookWorld } from './contract.ts';
import { type Json, listOf, objectOf, parseObject, textOf } from './reading.ts';
import { isSnsUrl, openSnsSignatures } from './sns-signature.ts';

/** @param topic the ARN of the topic */
export function openSesHook(topic: string, world: HookWorld): HookReader {
  const signatures = openSnsSignatures(world);
  return {
    async read({ body }) {
      const envelope = parseObject(body.toString());
      if (!envelope) return { refused: 'malformed' };
      if (textOf(envelope['TopicArn']) !== topic) return { refused: 'forged' };
      const signature = await signatures.check(envelope);
      if (signature !== 'good') return { refused: signature };
      return await readEnvelope(envelope, world);
    },
  };
}

async function readEnvelope(envelope: Json, world: HookWorld): Promise<HookReading> {
  if (envelope['Type'] === 'SubscriptionConfirmation') return await subscribe(envelope, world);
  if (envelope['Type'] !== 'Notification') return { bounces: [] };
  const { Message: message } = envelope;
  const told = typeof message === 'string' ? parseObject(message) : null;
  // The topic may carry other texts, such as the one that says it was set up.
  return { bounces: told ? bouncesOf(told) : [] };
}

/** The topic was named by the operator: that is the wish to be subscribed. */
async function subscribe(envelope: Json, { fetchText, tell }: HookWorld): Promise<HookReading> {
  const url = textOf(envelope['SubscribeURL']);
  if (!isSnsUrl(url)) return { refused: 'malformed' };
  await fetchText(url).then(
    () => tell('Amazon SNS: the subscription of /bounces/ses is confirmed.'),
    () => tell('Amazon SNS: the subscription of /bounces/ses could not be confirmed. Request it again there.'),
  );
  return { bounces: [] };
}

function bouncesOf(told: Json): readonly HookBounce[] {
  const type = textOf(told['notificationType']) || textOf(told['eventType']);
  if (type !== 'Bounce' && type !== 'Complaint') return [];
  const event = objectOf(told[type.toLowerCase()]);
  const finding = type === 'Bounce' ? bounceKind(event) : complaintKind(event);
  if (!finding) return [];
  const mail = objectOf(told['mail']);
  const destinations = listOf(mail['destination']).map(textOf);
  return [
    {
      report: textOf(event['feedbackId']) || `${textOf(mail['messageId'])} ${textOf(event['timestamp'])}`,
      ...finding,
      mail: [textOf(mail['source']), ...messageIdsIn(mail)],
      // The recipients of a bounce are read from the report of somebody else; where a mail went, SES knows by itself.
      recipient: destinations.length === 1 ? (destinations[0] ?? null) : null,
    },
  ];
}

type Kind = { readonly kind: BounceKind; readonly status: string };

function bounceKind(bounce: Json): Kind | null {
  const [first] = listOf(bounce['bouncedRecipients']).map(objectOf);
  const status = findStatus(textOf(first?.['status'])) || findStatus(textOf(first?.['diagnosticCode']));
  const isPermanent = bounce['bounceType'] === 'Permanent';
  if (isPermanent && (status === '' || isAboutAddress(status))) return { kind: 'hard', status };
  // Without a status it may be the answer of somebody's program in their absence.
  return status === '' || textOf(first?.['action']) === 'delayed' ? null : { kind: 'soft', status };
}

function complaintKind(complaint: Json): Kind | null {
  return complaint['complaintFeedbackType'] === 'not-spam' ? null : { kind: 'complaint', status: '' };
}

function messageIdsIn(mail: Json): string[] {
  const headers = listOf(mail['headers']).map(objectOf);
  const found = headers.find((header) => textOf(header['name']).toLowerCase() === 'message-id');
  return [textOf(found?.['value']), textOf(objectOf(mail['commonHeaders'])['messageId'])];
}
