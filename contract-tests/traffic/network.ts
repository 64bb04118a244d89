/** How the target is reached: by which proxy, and with whose certificates. */
import { readFileSync } from 'node:fs';

import { type Environment, UsageError } from '../../command-line/command.ts';
import type { Network } from './client.ts';
import { findProxy } from './proxy.ts';

/**
 * @param ca the text of --ca
 * @throws UsageError when the proxy that the surroundings name is none that can be used
 */
export function createNetwork(ca: string | undefined, target: URL, env: Environment): Network {
  const proxy = findProxy(target, env);
  if (proxy === 'unusable')
    throw new UsageError(
      'HTTPS_PROXY or HTTP_PROXY is invalid. It must be a URL such as http://proxy.example:3128.',
    );
  // Node.js leaves out its own extra certificates as soon as it is given others.
  const extra = ca === undefined ? undefined : env['NODE_EXTRA_CA_CERTS'];
  const all = [ca, extra === undefined ? undefined : readText(extra)].flatMap((text) => text ?? []);
  return { ...(proxy === undefined ? {} : { proxy }), ...(all.length === 0 ? {} : { ca: all }) };
}

/** Node.js itself has warned of a file that it could not read. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
