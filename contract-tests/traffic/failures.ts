/** Describes in one sentence why a request failed. */
import { maxBodyBytes } from '../evidence/bounds.ts';

const brokenHttp = 'the response is not valid HTTP';
const tooLong = `the response was longer than ${maxBodyBytes / 1024 / 1024} MiB`;
const unknownCa = 'the TLS certificate comes from an unknown CA; give this CA with --ca FILE';
const noTls = 'the port does not use TLS; is it http instead of https?';

/** Error codes as sentences; error messages are never used, since they may contain parts of the request. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; no server listens at this address',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while the request was being sent',
  ENOTFOUND: 'the host does not exist',
  EAI_AGAIN: 'the host name could not be resolved',
  ETIMEDOUT: 'the connection timed out',
  EADDRNOTAVAIL: 'the host cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'the TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the TLS certificate is self-signed; give your CA with --ca FILE',
  SELF_SIGNED_CERT_IN_CHAIN: unknownCa,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownCa,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownCa,
  CERT_NOT_YET_VALID: 'the TLS certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the TLS certificate is for another host',
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  HPE_HEADER_OVERFLOW: 'the response headers are too large',
  PROXY_UNREACHABLE: 'the proxy cannot be reached; check HTTPS_PROXY and NO_PROXY',
  PROXY_407: 'the proxy requires a user name and a password; put them into HTTPS_PROXY',
  CUT_SHORT: 'the response ended too early',
  STALLED: 'the response stopped before its end',
  TOO_LONG: tooLong,
  ERR_BUFFER_TOO_LARGE: tooLong,
};

/** @param code of the error, since its message may contain parts of the request */
export function formatReason(code: string): string {
  const known = reasons[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return brokenHttp;
  if (code.startsWith('PROXY_'))
    return `the proxy refused to connect to the target (status ${code.slice(6)})`;
  if (code.startsWith('ERR_SSL_')) return `the TLS handshake failed (${code})`;
  return `the exchange failed (${code})`;
}

/** Whether an unreadable response came, so that it is malformed rather than missing. */
export function isMalformed(code: string): boolean {
  return (
    code === 'CUT_SHORT' || code === 'STALLED' || (code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW')
  );
}
