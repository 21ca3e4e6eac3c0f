/** Whether each mail server of the configuration can be used for digests. */
import type { Config, Relay } from '../../config/index.ts';
import { examineRelay, type RelayExamination, relayPlace } from '../../deliver/index.ts';
import type { Finding } from '../examine-mail.ts';
import { domainOf } from './domains.ts';
import { fault, ok, warning } from './findings.ts';

/** A digest with many stories has some hundred kilobytes. */
const SMALLEST_LIMIT = 1_000_000;

/** Connects, logs in and names our return path, without sending anything. */
export async function checkRelay(relay: Relay, { bounces }: Pick<Config, 'bounces'>, ms: number): Promise<Finding> {
  const { host, port } = relayPlace(relay.url);
  const examination = await examineRelay(relay.url, senderLike(bounces.address), ms);
  return describeRelay(relay.name, `${host}:${port}`, examination);
}

/** The envelope's sender has a part behind a + in every mail; some servers do not take that. */
function senderLike(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+examination@${domainOf(address)}`;
}

/** What was found, in words. */
export function describeRelay(variable: string, place: string, relay: RelayExamination): Finding {
  if (!relay.isUsable) {
    return relay.isEncryptionAtFault
      ? fault(
          `${place} cannot be talked to in secret: ${relay.reply}`,
          `Off this machine mails go encrypted only: name in ${variable} a port with STARTTLS (587) or smtps://...:465, and the host that its certificate is for.`,
        )
      : fault(
          `${place} cannot be used: ${relay.reply}`,
          `Check host, port, user and password in ${variable}. Until then the digests wait; none is lost.`,
        );
  }
  const traits = [
    relay.encryption ?? 'not encrypted, on this machine',
    relay.login === 'done' ? 'logged in' : 'no login',
    relay.size === null ? 'no limit of size named' : `messages up to ${inMegabytes(relay.size)}`,
    relay.hasPipelining ? 'PIPELINING' : 'no PIPELINING (slower)',
  ].join(', ');
  const { answer, reply } = relay.sender;
  if (answer === 'refused') {
    return fault(
      `${place} refuses our return path: ${reply}`,
      'Let the server send in the name of bounces.address (or sender.address), with something behind a +, or set bounces.address to one that it takes.',
    );
  }
  if (answer === 'later') {
    return warning(`${place} does not take our return path now: ${reply}`, 'Run npx mujaz doctor --send again later.');
  }
  if (relay.login === 'not-offered') {
    return warning(
      `${place}: ${traits}; a user is set, and the server asks for none`,
      `Name the port for logging in (587, or smtps://...:465) in ${variable}, or leave user and password out.`,
    );
  }
  if (relay.size !== null && relay.size < SMALLEST_LIMIT) {
    return warning(
      `${place}: ${traits}`,
      'Large digests will be refused: raise the limit of the server to 1 MB at least (Postfix: message_size_limit).',
    );
  }
  return ok(`${place}: ${traits}, takes our return path`);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
