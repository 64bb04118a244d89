// `make agents`: runs twenty tasks with the tools and without them, and writes the table into docs/agents.md.
// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

import { replaceMeasured } from '../bench/report.mjs';
import { withOwnMock } from '../own-mock.mjs';
import { createHttpInterface, createToolInterface } from './interfaces.mjs';
import { formatTable, runTasks } from './run-tasks.mjs';
import { tasks } from './tasks.mjs';

const program = 'dist/cli.js';
const page = 'docs/agents.md';

await withOwnMock(program, async ({ CONTRACT_BASE_URL: url = '' }) => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'mcp', '--mock', url],
    stderr: 'inherit',
  });
  const client = new Client({ name: 'driver', version: '1' });
  await client.connect(transport);
  try {
    const withTools = await runTasks(tasks, await createToolInterface(client), { url, prefix: 'tools' });
    const withHttp = await runTasks(
      tasks,
      createHttpInterface(url, readFileSync('docs/control-api.md', 'utf8')),
      { url, prefix: 'http' },
    );
    const saved = withTools.at(-1);
    if (saved !== undefined && saved.isDone) runSavedTest(saved.answer);
    const table = formatTable(withTools, withHttp);
    console.log(table);
    writeFileSync(page, replaceMeasured(readFileSync(page, 'utf8'), 'agents', `${table}\n`));
  } finally {
    await client.close();
  }
});

/** The package finds itself by its name. @param {string} answer the text of the tool, with the name of the file after it */
function runSavedTest(answer) {
  const folder = mkdtempSync(join('build', 'saved-'));
  try {
    const file = join(folder, 'saved-world.test.mjs');
    writeFileSync(file, answer.replace(/\nfile: [^]*$/, ''));
    execFileSync(process.execPath, ['--test', file], { stdio: 'pipe' });
    console.log('The saved test passes.');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
