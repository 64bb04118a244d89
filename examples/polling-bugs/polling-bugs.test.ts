// The quick form of `make torture`: one seed and few lives, so that it finds the same each time.
import { findFailure, torture } from 'enrichment-sandbox/torture';
import { describe, expect, test } from 'vitest';

import { bugs, soundClients } from './catalog.ts';

const seed = 1;

describe('each bug of a public report is found, by the right rule', () => {
  test.each(Object.entries(bugs))('%s', async (_name, { client, breaks }) => {
    const { finding } = await findFailure(client, { seed, numRuns: 300, log: false });
    expect(breaks).toContain(finding?.rule.name);
  });
});

describe('a sound client is cleared', () => {
  test.each(Object.entries(soundClients))('%s', async (_name, { client }) => {
    const { lives } = await torture(client, { seed, numRuns: 25, log: false });
    expect(lives).toBe(25);
  });
});
