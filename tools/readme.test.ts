// What the README shows cannot go stale: its session with curl is run as it stands, its list of scenarios is that of the mock.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { fixture } from '../mock-server/testing/shipped.ts';
import { effectNames } from '../mock-server/faults/fault-keys.ts';
import { rules } from '../mock-server/coach/rules/index.ts';
import { endPrograms, startProgram } from '../command-line/testing/program.ts';

interface Step {
  readonly command: string;
  readonly output: string;
}

const readme = readFileSync('README.md', 'utf8');

/** The commands of a section with what is printed below each; the start of the mock is not among them. */
function sessionIn(title: string): readonly Step[] {
  const [, section = ''] = readme.split(`## ${title}\n`, 2);
  const [text = ''] = section.split('\n## ', 1);
  const lines = text.split('\n').flatMap((line) => /^ {4}(.*)$/.exec(line)?.[1] ?? []);
  const steps: { command: string; output: string }[] = [];
  for (const line of lines) {
    const last = steps.at(-1);
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), output: '' });
    else if (last !== undefined) last.output += `${last.output === '' ? '' : '\n'}${line}`;
  }
  return steps.filter(({ command }) => !command.startsWith('make '));
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

test.each([
  ['Two hours in three commands', 3],
  ['A session with curl', 10],
])('every line of "%s" prints what the README says', async (title, min) => {
  const mock = startProgram('mock', '--port=0', '--freeze', '--now=2026-05-06T14:23:11Z');
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await mock.printed('An hour on')) ?? [];
  const steps = sessionIn(title);
  expect(steps.length).toBeGreaterThanOrEqual(min);
  // One shell for all, since later lines use what earlier ones set; a line of its own tells one output from the next.
  const end = '--- the output ends here';
  const script = steps.map(({ command }) => `${command}\necho\necho '${end}'`).join('\n');
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', script.replaceAll('http://127.0.0.1:4010', url)],
    { cwd: folder },
  );
  const outputs = stdout.split(`${end}\n`).slice(0, -1);
  const described = steps.map(({ command }, index) => ({
    command,
    output: outputs[index]?.replaceAll('\r', '').trim(),
  }));
  expect(described).toEqual(steps);
});

test('the table of scenarios is that of the mock', () => {
  const rows = readme.split('\n').filter((line) => line.startsWith('| `scenario:'));
  const scenarios = Object.values(fixture.scenarios).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(rows).toEqual(scenarios.map(({ name, about }) => `| \`scenario:${name}\` | ${about} |`));
});

/** The rows of the table in a section, whose first column is code. */
function rowsIn(title: string): readonly string[] {
  const [, section = ''] = readme.split(`### ${title}\n`, 2);
  const [text = ''] = section.split('\n### ', 1);
  return text.split('\n').filter((line) => line.startsWith('| `'));
}

test('the table of advice is that of the coach', () => {
  const described = rules.map(({ id, level, title }) => `| \`${id}\` (${level}) | ${title} |`);
  expect(rowsIn('The coach')).toEqual(described);
});

test('the table of effects is that of the faults', () => {
  const firsts = rowsIn('Trouble').map((row) => row.split(' | ', 1).join(''));
  const named = firsts.flatMap((text) => [...text.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
  expect(new Set(named)).toEqual(new Set(effectNames));
});

test("the code for tests of one's own is that of the examples, which are run", () => {
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const files = [
    'vitest/first.test.ts',
    'vitest/in-step.test.ts',
    'playwright/first.spec.ts',
    'msw/first.test.ts',
  ];
  expect(blocks).toEqual(files.map((file) => asAtHome(readFileSync(`examples/${file}`, 'utf8'))));
});

/** As it is in a project that has an app and a client of its own. */
function asAtHome(example: string): string {
  return example
    .replace('../client/follow-job.ts', './follow-job.js')
    .replace(
      /import \{ expect \}( from .*\n)\nimport \{ test \} from '.\/app.ts';\n/,
      'import { expect, test }$1',
    );
}
