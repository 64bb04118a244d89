/** Explains in a sentence why a request to the control API got no response, and what to do. */

/** Messages by Node's error code; `URL` is the requested URL. */
const reasons: readonly (readonly [codes: RegExp, sentence: string])[] = [
  [
    /^ECONNREFUSED$/,
    'no mock is listening at URL (CODE). Start one with "enrichment-sandbox mock", and use the base URL that it prints, without a path.',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'the host name of URL is unknown here (CODE). Use the base URL that the mock prints.',
  ],
  [
    /^(EPROTO|ERR_SSL_.*)$/,
    'the server at URL does not use TLS (CODE). Neither does the mock: write http:// instead of https://.',
  ],
  [/^(HPE_.*)$/, 'the server at URL does not speak HTTP (CODE). Use the base URL that the mock prints.'],
  [
    /^(.*_SELF_SIGNED_.*|SELF_SIGNED_.*|UNABLE_TO_.*|CERT_.*|ERR_TLS_.*)$/,
    'the certificate of URL is not trusted (CODE). The mock itself speaks plain HTTP: use http:// and its own port.',
  ],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED)$/,
    'the server at URL closed the connection before it responded (CODE). It is not a mock, or it was stopped in the meantime.',
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
    'URL cannot be reached from here (CODE). A mock is only reachable on its own machine: use the address that it prints.',
  ],
  [
    /^(EACCES|EPERM)$/,
    'this program is not allowed to connect to URL (CODE). Give it access to the network of this machine.',
  ],
];

/** @param error what sending the request was rejected with */
export function formatFailure(url: string, error: unknown): string {
  const code = findCode(error);
  const known = reasons.find(([codes]) => codes.test(code))?.[1];
  const shown = code === '' ? '' : ` (${code})`;
  return known === undefined
    ? `the request to ${url} failed${shown}: ${getMessage(error)}`
    : known.replace('URL', () => url).replace('CODE', code);
}

/** Of the error, of one of those that it sums up, or of its cause. */
function findCode(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 3) return '';
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return findCode(Array.isArray(errors) ? errors[0] : cause, depth + 1);
}

function getMessage(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  const { message, cause } = error as { readonly message: unknown; readonly cause?: unknown };
  return cause === undefined ? String(message) : `${String(message)}: ${getMessage(cause)}`;
}
