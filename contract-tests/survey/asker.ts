/** Asks the operations of the document, as the caller or as somebody else. */
import type { Spec } from '../../openapi/spec.ts';
import type { Earlier } from '../evidence/earlier.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { ProbeName } from '../evidence/probes.ts';
import type { BaseUrl } from '../traffic/base-url.ts';
import type { HttpClient } from '../traffic/client.ts';
import type { Credential, SurveyPorts, Surveyor } from './surveyor.ts';

export interface SurveyOptions extends SurveyPorts {
  readonly spec: Spec;
  readonly base: BaseUrl;
  readonly token: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
  /** Whether the target is a mock that was started for this run. */
  readonly isOwn?: boolean;
  readonly watchMs: number;
  /** How often a watched job is asked for, in milliseconds. */
  readonly paceMs: number;
  /** UUIDs that no job has; two, to see what differs between answers that should be alike. */
  readonly unknownIds: readonly [string, string];
  readonly onProgress: (work: string, detail: string) => void;
  /** What earlier runs saw, when there is a ledger. */
  readonly earlier?: Earlier;
  /** Names the exchanges that are asked again before they count; none, unless it is said. */
  readonly findDoubts?: FindDoubts;
  /** There when a job of our own may be made. */
  readonly writing?: WritingOptions;
}

/** Names the exchanges that may show nothing but chance. */
export type FindDoubts = (exchanges: readonly Exchange[]) => readonly string[];

export interface WritingOptions {
  /** How long a job of our own is followed, in milliseconds. */
  readonly followMs: number;
  /** Sends also when everything else has been stopped, so that no job is left paused. */
  readonly lastClient: HttpClient;
  /** Says to the user what is done, and what could not be. */
  readonly say: (sentence: string) => void;
  /** The names of hosts to which a target must not lead when it is written to. */
  readonly production: ReadonlySet<string>;
}

/** A survey under way. */
export interface Asker extends SurveyOptions {
  readonly surveyor: Surveyor;
  readonly prefix: string;
  readonly caller: Credential;
}

/** What the operations are called in the document. */
const listId = 'listStatuses';
const detailId = 'getStatus';
export const resultsId = 'getResults';
export const submitId = 'submitEnrichment';
export const controlId = 'controlEnrichment';

type ApiLocation = Pick<Asker, 'spec' | 'base' | 'prefix'>;

export function getListUrl(place: ApiLocation): string {
  return getResource(place).url;
}

/** The operation of a job, or of the list when no job is given, and its URL. */
export function getResource(place: ApiLocation, jobId?: string) {
  const operationId = jobId === undefined ? listId : detailId;
  return { operationId, url: buildUrl(place, operationId, jobId), ...(jobId === undefined ? {} : { jobId }) };
}

/** The URL of an operation. */
export function buildUrl({ spec, base, prefix }: ApiLocation, operationId: string, jobId = ''): string {
  const path = spec.operation(operationId).path.replace('{job_id}', () => encodeSegment(jobId));
  return `${base.origin}${prefix}${path}`;
}

/** An id as a part of a path, whatever a target calls an id. */
function encodeSegment(id: string): string {
  // A half of a surrogate pair, which JSON can hold, has no spelling in a path.
  return encodeURIComponent(Buffer.from(id, 'utf8').toString('utf8'));
}

export function askList(asker: Asker, tag: ProbeName): Promise<Exchange> {
  return askAs(asker, asker.caller, tag);
}

export function askDetail(asker: Asker, tag: ProbeName, jobId: string): Promise<Exchange> {
  return askAs(asker, asker.caller, tag, jobId);
}

/** Asks with another credential than the caller's, or with none. */
export function askAs(
  asker: Asker,
  credential: Credential | undefined,
  tag: ProbeName,
  jobId?: string,
): Promise<Exchange> {
  const resource = getResource(asker, jobId);
  return asker.surveyor.ask({ tag, ...resource, ...(credential === undefined ? {} : { credential }) });
}

/** @param query e.g. `{ page: '2' }`; none asks for what the document gives by default */
export function askResults(
  asker: Asker,
  tag: ProbeName,
  jobId: string,
  query: Readonly<Record<string, string>> = {},
  credential: Credential | undefined = asker.caller,
): Promise<Exchange> {
  const search = new URLSearchParams(query).toString();
  const url = `${buildUrl(asker, resultsId, jobId)}${search === '' ? '' : `?${search}`}`;
  return asker.surveyor.ask({ tag, operationId: resultsId, jobId, url, credential });
}

/** A bearer token, shown as the variable that holds it. */
export function createBearer(token: string, variable: string): Credential {
  return { sent: `Bearer ${token}`, shown: `Bearer $${variable}` };
}

/** Sends a body to Submit or to Control; the client lets it through only where writing is allowed. */
export function post(
  asker: Asker,
  tag: ProbeName,
  operationId: typeof submitId | typeof controlId,
  body: string,
  { jobId, credential }: { readonly jobId?: string; readonly credential?: Credential | undefined } = {
    credential: asker.caller,
  },
): Promise<Exchange> {
  const url = buildUrl(asker, operationId);
  return asker.surveyor.ask({
    tag,
    operationId,
    method: 'POST',
    url,
    body,
    ...(jobId === undefined ? {} : { jobId }),
    ...(credential === undefined ? {} : { credential }),
  });
}

/** Orders something of a job, as the caller. */
export function sendAction(asker: Asker, tag: ProbeName, action: string, jobId: string): Promise<Exchange> {
  const body = JSON.stringify({ csv_file_id: jobId, action });
  return post(asker, tag, controlId, body, { jobId, credential: asker.caller });
}
