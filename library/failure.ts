/** Why a request to the control API got no answer, in a sentence that says what to do. */

/** What each code of Node means for somebody who looks for a mock; `URL` is the address that was asked. */
const reasons: readonly (readonly [codes: RegExp, sentence: string])[] = [
  [
    /^ECONNREFUSED$/,
    'no mock answers at URL (CODE); start one with "enrichment-sandbox mock", and give the base address that it prints, without a path.',
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'the host of URL is not known here (CODE); give the base address that the mock prints.',
  ],
  [
    /^(EPROTO|ERR_SSL_.*)$/,
    'what answers at URL does not speak TLS (CODE); the mock does not either: write http:// in place of https://.',
  ],
  [
    /^(HPE_.*)$/,
    'what answers at URL does not speak HTTP (CODE); give the base address that the mock prints.',
  ],
  [
    /^(.*_SELF_SIGNED_.*|SELF_SIGNED_.*|UNABLE_TO_.*|CERT_.*|ERR_TLS_.*)$/,
    'the certificate of URL is not trusted (CODE); the mock itself speaks plain HTTP: write http:// and its own port.',
  ],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED)$/,
    'what answers at URL broke the connection off before it answered (CODE); it is no mock, or one that was stopped meanwhile.',
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
    'URL cannot be reached from here (CODE); a mock answers on its own machine only: use the address that it prints.',
  ],
  [/^(EACCES|EPERM)$/, 'this program may not connect to URL (CODE); let it use the network of this machine.'],
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
