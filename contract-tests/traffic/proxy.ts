/** Finds the proxy in the environment, and opens a tunnel through it. */
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';

import { isLoopback } from './base-url.ts';

import type { Environment } from '../../command-line/command.ts';

export interface Proxy {
  readonly url: URL;
  /** The proxy's URL without its password, for output. */
  readonly host: string;
  readonly authorization?: string;
}

/**
 * The proxy for a URL, from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in either case; never for this machine.
 * @returns undefined if the URL is requested directly; `unusable` if the proxy is not an http proxy
 */
export function findProxy(target: URL, env: Environment): Proxy | 'unusable' | undefined {
  const text = readVariable(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY', env);
  if (text === '' || isLoopback(target.origin) || isExempt(target, readVariable('NO_PROXY', env)))
    return undefined;
  const whole = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(whole)) return 'unusable';
  const url = new URL(whole);
  if (url.protocol !== 'http:') return 'unusable';
  const { username, password, host } = url;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const basic = Buffer.from(credentials).toString('base64');
  return { url, host, ...(username === '' ? {} : { authorization: `Basic ${basic}` }) };
}

/** The secrets of the proxy, which must not appear in any output. */
export function listProxySecrets(env: Environment): readonly string[] {
  const texts = [readVariable('HTTPS_PROXY', env), readVariable('HTTP_PROXY', env)];
  return texts.flatMap((text) => {
    const whole = text.includes('://') ? text : `http://${text}`;
    const { password } = URL.canParse(whole) ? new URL(whole) : { password: '' };
    return password === '' ? [] : [decodeURIComponent(password)];
  });
}

function readVariable(name: string, env: Environment): string {
  return (env[name.toLowerCase()] ?? env[name] ?? '').trim();
}

/** Host names, each including its subdomains, with or without a port; `*` exempts all hosts. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const actual = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', wanted] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const domain = name.replace(/^\*?\./, '');
      const isNamed = hostname === domain || hostname.endsWith(`.${domain}`);
      return isNamed && (wanted === undefined || wanted === actual);
    });
}

/** Opens a tunnel to the host of a URL. @throws Error with a code when the proxy refuses */
export function openTunnel({ url, authorization }: Proxy, to: URL, signal: AbortSignal): Promise<Socket> {
  const target = `${to.hostname}:${to.port === '' ? '443' : to.port}`;
  return new Promise((resolve, reject) => {
    const refuse = (code: string) => reject(Object.assign(new Error('no tunnel'), { code }));
    const asked = httpRequest({
      host: url.hostname.replaceAll(/^\[|\]$/g, ''),
      port: url.port === '' ? 80 : Number(url.port),
      method: 'CONNECT',
      path: target,
      headers: {
        Host: target,
        ...(authorization === undefined ? {} : { 'Proxy-Authorization': authorization }),
      },
      agent: false,
      signal,
    });
    asked.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      return refuse(`PROXY_${statusCode}`);
    });
    asked.on('error', () => refuse('PROXY_UNREACHABLE'));
    asked.end();
  });
}
