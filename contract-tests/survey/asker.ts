/** Sends requests for the operations of the document, as the caller or with another credential. */
import type { Spec } from '../../openapi/spec.ts';
import type { Earlier } from '../evidence/earlier.ts';
import type { Exchange } from '../evidence/exchange.ts';
import type { ProbeName } from '../evidence/probes.ts';
import type { BaseUrl } from '../traffic/base-url.ts';
import type { HttpClient } from '../traffic/client.ts';
import { type ModeLimits, modes } from '../traffic/modes.ts';
import type { Credential, SurveyPorts, Surveyor } from './surveyor.ts';

export interface SurveyOptions extends SurveyPorts {
  readonly spec: Spec;
  readonly base: BaseUrl;
  readonly token: string;
  readonly otherToken?: string;
  readonly expiredToken?: string;
  /** Of a user without jobs. */
  readonly emptyToken?: string;
  /** A job of the caller that the user knows from elsewhere. */
  readonly knownJobId?: string;
  /** Whether the target is a mock that was started for this run. */
  readonly isOwn?: boolean;
  readonly watchMs: number;
  /** The interval between polls of a watched job, in milliseconds. */
  readonly paceMs: number;
  /** Two UUIDs that no job has, to see how equal responses may differ. */
  readonly unknownIds: readonly [string, string];
  readonly onProgress: (work: string, detail: string) => void;
  /** The observations of earlier runs, if there is a ledger. */
  readonly earlier?: Earlier;
  /** Selects the exchanges to repeat before they count; none by default. */
  readonly findDoubts?: FindDoubts;
  /** Present if the run may create its own job. */
  readonly writing?: WritingOptions;
}

/** Selects the exchanges that may be random faults. */
export type FindDoubts = (exchanges: readonly Exchange[]) => readonly string[];

export interface WritingOptions {
  /** How long the run's own job is polled, in milliseconds. */
  readonly followMs: number;
  /** Sends even after everything else has stopped, so that no job stays paused. */
  readonly lastClient: HttpClient;
  /** Lets the methods that a status URL must reject through to a job that the run created. */
  readonly admit: (url: string) => void;
  /** Tells the user about writes and their failures. */
  readonly say: (sentence: string) => void;
  /** The names of production hosts, to which a target must not redirect during writes. */
  readonly production: ReadonlySet<string>;
}

/** The state of a running survey. */
export interface Asker extends SurveyOptions {
  readonly surveyor: Surveyor;
  readonly prefix: string;
  readonly caller: Credential;
}

/** The operation ids of the document. */
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

/** Encodes an id as one path segment, whatever it contains. */
function encodeSegment(id: string): string {
  // A lone surrogate, which JSON can contain, cannot be encoded in a path.
  return encodeURIComponent(Buffer.from(id, 'utf8').toString('utf8'));
}

export function askList(asker: Asker, tag: ProbeName): Promise<Exchange> {
  return askAs(asker, asker.caller, tag);
}

export function askDetail(asker: Asker, tag: ProbeName, jobId: string): Promise<Exchange> {
  return askAs(asker, asker.caller, tag, jobId);
}

/** Sends a request with another credential than the caller's, or with none. */
export function askAs(
  asker: Asker,
  credential: Credential | undefined,
  tag: ProbeName,
  jobId?: string,
): Promise<Exchange> {
  const resource = getResource(asker, jobId);
  return asker.surveyor.ask({ tag, ...resource, ...(credential === undefined ? {} : { credential }) });
}

/** @param query e.g. `{ page: '2' }`; without it the document's defaults apply */
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

/** The paths to which a POST may go: Submit, Control, and the list, which must reject it. */
export function listWritePaths(spec: Spec): readonly string[] {
  return [submitId, controlId, listId].map((id) => spec.operation(id).path);
}

/** Asks for German, to see that the words of the API stay the same. */
export const inGerman = [{ name: 'Accept-Language', sent: 'de', shown: 'de' }] as const;

/** A bearer token, shown as its variable. */
export function createBearer(token: string, variable: string): Credential {
  return { sent: `Bearer ${token}`, shown: `Bearer $${variable}` };
}

/** Sends a body to Submit or to Control; the client sends it only if writing is allowed. */
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

/** Sends an action for a job, as the caller. */
export function sendAction(asker: Asker, tag: ProbeName, action: string, jobId: string): Promise<Exchange> {
  const body = JSON.stringify({ csv_file_id: jobId, action });
  return post(asker, tag, controlId, body, { jobId, credential: asker.caller });
}

/** The limits of the run's mode; those of `nightly` by default. */
export function getMode({ limits }: SurveyOptions): ModeLimits {
  return limits?.mode ?? modes.nightly;
}
