/** Which hosts are production, where nothing is ever written. */
import { UsageError } from '../../command-line/command.ts';
import type { EnrichmentDocument } from '../../openapi/document.ts';
import { type Exchange, getHeader } from '../evidence/exchange.ts';

/** The names of hosts that one of the documents calls production. */
export function listProductionHosts(...documents: readonly EnrichmentDocument[]): ReadonlySet<string> {
  const named = documents.flatMap((document) => Object.entries(document['x-hosts'] ?? {}));
  return new Set(
    named
      .filter(([, { environment }]) => environment === 'production')
      .map(([host]) => normalizeHostname(host)),
  );
}

/** Whatever the port, the case, or a dot at the end of the name. */
export function isProduction({ hostname }: URL, hosts: ReadonlySet<string>): boolean {
  return hosts.has(normalizeHostname(hostname));
}

function normalizeHostname(hostname: string): string {
  return hostname.toLowerCase().replace(/\.+$/, '');
}

/** @throws UsageError when the address is at a production host */
export function refuseProduction(url: URL, hosts: ReadonlySet<string>): void {
  if (isProduction(url, hosts)) throw createRefusal(`${url.hostname} is production`);
}

/** @throws UsageError when an answer leads to a production host, which then stands behind the one that was given */
export function refuseRedirects(exchanges: readonly Exchange[], hosts: ReadonlySet<string>): void {
  for (const { request, outcome } of exchanges) {
    const location = outcome.kind === 'response' ? getHeader(outcome, 'location') : undefined;
    if (location === undefined || !URL.canParse(location, request.url)) continue;
    const target = new URL(location, request.url);
    if (isProduction(target, hosts))
      throw createRefusal(`${request.url} redirects to ${target.hostname}, which is production`);
  }
}

function createRefusal(why: string): UsageError {
  return new UsageError(
    `--allow-writes is not allowed: ${why}, and the suite never writes to production. Omit it.`,
  );
}
