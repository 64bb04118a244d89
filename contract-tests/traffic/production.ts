/** Recognizes production hosts, to which the suite never writes. */
import { UsageError } from '../../command-line/command.ts';
import type { EnrichmentDocument } from '../../openapi/document.ts';
import { type Exchange, getHeader } from '../evidence/exchange.ts';

/** The names of the hosts that a document marks as production. */
export function listProductionHosts(...documents: readonly EnrichmentDocument[]): ReadonlySet<string> {
  const named = documents.flatMap((document) => Object.entries(document['x-hosts'] ?? {}));
  return new Set(
    named
      .filter(([, { environment }]) => environment === 'production')
      .map(([host]) => normalizeHostname(host)),
  );
}

/** Ignores the port, the case, and a dot at the end of the name. */
export function isProduction({ hostname }: URL, hosts: ReadonlySet<string>): boolean {
  return hosts.has(normalizeHostname(hostname));
}

function normalizeHostname(hostname: string): string {
  return hostname.toLowerCase().replace(/\.+$/, '');
}

/** @throws UsageError when the URL is at a production host */
export function refuseProduction(url: URL, hosts: ReadonlySet<string>): void {
  if (isProduction(url, hosts)) throw createRefusal(`${url.hostname} is production`);
}

/** @throws UsageError when a response redirects to a production host, which then is behind the given one */
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
