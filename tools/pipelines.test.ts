// Tests the pipelines that users copy: runs their shell code with an `npx` that records its arguments. See also nightly.test.ts.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

import { contractFlags } from '../contract-tests/commands/options.ts';

const place = 'examples/pipelines';
const read = (name: string) => readFileSync(join(place, name), 'utf8');
const gitlab = parse(read('gitlab-ci.yml')) as {
  readonly contract: { readonly script: readonly string[]; readonly rules: readonly unknown[] };
};
const jenkins = read('Jenkinsfile');
const [, jenkinsScript = ''] = /script: '''(.*?)'''/s.exec(jenkins) ?? [];
const scripts = {
  'gitlab-ci.yml': gitlab.contract.script.join('\n'),
  Jenkinsfile: jenkinsScript,
  'nightly.sh': read('nightly.sh'),
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  mkdirSync(join(folder, 'bin'));
  const write = (name: string, text: string) =>
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}`, { mode: 0o755 });
  write('npm', 'exit 0\n');
  // Writes a report into the given folder, and ends as the test requires.
  write(
    'npx',
    `printf '%s\\n' "$@" > "$ASKED"; echo Said.
while [ $# -gt 0 ]; do [ "$1" != --report-dir ] || { mkdir -p "$2"; echo 'The summary' > "$2/summary.md"; }; shift; done
exit "$ENDS"
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const target = { CONTRACT_BASE_URL: 'https://test.example', CONTRACT_TOKEN: 'a-token' };

function runScript(
  text: string,
  ends: number,
  env: Readonly<Record<string, string>> = target,
  // As GitLab and Jenkins start a shell; cron starts the script itself.
  options: readonly string[] = ['-e'],
) {
  const { PATH = '' } = process.env;
  const asked = join(folder, 'asked');
  const { status, stdout, stderr } = spawnSync('sh', [...options, '-c', text], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${PATH}`, ENDS: String(ends), ASKED: asked, ...env },
  });
  const words = existsSync(asked) ? readFileSync(asked, 'utf8').trimEnd().split('\n') : [];
  return { status, stdout, stderr, words };
}

test.each(Object.entries(scripts))('%s works in any shell, with flags of the suite', (_, script) => {
  expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
  const [, command = ''] = /enrichment-sandbox contract ((?:\\\n|.)*)/.exec(script) ?? [];
  const flags = [...command.matchAll(/--([a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(flags).toEqual(expect.arrayContaining(['base-url', 'watch', 'ledger', 'report-dir']));
  expect(flags.filter((flag) => !Object.hasOwn(contractFlags, flag))).toEqual([]);
  expect(flags).not.toContain('allow-writes');
  expect(script).not.toMatch(/--token\b|echo.*TOKEN\}?"/);
});

const ends = [0, 1, 2, 3];

describe('gitlab-ci.yml', () => {
  test.each(ends)(
    'a run that ends with %d ends the job with that status, and the job shows the summary',
    (status) => {
      const ended = runScript(scripts['gitlab-ci.yml'], status);
      expect([ended.status, ended.stdout]).toEqual([status, 'Said.\nThe summary\n']);
      expect(ended.words.slice(0, 5)).toEqual([
        '--no-install',
        'enrichment-sandbox',
        'contract',
        '--base-url',
        'https://test.example',
      ]);
    },
  );

  test('without a setup no request is sent, and the job passes with a message', () => {
    const { status, stdout, words } = runScript(scripts['gitlab-ci.yml'], 1, {});
    expect([status, words, stdout]).toEqual([
      0,
      [],
      expect.stringMatching(/^Nothing was judged: CONTRACT_BASE_URL/),
    ]);
  });

  test('with a token but no base URL the suite runs, and says that the base URL is missing', () => {
    const { status, words } = runScript(scripts['gitlab-ci.yml'], 2, { CONTRACT_TOKEN: 'a-token' });
    expect([status, words.slice(3, 5)]).toEqual([2, ['--base-url', '']]);
  });
});

describe('Jenkinsfile', () => {
  test.each(ends)('a run that ends with %d passes its status to the surrounding script', (status) => {
    expect(runScript(scripts.Jenkinsfile, status)).toMatchObject({ status, stderr: '' });
  });

  test('has balanced braces and brackets, and skips the stage without a setup', () => {
    for (const [open = '', close = ''] of ['{}', '()', '[]'].map((pair) => [...pair]))
      expect(jenkins.split(open).length).toBe(jenkins.split(close).length);
    expect(jenkins).toContain('expression { env.CONTRACT_BASE_URL?.trim() }');
  });
});

const cron = (status: number, text = 'CONTRACT_BASE_URL=https://test.example\nCONTRACT_TOKEN=a-token\n') => {
  const file = join(folder, 'contract.env');
  writeFileSync(file, text);
  return runScript(scripts['nightly.sh'], status, { CONTRACT_HOME: folder, CONTRACT_ENV: file }, []);
};

describe('nightly.sh', () => {
  test('prints nothing if every promise is kept', () => {
    expect(cron(0)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test.each([1, 2, 3])('prints the output and the summary when the run ends with %d', (status) => {
    const ended = cron(status);
    expect([ended.status, ended.stdout]).toEqual([
      status,
      expect.stringMatching(
        new RegExp(`^Said\\.\n\nExit status ${status}; the reports are in .*\n\nThe summary\n$`),
      ),
    ]);
  });

  test('removes only reports older than thirty days', () => {
    const days = Date.now() / 1000 - 86_400;
    for (const [name, age] of [
      ['old', 40],
      ['new', 2],
    ] as const) {
      mkdirSync(join(folder, 'reports', name), { recursive: true });
      utimesSync(join(folder, 'reports', name), days - age * 86_400, days - age * 86_400);
    }
    cron(0);
    expect(readdirSync(join(folder, 'reports'))).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 'new']);
  });

  test('ends with 2 without its settings', () => {
    const ended = runScript(scripts['nightly.sh'], 0, { CONTRACT_ENV: resolve(folder, 'none.env') }, []);
    expect([ended.status, ended.words]).toEqual([2, []]);
  });
});

test('the README has a row for each file, and every reason code in the files exists', () => {
  const others = readdirSync(place).filter((name) => name !== 'README.md');
  expect(others.filter((name) => !read('README.md').includes(`| \`${name}\` |`))).toEqual([]);
});
