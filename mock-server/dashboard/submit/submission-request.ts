/** The request with which a client submits records, and the limits of the document for its form. */
import { follow } from '../../../openapi/document.ts';
import type { Spec } from '../../../openapi/spec.ts';
import { scenarioPrefix } from '../../domain/scenario.ts';
import { createSampleRecords } from './sample-records.ts';

export interface Submission {
  readonly bearer: string;
  readonly content:
    | { readonly kind: 'rows'; readonly count: number }
    | { readonly kind: 'file'; readonly file: File };
  /** A category of the document; without one the API takes its default. */
  readonly category: string | undefined;
  readonly criteria: { readonly maxContacts: number; readonly jobTitles: readonly string[] } | undefined;
  /** Only with rows: a file names its own. */
  readonly scenario: string | undefined;
}

export function createSubmissionRequest({
  bearer,
  content,
  category,
  criteria,
  scenario,
}: Submission): RequestInit {
  const Authorization = `Bearer ${bearer}`;
  const asked = {
    ...(category === undefined ? {} : { category }),
    ...(criteria === undefined
      ? {}
      : { criteria: { max_contacts: criteria.maxContacts, job_titles: criteria.jobTitles } }),
  };
  if (content.kind === 'rows') {
    const records = createSampleRecords(
      content.count,
      scenario === undefined ? undefined : `${scenarioPrefix}${scenario}`,
    );
    const headers = { Authorization, 'Content-Type': 'application/json' };
    return { method: 'POST', headers, body: JSON.stringify({ records, ...asked }) };
  }
  const body = new FormData();
  body.append('file', content.file);
  if (asked.category !== undefined) body.append('category', asked.category);
  // A form has no objects; the framework reads a dotted name as one.
  if (criteria !== undefined) body.append('criteria.max_contacts', String(criteria.maxContacts));
  for (const title of criteria?.jobTitles ?? []) body.append('criteria.job_titles', title);
  return { method: 'POST', headers: { Authorization }, body };
}

export interface SubmissionLimits {
  /** The first one is the default. */
  readonly categories: readonly string[];
  readonly maxContacts: { readonly min: number; readonly max: number; readonly default: number };
}

/** What the document allows in a submission. */
export function readSubmissionLimits({ document }: Spec): SubmissionLimits {
  const category = findSchema(document, '#/components/schemas/Category');
  const contacts = findSchema(document, '#/components/schemas/Criteria/properties/max_contacts');
  const names = (category['enum'] as readonly unknown[] | undefined)?.map(String) ?? [];
  const { default: usual = names[0] } = category;
  const {
    minimum = 1,
    maximum = 100,
    default: given = minimum,
  } = contacts as Partial<Record<string, number>>;
  return {
    categories: names.toSorted((a, b) => Number(b === usual) - Number(a === usual)),
    maxContacts: { min: minimum, max: maximum, default: given },
  };
}

function findSchema(document: unknown, pointer: string): Readonly<Record<string, unknown>> {
  const { value } = follow(document, { $ref: pointer }, pointer);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
