/** Everything behind the sign-up box, opened together: keys, use cases, and the post office that mails for them. */
import type { Config } from '../config/index.ts';
import { openMailer } from '../deliver/index.ts';
import type { Store } from '../store/index.ts';
import { openLiveVault } from './live-vault.ts';
import type { Membership } from './members/contract.ts';
import { decideRequest } from './members/decide.ts';
import type { Office } from './members/office.ts';

import { openMembership } from './membership.ts';
import { openPostOffice } from './post-office.ts';
import { openSigner } from './signer.ts';

/**
 * Work on a request begins a while after its answer: what follows from it takes more or less time, and the next answer
 * must not tell.
 */
const REST_MS = { least: 1000, most: 4000 };

function restMs(): number {
  return REST_MS.least + Math.random() * (REST_MS.most - REST_MS.least);
}

/** What serves subscribers while the program runs. */
export type Members = {
  readonly membership: Membership;
  readonly office: Office;
  /** True while no MUJAZ_KEY is set. */
  readonly isDevelopmentKey: boolean;
  /** Finishes the letters on their way. */
  close(): Promise<void>;
};

/**
 * Opens the subscriptions of a store.
 * @param onFault told in one line what could not be mailed; no address and no token is in it
 * @throws VaultFault when the key does not fit, AppFault or DeliverFault when the key for signing cannot sign
 */
export async function openMembers(config: Config, store: Store, onFault: (line: string) => void): Promise<Members> {
  const signer = await openSigner(config);
  const { vault, isDevelopmentKey, close: stopLooking } = await openLiveVault(config, store, onFault);
  const mailer = openMailer({ ...config.mail, signer });
  const office: Office = {
    config,
    store,
    vault,
    clock: Date.now,
    wake: () => void setTimeout(() => postOffice.wake(), restMs()).unref(),
  };
  const postOffice = openPostOffice({
    config,
    store,
    vault,
    mailer,
    clock: office.clock,
    decide: (request) => decideRequest(office, request),
    onFault,
  });
  return {
    membership: openMembership(office),
    office,
    isDevelopmentKey,
    async close() {
      stopLooking();
      await postOffice.close();
      mailer.close();
    },
  };
}
