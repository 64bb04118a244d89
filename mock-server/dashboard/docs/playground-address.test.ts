// The query of the playground names a world and a document.
import { formatPlaygroundAddress, parsePlaygroundAddress } from './playground-address.ts';

test.each([
  ['', 'default', 'enrichment'],
  ['?world=checkout', 'checkout', 'enrichment'],
  ['?document=control', 'default', 'control'],
  ['?world=a+%26%3F%23&document=control', 'a &?#', 'control'],
])('%j is the world %s and the document %s', (search, world, document) => {
  expect(parsePlaygroundAddress(search)).toEqual({ world, document });
  expect(formatPlaygroundAddress(parsePlaygroundAddress(search))).toBe(search);
});

test('an unknown document is the enrichment document', () => {
  expect(parsePlaygroundAddress('?document=other').document).toBe('enrichment');
});
