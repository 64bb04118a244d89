/** The types of our OpenAPI documents: the standard's and our x- keys. */
import type { OpenAPIV3_1 } from 'openapi-types';

export type Basis = 'documented' | 'sibling' | 'framework' | 'assumed';

export interface Source {
  readonly page: string;
  readonly section: string;
}

/** Where a part comes from: a source, or for an assumption the reason. */
export interface Founded {
  readonly basis: Basis;
  readonly source?: Source;
  readonly reason?: string;
}

export interface DocumentationPage {
  readonly title: string;
  readonly authority: 'normative' | 'secondary' | 'evidence' | 'framework';
  readonly sections: readonly string[];
}

export interface LifeCycleData extends Founded {
  readonly 'internal-statuses': Readonly<
    Record<string, { 'api-status': string; initial?: boolean; works?: boolean; final?: boolean }>
  >;
  readonly 'api-statuses': Readonly<Record<string, { 'ends-polling': boolean; 'has-results': boolean }>>;
  readonly polling: Founded & { readonly 'small-jobs': Pace; readonly 'large-jobs': Pace };
  readonly transitions: readonly TransitionData[];
}

export interface Pace {
  readonly 'from-seconds': number;
  readonly 'to-seconds': number;
}

export interface TransitionData extends Founded {
  readonly from: string;
  readonly to: string;
  readonly cause: TransitionCause;
}

export type TransitionCause = 'time' | 'failure' | 'pause' | 'resume';

export interface QuestionData {
  readonly kind: 'contradiction' | 'open';
  readonly question: string;
  readonly default: string;
  readonly response?: string;
  readonly readings: Readonly<Record<string, ReadingData>>;
  readonly 'ruled-out'?: Readonly<Record<string, { meaning: string; source: Source; reason: string }>>;
}

export interface ReadingData extends Founded {
  readonly meaning: string;
  readonly 'media-type'?: string;
  readonly status?: number;
  readonly example?: string;
  readonly schema?: { readonly $ref: string };
  readonly prefixes?: readonly string[];
  readonly 'fraction-digits'?: number;
  /** Media types by their names in `?format=`. */
  readonly renders?: Readonly<Record<string, string>>;
  readonly wire?: WireData;
  /** Readings of other questions that follow from this one. */
  readonly implies?: Readonly<Record<string, string>>;
}

/** How the responses of a framework version differ. */
export interface WireData {
  readonly headers: Readonly<Record<string, string>>;
  readonly 'html-type': string;
  readonly 'redirect-length': boolean;
  readonly 'header-text': 'bytes' | 'text' | 'mail';
  readonly 'printable-file-names': boolean;
  readonly 'whole-base64': boolean;
  readonly 'blank-page': boolean;
  readonly 'csrf-token-length': number;
  readonly 'long-part-heads': boolean;
  readonly 'binary-charsets': boolean;
  readonly 'reports-failures': boolean;
  readonly limits?: WireLimits;
}

/** How much of a request a version of the framework reads. */
export interface WireLimits {
  readonly 'accept-length': number;
  readonly 'accept-entries': number;
  readonly 'media-type-length': number;
  readonly 'body-bytes': number;
}

/** How many requests to an operation a user with a quota can send. */
export interface ThrottleData extends Founded {
  readonly quota: 'test-token';
  readonly 'window-seconds': number;
}

export interface HostData extends Founded {
  readonly environment: 'production' | 'staging';
}

/** The price of a submitted row in credits, by category. */
export interface CreditsData extends Founded {
  readonly 'per-row': Readonly<Record<string, number>>;
}

/** The document of the enrichment API. */
export type EnrichmentDocument = OpenAPIV3_1.Document & {
  readonly 'x-pages': Readonly<Record<string, DocumentationPage>>;
  readonly 'x-hosts'?: Readonly<Record<string, HostData>>;
  readonly 'x-credits'?: CreditsData;
  readonly 'x-life-cycle': LifeCycleData;
  /** By status code. */
  readonly 'x-other-responses'?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly 'x-questions': Readonly<Record<string, QuestionData>>;
};

/** Follows a JSON pointer such as `#/components/schemas/Job`; undefined if it leads nowhere. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  let node = document;
  for (const key of splitPointer(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}

/** The value itself or the target of its `$ref`, with its pointer. */
export function follow(
  document: unknown,
  value: unknown,
  pointer: string,
): { value: unknown; pointer: string } {
  let found = { value, pointer };
  for (let hops = 0; hops < 16; hops += 1) {
    const ref = getRef(found.value);
    if (ref === undefined) return found;
    found = { value: resolvePointer(document, ref), pointer: ref };
  }
  throw new Error(`The $ref at ${pointer} is circular; it must lead to a value.`);
}

function getRef(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return undefined;
  return typeof value.$ref === 'string' ? value.$ref : undefined;
}

/** The steps of a JSON pointer, unescaped (RFC 6901), without the part before the first slash. */
export function splitPointer(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One step of a JSON pointer, escaped (RFC 6901). */
export function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
