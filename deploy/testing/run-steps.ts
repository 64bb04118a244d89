// Runs the steps of an action or a job as GitHub's runner does: conditions, expressions, outputs and shells.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { evaluate, fillIn, type Functions, isTrue, type Lookup } from './expressions.ts';

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
}

export interface Runner {
  /** The files of the runner, and the working folder of the steps. */
  readonly folder: string;
  readonly cwd?: string;
  /** What expressions find: "inputs", "vars", "secrets", "github" and so on. */
  readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Run {
  readonly outcome: 'success' | 'failure';
  /** The exit status of the step that failed. */
  readonly status: number | null;
  readonly output: string;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the steps that ran; one that uses another action only appears here, with its inputs. */
  readonly ran: readonly string[];
  readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly summary: string;
  readonly lookup: Lookup;
}

export async function runSteps(steps: readonly Step[], runner: Runner): Promise<Run> {
  const { folder, cwd = folder, contexts, variables = {} } = runner;
  mkdirSync(folder, { recursive: true });
  const outputs: Record<string, Record<string, string>> = {};
  const used: Record<string, Record<string, string>> = {};
  const ran: string[] = [];
  const summaryFile = join(folder, 'step-summary.md');
  let outcome: Run['outcome'] = 'success';
  let status: number | null = 0;
  let output = '';

  /** A context must exist, and a step must have been named above; what they lack is empty. */
  const lookup: Lookup = (name) => {
    const [context = '', key = '', , last = ''] = name.split('.');
    if (context === 'steps') {
      if (!steps.some(({ id }) => id === key)) throw new Error(`${name}: no step has this id.`);
      return outputs[key]?.[last];
    }
    const found = contexts[context];
    if (found === undefined) throw new Error(`${name}: there is no context ${context}.`);
    return found[key];
  };
  const functions: Functions = {
    always: () => true,
    success: () => outcome === 'success',
    failure: () => outcome === 'failure',
    hashFiles: (pattern) => (existsSync(join(cwd, String(pattern).split('/')[0] ?? '')) ? 'hash' : ''),
  };
  const fill = (values: Readonly<Record<string, unknown>> = {}) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, fillIn(String(value), lookup, functions)]),
    );

  for (const [index, step] of steps.entries()) {
    const { name = `step ${index}`, id = name } = step;
    const condition = step.if ?? 'success()';
    const isWanted = isTrue(evaluate(condition.replace(/^\$\{\{(.*)\}\}$/s, '$1'), lookup, functions));
    // Without one of these functions, a condition implies success().
    const ignoresFailures = /\b(always|failure)\(\)/.test(condition);
    if (!isWanted || (outcome === 'failure' && !ignoresFailures)) continue;
    ran.push(name);
    if (step.uses !== undefined) used[step.uses] = fill(step.with);
    if (step.run === undefined) continue;
    const outputFile = join(folder, `output-${index}`);
    writeFileSync(outputFile, '');
    const ended = await runScript(step.run, cwd, {
      ...variables,
      ...fill(step.env),
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      RUNNER_TEMP: folder,
    });
    output += ended.output;
    outputs[id] = readOutputs(outputFile);
    if (ended.status === 0 || outcome === 'failure') continue;
    outcome = 'failure';
    status = ended.status;
  }
  const summary = existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : '';
  return { outcome, status, output, outputs, ran, used, summary, lookup };
}

/** With the options of GitHub for `shell: bash`. */
async function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { status, output: stdout + stderr };
}

function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf('=');
      return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}
