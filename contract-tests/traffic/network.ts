/** Configures the connection to the target: proxy and certificates. */
import { readFileSync } from 'node:fs';

import { type Environment, UsageError } from '../../command-line/command.ts';
import type { Network } from './client.ts';
import { findProxy } from './proxy.ts';

/**
 * @param ca the text of --ca
 * @throws UsageError when the proxy in the environment is invalid
 */
export function createNetwork(ca: string | undefined, target: URL, env: Environment): Network {
  const proxy = findProxy(target, env);
  if (proxy === 'unusable')
    throw new UsageError(
      'HTTPS_PROXY or HTTP_PROXY is invalid. It must be a URL such as http://proxy.example:3128.',
    );
  // Node.js ignores its default certificates as soon as it gets others.
  const extra = ca === undefined ? undefined : env['NODE_EXTRA_CA_CERTS'];
  const all = [ca, extra === undefined ? undefined : readText(extra)].flatMap((text) => text ?? []);
  return { ...(proxy === undefined ? {} : { proxy }), ...(all.length === 0 ? {} : { ca: all }) };
}

/** Ignores an unreadable file, because Node.js has already warned about it. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
