/** Asks the two status operations, as the caller or as somebody else. */
import type { Spec } from '../../openapi/spec.ts';
import type { Exchange, Tag } from '../evidence/exchange.ts';
import type { BaseUrl } from './base-url.ts';
import type { Credential, Ports, Surveyor } from './surveyor.ts';

export interface SurveyOptions extends Ports {
  readonly spec: Spec;
  readonly base: BaseUrl;
  readonly token: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
  readonly watchMs: number;
  /** How often a watched job is asked for, in milliseconds. */
  readonly paceMs: number;
  /** UUIDs that no job has; two, to see what differs between answers that should be alike. */
  readonly unknownIds: readonly [string, string];
  readonly onProgress: (work: string, detail: string) => void;
}

/** A survey under way. */
export interface Asker extends SurveyOptions {
  readonly surveyor: Surveyor;
  readonly prefix: string;
  readonly caller: Credential;
}

/** What the two status operations are called in the document. */
const listId = 'listStatuses';
const detailId = 'getStatus';

export function listUrl(asker: Pick<Asker, 'spec' | 'base' | 'prefix'>): string {
  return resourceOf(asker).url;
}

/** The operation of a job, or of the list when no job is given, and its URL. */
export function resourceOf({ spec, base, prefix }: Pick<Asker, 'spec' | 'base' | 'prefix'>, jobId?: string) {
  const operationId = jobId === undefined ? listId : detailId;
  const path = spec.operation(operationId).path.replace('{job_id}', () => segment(jobId ?? ''));
  return { operationId, url: `${base.origin}${prefix}${path}`, ...(jobId === undefined ? {} : { jobId }) };
}

/** An id as a part of a path, whatever a target calls an id. */
function segment(id: string): string {
  // A half of a surrogate pair, which JSON can hold, has no spelling in a path.
  return encodeURIComponent(Buffer.from(id, 'utf8').toString('utf8'));
}

export function askList(asker: Asker, tag: Tag): Promise<Exchange> {
  return askAs(asker, asker.caller, tag);
}

export function askDetail(asker: Asker, tag: Tag, jobId: string): Promise<Exchange> {
  return askAs(asker, asker.caller, tag, jobId);
}

/** Asks with another credential than the caller's, or with none. */
export function askAs(
  asker: Asker,
  credential: Credential | undefined,
  tag: Tag,
  jobId?: string,
): Promise<Exchange> {
  const resource = resourceOf(asker, jobId);
  return asker.surveyor.ask({ tag, ...resource, ...(credential === undefined ? {} : { credential }) });
}

/** A bearer token, shown as the variable that holds it. */
export function bearer(token: string, variable: string): Credential {
  return { sent: `Bearer ${token}`, shown: `Bearer $${variable}` };
}
