/** What errors of the client library and of Node mean: half a sentence each, without secrets. */
import { notCluster, RedisLostError, RedisReplyError } from './connection.ts';

/** Why there is no connection: half a sentence, or an error reply to its first commands. */
export type Reason = RedisReplyError | string;

export const notYet: Reason = 'it has not answered yet';
/** A server without TLS waits for more. */
export const notYetTls: Reason =
  'it has not answered yet (if it does not use TLS: write redis:// in place of rediss://)';
export const connecting: Reason = 'it does not answer yet, or is still loading its data';
export const incomplete: Reason = 'its cluster does not serve yet';
export const cutOff: Reason = 'the connection was lost';
export const refusing: Reason = 'it closes each connection at once: perhaps it requires TLS (rediss://)';

/** What errors of the library and of Node have. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  /** Of the commands before EXEC, beside its own. */
  readonly previousErrors?: readonly Failure[];
  /** Of a cluster that cannot be used. */
  readonly lastNodeError?: Failure;
}

const toFailure = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {});

const toReplyError = ({ name, message = '' }: Failure): RedisReplyError | undefined =>
  name === 'ReplyError' ? new RedisReplyError(message) : undefined;

/** The failure of commands that were sent. */
export function toCommandError(error: unknown): Error {
  const failure = toFailure(error);
  const { previousErrors: [first = failure] = [] } = failure;
  return toReplyError(first) ?? new RedisLostError('the connection was lost, or no reply came in time', true);
}

const systemReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its host has no address',
  EAI_AGAIN: 'its host has no address at present',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to its host',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not use TLS: write redis:// in place of rediss://',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not use TLS: write redis:// in place of rediss://',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: requireCertificate(),
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: requireCertificate(),
};
const untrusted: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
/** They only say that a connection ended, so that an earlier reason says more. */
const ends: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

function requireCertificate(): string {
  return 'it requires a certificate of its clients: name one with ?cert=FILE&key=FILE, or set tls-auth-clients no';
}

/** @param before the reason so far */
export function explain(error: unknown, before: Reason): Reason {
  const failure = toFailure(error);
  const { code, lastNodeError } = failure;
  if (lastNodeError !== undefined) return explainCluster(lastNodeError);
  const isKnown = before instanceof RedisReplyError || before === refusing || before === crowded;
  if (code !== undefined && ends.has(code) && (isKnown || before === connecting))
    return isKnown ? before : refusing;
  if (code === 'ETIMEDOUT' && before === notYetTls) return before;
  if (code !== undefined) return explainCode(code);
  const reply = toReplyError(failure);
  if (reply === undefined) return isKnown ? before : 'it does not answer';
  return reply.code === 'ERR' ? crowded : reply;
}

function explainCode(code: string): string {
  if (untrusted.has(code))
    return `its certificate is not trusted (${code}): name its CA with ?ca=FILE or in NODE_EXTRA_CA_CERTS`;
  return systemReasons[code] ?? `the connection failed (${code})`;
}

const crowded = 'it refuses connections: perhaps it has too many clients (maxclients)';

function explainCluster(failure: Failure): Reason {
  const reply = toReplyError(failure);
  if (reply?.code === 'ERR') return new RedisReplyError(notCluster);
  return reply ?? (failure.code === undefined ? 'none of its nodes answers' : explainCode(failure.code));
}
