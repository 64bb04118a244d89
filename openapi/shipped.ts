/** The shipped documents, checked and compiled when the program was built. */
import control from 'prepared:control.json';
import enrichment from 'prepared:enrichment.json';

import type { CheckAt } from './conformance.ts';
import type { EnrichmentDocument } from './document.ts';
import { compileDocument } from './json-schema/compile.ts';
import { type Operation, listOperations } from './operations.ts';
import { type Spec, createSpec } from './spec.ts';

/** The shipped enrichment document; it was checked at build time. */
export function loadShippedSpec(): Spec {
  return createSpec(enrichment as EnrichmentDocument);
}

/** The operations of the mock's control API. */
export function listControlOperations(): readonly Operation[] {
  controlOperations ??= listOperations(control as Parameters<typeof listOperations>[0]);
  return controlOperations;
}

/** The whole document of the control API. */
export function getControlDocument(): object {
  return control as object;
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

/** The checks of the shipped enrichment document. */
export function getShippedChecks(): CheckAt {
  shippedChecks ??= compileDocument(enrichment as object, { discriminator: true });
  return shippedChecks;
}

/** The checks of the control document. */
export function getControlChecks(): CheckAt {
  controlChecks ??= compileDocument(control as object, { discriminator: true });
  return controlChecks;
}

/** Checks by the control document with more schemas, which may refer to its own; they stop at the first mistake. */
export function compileControlWith(schemas: object): CheckAt {
  const { components } = control as { readonly components: { readonly schemas: object } };
  const document = { components: { schemas: { ...components.schemas, ...schemas } } };
  return compileDocument(document, { discriminator: true, onlyFirst: true });
}

// Compiled once.
let shippedChecks: CheckAt | undefined;
let controlChecks: CheckAt | undefined;
let controlOperations: readonly Operation[] | undefined;
