/** Parses a base URL as a person writes it. */

export interface BaseUrl {
  /** Scheme and host, e.g. `https://test.ecoreservice.com`. */
  readonly origin: string;
  /** The possible prefixes of the document's paths, the likeliest first, e.g. `/backend`. */
  readonly prefixes: readonly string[];
}

/**
 * Accepts `host`, `https://host/`, `.../backend`, `.../api/v1`, or the URL of any endpoint.
 * @param stem the common prefix of all paths of the document, e.g. `/api/v1/`
 * @param defaultPrefixes the prefixes of the document, used if the text has none
 * @returns undefined if the text has no valid host, or has a user name or a password
 */
export function readBaseUrl(
  text: string,
  stem: string,
  defaultPrefixes: readonly string[],
): BaseUrl | undefined {
  const withScheme = addScheme(text.trim());
  if (!URL.canParse(withScheme)) return undefined;
  const { protocol, origin, pathname, username, password } = new URL(withScheme);
  if (!['http:', 'https:'].includes(protocol) || username !== '' || password !== '') return undefined;
  const path = pathname.replace(/\/+$/, '');
  const cut = `${path}/`.indexOf(stem);
  const prefix = cut >= 0 ? path.slice(0, cut) : path;
  return { origin, prefixes: cut < 0 && prefix === '' ? [...new Set(['', ...defaultPrefixes])] : [prefix] };
}

/** Adds the scheme that a person leaves out; undefined if the text does not start with a host. */
function addScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text)) return text;
  if (/^[^\s/?#:[]+(:\d+)?([/?#]|$)|^\[/.test(text)) return `${isLocal(text) ? 'http' : 'https'}://${text}`;
  return '';
}

/** Whether the host is this machine, where quick requests disturb no other user. */
export function isLoopback(origin: string): boolean {
  return isLocal(new URL(origin).host);
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i.test(host);
}

/** The common prefix of the paths up to a slash, e.g. `/api/v1/`. */
export function findStem(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let length = first.length;
  for (const path of others) while (!path.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1);
}
