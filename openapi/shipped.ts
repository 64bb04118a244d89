/** The shipped documents, checked and compiled when the program was built. */
import control from 'prepared:control.json';
import enrichment from 'prepared:enrichment.json';

import type { CheckAt } from './conformance.ts';
import type { SchemaCheck } from './diagnostics/schema-error.ts';
import type { EnrichmentDocument } from './document.ts';
import { type Operation, listOperations } from './operations.ts';
import { type Spec, createSpec } from './spec.ts';

/** The shipped enrichment document; it was checked at build time. */
export function loadShippedSpec(): Spec {
  return createSpec(enrichment as EnrichmentDocument);
}

/** The operations of the mock's control API. */
export function listControlOperations(): readonly Operation[] {
  return listOperations(control as Parameters<typeof listOperations>[0]);
}

/** The readable state of the mock and of one world in the control API: GET paths and their contents. */
export function listControlViews(): readonly { readonly path: string; readonly summary: string }[] {
  const { paths } = control as {
    readonly paths: Readonly<Record<string, { readonly get?: { readonly summary?: string } }>>;
  };
  return Object.entries(paths).flatMap(([path, { get }]) =>
    get?.summary === undefined || /\{(?!world\})/.test(path) ? [] : [{ path, summary: get.summary }],
  );
}

/** The compiled schemas of the shipped enrichment document, loaded on first use. */
export async function loadShippedChecks(): Promise<CheckAt> {
  return toCheckAt((await import('prepared:validators.cjs')).default);
}

/** The compiled schemas of the control document, loaded on first use. */
export async function loadControlChecks(): Promise<CheckAt> {
  return toCheckAt((await import('prepared:control-validators.cjs')).default);
}

/** The compiled schemas of the entries of a log, which stop at the first mistake; loaded on first use. */
export async function loadLogChecks(): Promise<CheckAt> {
  return toCheckAt((await import('prepared:log-validators.cjs')).default);
}

/** The compiled schemas of a prepared module, by their pointers. */
export function toCheckAt(compiled: unknown): CheckAt {
  const checks = compiled as Readonly<Record<string, SchemaCheck>>;
  return (pointer) => {
    const check = checks[pointer];
    if (check === undefined)
      throw new Error(`There is no compiled schema for ${pointer}; add it to listSchemaPointers.`);
    return check;
  };
}
