// The GitHub Action, whose scripts run as its steps do.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

import { findMistakes, formatAnnotation, formatOutput, splitArguments } from './inputs.mjs';

const read = (path: string) => readFileSync(path, 'utf8');

interface Step {
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly (Step & { readonly id?: string })[] };
};

describe('the GitHub Action', () => {
  test('no input of the action is a part of a script', () => {
    for (const { run = '', shell } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
      for (const [, file = ''] of run.matchAll(/\$GITHUB_ACTION_PATH\/([^"]+)/g))
        expect(existsSync(file)).toBe(true);
    }
  });

  test('each input is used and described, and each output is of a step', () => {
    const used = JSON.stringify(action.runs);
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(used).toContain(`inputs.${name}`);
      expect(description.length).toBeGreaterThan(10);
    }
    const ids = action.runs.steps.map(({ id }) => id);
    for (const { value } of Object.values(action.outputs))
      expect(ids).toContain(/steps\.(\w+)\.outputs/.exec(value)?.[1]);
  });

  test.each([
    [{ RUN: 'mock', PORT: '0' }, []],
    [{ RUN: 'contract', PORT: '0', BASE_URL: 'https://test.example/backend', TOKEN: 'a' }, []],
    [{ RUN: 'mock; id' }, ['The input run is "mock; id"; allowed: "mock" or "contract".']],
    [{ RUN: 'mock', PORT: '4010 && id' }, ['The input port is "4010 && id"; allowed: 0 to 65535.']],
    [{ RUN: 'mock', PORT: '70000' }, ['The input port is "70000"; allowed: 0 to 65535.']],
    [
      { RUN: 'contract', BASE_URL: 'file:///etc', TOKEN: '' },
      [
        'The input base-url is "file:///etc"; give an http or https URL without a password.',
        'The input token is empty; give the token of a user, from a secret.',
      ],
    ],
  ])('the inputs %j: %j', (variables, mistakes) => {
    expect(findMistakes(variables)).toEqual(mistakes);
  });

  test('arguments are lines, so that no shell splits or runs them', () => {
    expect(splitArguments('--freeze\n\n  --world=my file.yaml\n--x=$(id)\n')).toEqual([
      '--freeze',
      '--world=my file.yaml',
      '--x=$(id)',
    ]);
  });

  test('an output or a message cannot begin another one', () => {
    expect(() => formatOutput('url', 'a\nb=c')).toThrow('The output url has a line break.');
    expect(formatAnnotation('error', '50 %\n::notice::x')).toBe('::error::50 %25%0A::notice::x');
  });

  test('the mock runs on after its step, and its outputs are those of the ready file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'));
    const output = join(folder, 'output');
    const { status, stdout } = spawnSync(process.execPath, ['deploy/action/start-mock.mjs'], {
      encoding: 'utf8',
      env: { ...process.env, PORT: '0', ARGS: '--freeze', RUNNER_TEMP: folder, GITHUB_OUTPUT: output },
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('The mock listens on http://')]);
    const [, url = ''] = /^url=(.*)$/m.exec(read(output)) ?? [];
    const [, pid = ''] = /^The process: (\d+)$/m.exec(stdout) ?? [];
    try {
      const response = await fetch(`${url}/api/v1/enrichment/status/`, {
        headers: { Authorization: 'Bearer alice-token' },
      });
      expect(response.status).toBe(200);
    } finally {
      process.kill(Number(pid));
      rmSync(folder, { recursive: true });
    }
  });

  test('a mock that does not start fails the step, with its own words', () => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'));
    const { status, stdout } = spawnSync(process.execPath, ['deploy/action/start-mock.mjs'], {
      encoding: 'utf8',
      env: { ...process.env, PORT: '0', ARGS: '--wrong', RUNNER_TEMP: folder },
    });
    rmSync(folder, { recursive: true });
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/^::error::The mock did not start\..*--wrong/),
    ]);
  });

  // A runner obeys the older form "##[warning]" wherever it is in a line.
  test('what the checked server sends commands nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'));
    const server = createServer((_, response) =>
      response.setHeader('Content-Type', 'application/json').end('[{"job_id":"##[stop-commands]all"'),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const child = spawn(process.execPath, ['deploy/action/run-contract.mjs'], {
      env: {
        ...process.env,
        ARGS: '',
        CONTRACT_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        CONTRACT_TOKEN: 'a-token-of-a-user',
        REPORT_DIR: folder,
      },
    });
    const stdout = await text(child.stdout);
    server.close();
    rmSync(folder, { recursive: true });
    const [, before, stop = '', between, after] =
      /^([^]*)::stop-commands::([\da-f-]{36})\n([^]*)\n::\2::\n([^]*)$/.exec(stdout) ?? [];
    expect([before, stop.length]).toEqual(['', 36]);
    expect(between).toContain('##[stop-commands]all');
    expect(after).toMatch(/^::error::/);
    expect(after).not.toContain('##[');
  });
});
