/** A mail server's address taken apart, and what is asked of the connection to it. */

/** In the words of nodemailer's `SMTPConnection`. */
export type Server = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly tls: { readonly rejectUnauthorized: boolean; readonly minVersion: 'TLSv1.2' };
  readonly auth: { readonly user: string; readonly pass: string } | null;
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/iu;

/**
 * Reads `smtp://` and `smtps://`. Nothing but host, port and login is taken from it: no query can switch encryption off.
 * On the machine itself encryption is not asked for, and certificates are not checked there: they name the machine as
 * others see it.
 */
export function readServer(url: string): Server {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/gu, '');
  const isLoopback = LOOPBACK.test(host);
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isLoopback,
    tls: { rejectUnauthorized: !isLoopback, minVersion: 'TLSv1.2' },
    auth: username === '' ? null : { user: decoded(username), pass: decoded(password) },
  };
}

/** A password with a bare % in it is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
