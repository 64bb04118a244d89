// Tests that the two pages for all readers stay short (the table of layers is half of ARCHITECTURE.md), and that the README's figures are those of the contract.
import { readFileSync, statSync } from 'node:fs';

import { contract } from '../../contract-tests/contract/index.ts';

test.each(['README.md', 'ARCHITECTURE.md'])('%s is at most 12 kB', (page) => {
  expect(statSync(page).size).toBeLessThanOrEqual(12_000);
});

test('the README counts the clauses of the contract', () => {
  const counts = [...readFileSync('README.md', 'utf8').matchAll(/(\d+) clauses/g)].map(([, count]) => count);
  expect(counts).toContain(String(contract.length));
});
