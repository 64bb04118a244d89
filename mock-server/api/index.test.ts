import { createSpec } from '../../openapi/spec.ts';
import { spec } from '../testing/shipped.ts';
import { checkHandlers, handlers } from './index.ts';

test('every operation of the shipped document has a handler, and the reverse', () => {
  expect(checkHandlers(spec, handlers)).toEqual([]);
  expect(Object.keys(handlers).toSorted()).toEqual(spec.operations.map(({ id }) => id).toSorted());
});

test('a handler without an operation is reported with the existing operations', () => {
  const { '/api/v1/enrichment/submit/': _, ...paths } = spec.document.paths ?? {};
  const others = spec.operations.map(({ id }) => id).filter((id) => id !== 'submitEnrichment');
  expect(checkHandlers(createSpec({ ...spec.document, paths }), handlers)).toEqual([
    `The mock has a handler for the operation "submitEnrichment", but the document does not define it; it defines ${others.join(', ')}.`,
  ]);
});
