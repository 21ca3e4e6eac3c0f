/** Whether others can reach the site. */
import type { Config } from '../../config/index.ts';
import { examineSite } from '../examine-mail.ts';

/** An https address that is not this machine's own; how visitors are counted behind a proxy does not matter here. */
export function isSitePublic(config: Config): boolean {
  return examineSite({ ...config, site: { ...config.site, trustProxy: ['loopback'] } }).state === 'ok';
}
