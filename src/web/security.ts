/** What a page of the site may do in a browser: show itself, and send its forms back here. */
import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Sources of a Content-Security-Policy (CSP level 3) by directive. */
type Policy = Readonly<Record<string, readonly string[]>>;

const PAGE_POLICY: Policy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
};

/** A mail brings its styles with it and has links; its frame has no scripts, no forms, no origin. */
const MAIL_POLICY: Policy = {
  'default-src': ["'none'"],
  'style-src': ["'unsafe-inline'"],
  'img-src': ['data:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
  sandbox: ['allow-popups', 'allow-popups-to-escape-sandbox'],
};

function policyHeader(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join(';');
}

/** The header for a framed mail. */
export const MAIL_CONTENT_POLICY = policyHeader(MAIL_POLICY);

/** For pages of the desk that have forms or our own script; no page for the public has any. */
export const DESK_CONTENT_POLICY = policyHeader({
  ...PAGE_POLICY,
  'script-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
});

/** Headers of every answer. HSTS is left to whoever ends TLS in front of us. */
export function helmetOptions({ hasForms }: { readonly hasForms: boolean }): FastifyHelmetOptions {
  const directives = { ...PAGE_POLICY, 'form-action': [hasForms ? "'self'" : "'none'"] } as Record<string, string[]>;
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'sameorigin' },
    strictTransportSecurity: false,
  };
}
