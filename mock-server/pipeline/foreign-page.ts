/** Whether a request comes from a foreign web page, by the headers that only browsers can set. */
import type { WireRequest } from '../django/message.ts';

/** Pages of this machine, on any port; no other machine can serve pages under these names. */
const localOrigin =
  /^https?:\/\/(127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|(?:[\w-]+\.)*localhost)(?::\d{1,5})?$/i;

/** An address cannot be pointed at another machine, as a name can. */
const address = /^(\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * A page of this machine, such as a developer's app, is not foreign, and neither is a client without browser
 * headers. A DNS name that points to this machine does not make a page local.
 */
export function isFromForeignPage({ headers }: Pick<WireRequest, 'headers'>): boolean {
  const { host = '', referer } = headers;
  const origin = headers['origin'] ?? /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(referer ?? '')?.[0];
  if (origin !== undefined) return !localOrigin.test(origin) && !isSameAddress(origin, host);
  // Browsers send no Origin with a picture, a script or a link, and none to the page's own host.
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'none') return false;
  return site !== 'same-origin' || !(localOrigin.test(`http://${host}`) || address.test(host));
}

/** Both are served by one machine, which is called by its address. */
function isSameAddress(origin: string, host: string): boolean {
  const [, machine] = address.exec(host) ?? [];
  const [, page] = address.exec(origin.replace(/^https?:\/\//i, '')) ?? [];
  return machine !== undefined && machine === page;
}
