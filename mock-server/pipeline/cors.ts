/** CORS: lets a web page of another origin use the API (Fetch standard, 3.3). The real server does none of this. */
import type { Spec } from '../../openapi/spec.ts';
import type { WireReply, WireRequest } from '../django/message.ts';

/**
 * The additional headers of the response to a request with an `Origin`. Any origin may ask, since a bearer token is given
 * by the page itself and no cookie is: so `*`, also for `Origin: null`, and only well-formed header names are echoed.
 */
export function createCorsHeaders(spec: Spec): WireReply['headers'] {
  const responses = Object.keys(spec.document.components?.responses ?? {}).map(spec.response);
  const names = responses.flatMap(({ headers }) => headers.map(({ name }) => name));
  const exposed = [...new Set(names)].toSorted().join(', ');
  return [anyOrigin, ['Access-Control-Expose-Headers', exposed]];
}

const anyOrigin = ['Access-Control-Allow-Origin', '*'] as const;

/** Includes methods that no operation has: the page can then read the API's own 405 instead of an opaque failure. */
const methods = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';

/** In seconds; not long, since browsers keep it when the mock is started again with other flags. */
const maxAge = '600';

export function isPreflight({ method, headers }: WireRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers['origin'] !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** Whatever the path is: a preflight that fails or is redirected would hide the 404 or 301 from the page. */
export function createPreflightReply({ headers }: WireRequest): WireReply {
  const asked = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim());
  const allowed = asked.filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name)).join(', ');
  const isPrivate = headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    headers: [
      anyOrigin,
      ['Access-Control-Allow-Methods', methods],
      ...(allowed === '' ? [] : [['Access-Control-Allow-Headers', allowed] as const]),
      ['Access-Control-Max-Age', maxAge],
      ...(isPrivate ? [['Access-Control-Allow-Private-Network', 'true'] as const] : []),
    ],
    body: '',
  };
}
