/** The vault of a program that runs on: it notices when the keys are changed under it. */
import type { Config } from '../config/index.ts';
import type { Store } from '../store/index.ts';
import { type Vault, VaultFault } from '../vault/index.ts';
import { openVaultOf } from './open-vault.ts';

/** An open vault that follows the keys of the store. */
export type LiveVault = {
  readonly vault: Vault;
  readonly isDevelopmentKey: boolean;
  /** Looks whether the keys were changed. The faults of a database that is away are left to those who need it. */
  look(): Promise<void>;
  /** Looks no more. */
  close(): void;
};

/** How often a running program looks; a rotation waits for more than two of these before it drops a key. */
export const LOOK_EVERY_MS = 1000;

/**
 * Opens the vault and looks at the keys every second. A key in its file is followed. One that was set cannot be: then
 * nothing is sealed any more, so that nothing is lost, until the program is started again with the new key; links go on
 * being read, so that people can leave.
 * @param onFault told once, in one line
 * @throws VaultFault when the key does not fit
 */
export async function openLiveVault(config: Config, store: Store, onFault: (line: string) => void): Promise<LiveVault> {
  let seen = await printOf(store);
  const opened = await openVaultOf(config, store);
  let vault = opened.vault;
  let retired: VaultFault | null = null;
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    vault: {
      seal(kind, text) {
        if (retired) throw retired;
        return vault.seal(kind, text);
      },
      open: (kind, sealed) => vault.open(kind, sealed),
      isCurrent: (sealed) => vault.isCurrent(sealed),
      hashAddress: (canonical) => vault.hashAddress(canonical),
      hashHost: (network) => vault.hashHost(network),
      link: (link) => vault.link(link),
      readLink: (token) => vault.readLink(token),
      returnPath: (to) => vault.returnPath(to),
      readReturnPath: (token) => vault.readReturnPath(token),
      stamp: (at) => vault.stamp(at),
      readStamp: (stamp) => vault.readStamp(stamp),
    },
    isDevelopmentKey: opened.isDevelopmentKey,
    look,
    close: () => clearInterval(timer),
  };

  async function look(): Promise<void> {
    try {
      const print = await printOf(store);
      if (print === seen) return;
      vault = (await openVaultOf(config, store)).vault;
      seen = print;
      retired = null;
    } catch (error) {
      if (!(error instanceof VaultFault) || retired) return;
      retired = changedFault();
      onFault(`${retired.message} ${retired.next}`);
    }
  }
}

/** Equal as long as nobody changes the keys. */
async function printOf(store: Store): Promise<string> {
  const keys = await store.keys.load<string>();
  return keys.map(({ wrapped }) => wrapped).join();
}

function changedFault(): VaultFault {
  return new VaultFault(
    'the key was changed while this program was running: no address can be read or written.',
    'Start it again with the new MUJAZ_KEY.',
  );
}
