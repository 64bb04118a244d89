// The pieces of `make bench` in a tiny form; how fast anything is depends on the machine, and no test asks for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { benchGrowth } from './growth.mjs';
import { formatRequest, sendRequests } from './load.mjs';
import { compareCosts, computeMedian } from './measure.mjs';
import { replaceMeasured } from './report.mjs';
import { benchRequests } from './speed.mjs';
import { formatTable } from './table.mjs';

/** CPU times come from /proc. */
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

const createRequest = (nth: number) => formatRequest('POST /path', { 'X-Nth': String(nth) }, 'ä');

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the load', () => {
  const received: string[] = [];
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        received.push(`${request.method} ${request.url} ${String(request.headers['x-nth'])} ${body}`);
        if (request.url === '/missing') response.writeHead(404);
        // Each response has another length, and every second one is chunked.
        const text = 'x'.repeat(received.length * 1000);
        if (received.length % 2 === 0) response.write(text);
        response.end(received.length % 2 === 0 ? '' : text);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(() => server.close());
  const port = () => (server.address() as AddressInfo).port;

  test('every request is sent once, and responses of any length are read to their end', async () => {
    await sendRequests(port(), createRequest, { requests: 20, connections: 3 });
    expect(received.toSorted()).toEqual(
      Array.from({ length: 20 }, (_, nth) => `POST /path ${nth} ä`).toSorted(),
    );
  });

  test('an error is not taken for a quick response', async () => {
    const request = formatRequest('GET /missing');
    await expect(sendRequests(port(), request, { requests: 1 })).rejects.toThrow('404');
    expect(await sendRequests(port(), request, { requests: 1, anyStatus: true })).toMatch(/^HTTP\/1\.1 404 /);
  });
});

test('a ratio is the median over the segments, and one disturbed segment does not change it', () => {
  const cheap = [10, 11, 10, 12, 10];
  expect(compareCosts([30, 33, 30, 36, 900], cheap)).toEqual({ ratio: 3, low: 3, high: 3 });
  expect([computeMedian([3, 1, 2]), computeMedian([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

describeOnLinux('the parts', () => {
  test('each server gets a row, and the mock is compared with itself', async () => {
    const surroundings = { scratch, hasOthers: false, before: undefined };
    const table = await benchRequests('list', surroundings, { segments: 2, requests: 10, warmUp: 1 });
    expect(table.rows.map(([name, , speed]) => `${name}: ${speed?.replace(/\d+\.\d\d/, 'N')}`)).toEqual([
      'bare Express 5: Nx',
      'the mock: Nx',
      'the mock again (A/A): Nx',
      'node:http: Nx',
    ]);
    expect(table.rows.flat().join()).not.toContain('NaN');
    expect(table.notes?.at(-1)).toMatch(/^A\/A: .* differs by \d+\.\d %/);
  });

  test('growth has a column for each number of jobs', async () => {
    const table = await benchGrowth({ scratch }, { sizes: [3], segments: 1, repetitions: 2 });
    expect(table.columns).toEqual(['jobs', '3']);
    expect(table.rows.map(([name]) => name)).toContain('bare list, µs a job');
    expect(table.rows.flat().join()).not.toContain('NaN');
  });
});

test('a table is aligned Markdown, and is written into its place only', () => {
  const table = formatTable({ title: 'T', columns: ['a', 'µs'], rows: [['bb', '1.0']], notes: ['Note.'] });
  expect(table).toBe('### T\n\n| a  |  µs |\n|----|----:|\n| bb | 1.0 |\n\nNote.\n');
  const page =
    'a\n<!-- measured: x -->\nold\n<!-- end measured -->\n<!-- measured: y -->\nold\n<!-- end measured -->\n';
  expect(replaceMeasured(page, 'y', 'new\n')).toBe(
    'a\n<!-- measured: x -->\nold\n<!-- end measured -->\n<!-- measured: y -->\n\nnew\n\n<!-- end measured -->\n',
  );
  expect(() => replaceMeasured(page, 'z', 'new')).toThrow('docs/performance.md has no place for "z"');
});
