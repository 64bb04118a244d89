// The command as an agent starts it: messages on standard output, everything else on standard error.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startMock } from '../library/start.ts';

const message = (id: number, method: string, params: object) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

test('it answers line by line, outlives lines that are no messages, and ends with its input', async () => {
  const mock = await startMock();
  const child = spawn(process.execPath, ['dist/cli.js', 'mcp', '--mock', mock.url, '--world', 'mine']);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () =>
    JSON.parse(String((await lines.next()).value)) as {
      readonly id: number;
      readonly result: Readonly<Record<string, unknown>>;
    };
  const info = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  };
  child.stdin.write(`{"jsonrpc":\n[]\nnull\n{"jsonrpc":"2.0"}\n${message(1, 'initialize', info)}\n`);
  expect(await next()).toMatchObject({ id: 1, result: { serverInfo: { name: 'enrichment-sandbox' } } });
  child.stdin.write(`${message(2, 'tools/call', { name: 'clock', arguments: {} })}\n`);
  expect(await next()).toMatchObject({ result: { structuredContent: { result: { world: 'mine' } } } });
  child.stdin.write(`${message(3, 'tools/call', { arguments: 7 })}\n`);
  expect(await next()).toMatchObject({ id: 3, error: { message: expect.any(String) } });
  child.stdin.end();
  expect(await ended).toBe(0);
  expect((await lines.next()).done).toBe(true);
  expect(complaints).toContain(`Serving tools for the mock at ${mock.url}, world mine.`);
  expect(complaints).toContain('A message could not be used');
  await mock.stop();
});

test('with --start it starts a mock, which ends with it', async () => {
  const free = await startMock();
  await free.stop();
  const child = spawn(process.execPath, ['dist/cli.js', 'mcp', '--mock', free.url, '--start']);
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  await new Promise((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Serving')) resolve(undefined);
    });
  });
  // The dashboard is there too, and a second agent uses the same mock.
  const page = await fetch(`${free.url}/__mock__/`, { headers: { Accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')]);
  const second = spawn(process.execPath, ['dist/cli.js', 'mcp', '--mock', free.url, '--start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  second.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  await new Promise((resolve) => {
    second.once('close', resolve);
  });
  expect(complaints).toContain('already; if it is a mock, it is used.');
  expect((await fetch(`${free.url}/__mock__/health`)).status).toBe(200);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(`${free.url}/__mock__/health`)).rejects.toThrow('fetch failed');
});

test('without the SDK it says what to install', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-sdk-'));
  for (const part of ['cli.js', 'chunks'])
    cpSync(join('dist', part), join(folder, 'dist', part), { recursive: true });
  const child = spawn(process.execPath, ['dist/cli.js', 'mcp'], { cwd: folder });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const status = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  rmSync(folder, { recursive: true });
  expect([status, complaints]).toEqual([
    2,
    'This command needs the package @modelcontextprotocol/sdk, 1.20 or newer, which is not installed with enrichment-sandbox. Install it next to it: npm install --save-dev @modelcontextprotocol/sdk\n',
  ]);
});
