// The driver does the same with both interfaces; with the tools it does each of the twenty tasks.
import { readFileSync } from 'node:fs';

import type { Mock } from '../../library/mock.ts';
import { startMock } from '../../library/start.ts';
import { connectClient } from '../../mcp/testing/connected-client.ts';
import { createHttpInterface, createToolInterface } from './interfaces.mjs';
import { formatTable, runTasks } from './run-tasks.mjs';
import { tasks } from './tasks.mjs';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

test('with the tools, each task is done', async () => {
  const { client, close } = await connectClient({ url: mock.url });
  const rows = await runTasks(tasks, await createToolInterface(client), { url: mock.url, prefix: 'tools' });
  await close();
  expect(rows).toHaveLength(20);
  expect(rows.filter(({ isDone }) => !isDone)).toEqual([]);
});

test('with plain HTTP and the documentation, the driver finds operations and reads what a refusal says', async () => {
  const http = createHttpInterface(mock.url, readFileSync('docs/control-api.md', 'utf8'));
  const some = tasks.slice(0, 4);
  const rows = await runTasks(some, http, { url: mock.url, prefix: 'http' });
  expect(rows.map(({ calls, wrong, isDone }) => [calls, wrong, isDone])).toEqual([
    [1, 0, true],
    [1, 0, true],
    [2, 1, true],
    [1, 0, true],
  ]);
  expect(formatTable(rows, rows)).toContain('| **all 4** | **5** | **1** | **4** | **5** | **1** | **4** |');
});
