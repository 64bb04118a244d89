// The GitHub Action, whose steps run as on GitHub.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

import { evaluate } from '../testing/expressions.ts';
import { runSteps, type Step as RunnableStep } from '../testing/run-steps.ts';
import { findMistakes, formatAnnotation, formatOutput, splitArguments } from './inputs.mjs';

const read = (path: string) => readFileSync(path, 'utf8');

interface Step extends RunnableStep {
  readonly shell?: string;
}
const action = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs all steps with the inputs that a workflow gives. */
async function runAction(given: Readonly<Record<string, string>>) {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
  const run = await runSteps(action.runs.steps, {
    folder,
    contexts: { inputs: { ...Object.fromEntries(defaults), ...given } },
    variables: { GITHUB_ACTION_PATH: process.cwd() },
  });
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    evaluate(value.replace(/^\$\{\{(.*)\}\}$/, '$1'), run.lookup),
  ]);
  return { ...run, outputs: Object.fromEntries(outputs) as Readonly<Record<string, string>> };
}

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

  test.each([
    [{ run: 'mocks' }, 'The input run is "mocks"; allowed: "mock" or "contract".'],
    [{ port: '4010 && id' }, 'The input port is "4010 && id"; allowed: 0 to 65535.'],
    [{ run: 'contract', 'base-url': 'http://127.0.0.1' }, 'The input token is empty'],
  ])('with the inputs %j, only the first step runs, and fails with an annotation', async (given, message) => {
    const { status, output, ran } = await runAction(given);
    expect([status, ran]).toEqual([2, ['Check the inputs']]);
    expect(output).toContain(`::error::${message}`);
  });

  test('the mock runs on after its steps, and the outputs say where', async () => {
    const { outcome, ran, output, outputs } = await runAction({ args: '--freeze\n' });
    expect([outcome, ran]).toEqual(['success', ['Check the inputs', 'Build', 'Start the mock']]);
    const [, pid = ''] = /^The process: (\d+)$/m.exec(output) ?? [];
    try {
      const response = await fetch(`${outputs['url']}/api/v1/enrichment/status/`, {
        headers: { Authorization: `Bearer ${outputs['token']}` },
      });
      expect(response.status).toBe(200);
      expect([outputs['status'], outputs['report-dir']]).toEqual([undefined, undefined]);
    } finally {
      process.kill(Number(pid));
    }
  });

  test('a mock that does not start fails the step, with its own words', async () => {
    const { status, output, outputs } = await runAction({ args: '--wrong' });
    expect([status, outputs['url']]).toEqual([1, undefined]);
    expect(output).toMatch(/^::error::The mock did not start\..*--wrong/m);
  });

  // A runner obeys the older form "##[warning]" wherever it is in a line.
  test('a check ends as the suite does, and what the checked server sends commands nothing', async () => {
    const server = createServer((_, response) =>
      response.setHeader('Content-Type', 'application/json').end('[{"job_id":"##[stop-commands]all"'),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { status, ran, output, outputs, summary } = await runAction({
      run: 'contract',
      'base-url': `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: 'a-token-of-a-user',
      'report-dir': join(folder, 'report'),
    });
    server.close();
    expect(ran).toEqual(['Check the inputs', 'Build', 'Check the server']);
    expect([status, outputs]).toEqual([1, { status: '1', 'report-dir': join(folder, 'report') }]);
    expect(summary).toBe(read(join(folder, 'report/summary.md')));
    const [, before, stop = '', between, after] =
      /^([^]*)::stop-commands::([\da-f-]{36})\n([^]*)\n::\2::\n([^]*)$/.exec(output) ?? [];
    expect([before, stop.length]).toEqual(['', 36]);
    expect(between).toContain('##[stop-commands]all');
    expect(after).toMatch(/^::error::/);
    expect(after).not.toContain('##[');
    expect(output).not.toContain('a-token-of-a-user');
  });
});
