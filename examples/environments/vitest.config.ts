import { defineConfig } from 'vitest/config';

// The two ways in which Vitest creates an environment: in the globals of Node, or in a separate context.
const pools = ['threads', 'vmThreads'] as const;

// oxlint-disable-next-line import/no-default-export -- Vitest asks for it.
export default defineConfig({
  test: { projects: pools.map((pool) => ({ extends: true, test: { name: pool, pool } })) },
});
