/** Restricts the control API to this machine: a foreign page in the user's browser must not control the mock. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const loopbackAddress = /^(127\.|::1$|::ffff:127\.)/;
const loopbackName = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])(:\d{1,5})?$/i;

type Sender = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<Socket, 'remoteAddress' | 'localAddress'>;
};

/** Why the request may not use the control API; undefined when it may. */
export function findForeignReason(request: Sender): string | undefined {
  const { host, origin } = request.headers;
  const { remoteAddress = '', localAddress } = request.socket;
  // A client with the address that the mock listens on is also on this machine.
  const isOwn = remoteAddress !== '' && remoteAddress === localAddress;
  if (!isOwn && !loopbackAddress.test(remoteAddress)) {
    return 'The control API is only reachable from the machine on which the mock runs.';
  }
  // A foreign DNS name can point to 127.0.0.1, but it is not this machine's name.
  if (host === undefined || !(loopbackName.test(host) || (isOwn && namesAddress(host, remoteAddress)))) {
    return `The control API only accepts requests for 127.0.0.1 or localhost; this one has the host ${JSON.stringify(host ?? '')}.`;
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return `The control API rejects requests from pages of another origin; this one comes from ${JSON.stringify(origin)}.`;
  }
  // Browsers send no Origin for a picture, a script or a link, but such a request can still create worlds and replace others.
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') {
    return `The control API rejects requests from pages of another origin; the browser marked this one as ${site}.`;
  }
  return undefined;
}

/** Whether the host is this address itself, with or without a port; DNS cannot redirect an address. */
function namesAddress(host: string, address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  const name = plain.includes(':') ? `[${plain}]` : plain;
  return host === name || (host.startsWith(`${name}:`) && /^:\d{1,5}$/.test(host.slice(name.length)));
}
