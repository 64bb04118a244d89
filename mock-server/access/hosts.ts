/** The names under which a request may address the mock, so that no foreign DNS name can point at it. */

/** A Host header in its parts; a name in small letters. */
interface Host {
  readonly name: string;
  readonly isAddress: boolean;
}

const hostPattern = /^(\[[\da-f:.]{2,45}\]|[a-z\d](?:[a-z\d._-]{0,251}[a-z\d])?)(?::\d{1,5})?$/i;
const part = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const address4 = new RegExp(`^${part}(?:\\.${part}){3}$`);

/** @returns undefined when it is neither a name of ASCII letters nor an address */
export function parseHost(header: string | undefined): Host | undefined {
  const name = hostPattern.exec(header ?? '')?.[1]?.toLowerCase();
  return name === undefined ? undefined : { name, isAddress: name.startsWith('[') || address4.test(name) };
}

const loopbackName = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

/** A name or an address that no other machine can have. */
export const isLoopbackName = (name: string): boolean => loopbackName.test(name.toLowerCase());

/** Whether a server that listens there is reachable from this machine only. A name may mean any address. */
export const isLoopbackListener = (host: string): boolean =>
  isLoopbackName(host) || host === '::1' || /^::ffff:127\./i.test(host);

const loopbackAddress = /^(?:127\.|::1$|::ffff:127\.)/i;

/** Whether a socket with this remote address comes from this machine. */
export const isLoopbackAddress = (address: string): boolean => loopbackAddress.test(address);

/** The address as a Host header has it. */
export function toHostName(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

const allowedPattern = /^(?:\*\.)?[a-z\d](?:[a-z\d._-]{0,251}[a-z\d])?$/i;

/** What `--allow-host` accepts, for messages. */
export const allowedHostRule =
  'a host name without a port, such as "sandbox" or "host.docker.internal", or "*.internal" for all names that end so';

/** Whether `--allow-host` accepts the text. */
export const isAllowedHostPattern = (text: string): boolean =>
  allowedPattern.test(text) || hostPattern.exec(text)?.[1] === text;

/** Whether one of the names, or of the endings, covers this one. */
export function isAllowedHost(name: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => {
    const pattern = one.toLowerCase();
    return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
  });
}
