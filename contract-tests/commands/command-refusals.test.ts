import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runContractInProcess } from '../testing/command-inside.ts';
import { runContract, type CommandResult, type StartedCommand, startContract } from '../testing/command.ts';
import { job } from '../testing/exchanges.ts';
import { serve, stopAll } from '../testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-refusals-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const listPath = '/api/v1/enrichment/status/';
const alice = { CONTRACT_TOKEN: 'alice-token' };
const at = (url: string, ...flags: readonly string[]) => ['--base-url', url, '--watch', '0s', ...flags];

const stopped = 'The run was interrupted before it had sent all requests, so nothing was judged.';

/** The last line of stderr, after the progress lines. */
const lastLine = ({ stderr }: CommandResult) => stderr.trimEnd().split('\n').at(-1);

describe('wrong usage ends with 2 and lists every mistake', () => {
  const noTarget =
    'CONTRACT_TOKEN is set, but there is no base URL. Give --base-url or set CONTRACT_BASE_URL, or unset CONTRACT_TOKEN to judge a mock.';
  const empty = 'The base URL is empty. Give --base-url or CONTRACT_BASE_URL a value, e.g. https://host.';

  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    [
      'several mistakes',
      ['--watch', 'x', '--off', 'lst-shape', '--strickt'],
      alice,
      [
        'Unknown flag --strickt; did you mean --strict?',
        '--off lst-shape: no clause has this id; did you mean "list-shape"?',
        '--watch is "x"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
        noTarget,
      ],
    ],
    ['an empty address', [], { ...alice, CONTRACT_BASE_URL: '' }, [empty]],
    ['a token without an address', [], alice, [noTarget]],
    [
      'a document that does not exist',
      ['--spec', 'no-such.yaml', '--base-url', 'http://127.0.0.1:1'],
      alice,
      ['no-such.yaml cannot be read: there is no such file or folder.'],
    ],
  ])('%s', async (_, args, env, sentences) => {
    expect(await runContractInProcess(args, env)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${sentences.join('\n')}\n`,
    });
  });

  test('a missing token, once the target has responded', async () => {
    const { url } = await serve((_, response) => response.writeHead(401).end());
    const { status, stderr } = await runContractInProcess(at(url));
    expect([status, stderr]).toEqual([
      2,
      'No token is set. Set CONTRACT_TOKEN to the token of a user with jobs, or name another variable with --token-env.\n',
    ]);
  });

  test('a folder for reports that cannot be created', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { status, stderr } = await runContract(
      at('http://127.0.0.1:1', '--report-dir', join(file, 'below')),
      alice,
    );
    expect([status, stderr]).toEqual([
      2,
      `The reports cannot be written: ${join(file, 'below')} cannot be used: a part of the path is a file, not a folder.\n`,
    ]);
  });
});

describe('if nothing can be judged, the run ends with 3 and one sentence', () => {
  test.each<[string, number, Readonly<Record<string, string>>, string]>([
    [
      'refuses the token',
      401,
      {},
      `The target rejected the token (status 401 for URL${listPath}). Check that the token is valid for this target.`,
    ],
    [
      'is another server',
      404,
      {},
      `There is no enrichment API at URL: URL${listPath} and URL/backend${listPath} returned 404. Check the base URL.`,
    ],
    [
      'shows a login page',
      200,
      { 'Content-Type': 'text/html' },
      `URL${listPath} returned a web page instead of JSON. Is there a login page or a proxy in front of the API?`,
    ],
    [
      'redirects',
      302,
      { Location: '/login/' },
      `The target redirects URL${listPath} to /login/. The suite sends a token only to the base URL. If the new address is correct, use it as the base URL.`,
    ],
  ])('a target that %s', async (_, code, headers, sentence) => {
    const { url } = await serve((_request, response) => response.writeHead(code, headers).end('<p>'));
    const ended = await runContractInProcess(at(url), alice);
    expect([ended.status, ended.stdout, lastLine(ended)?.replaceAll(url, 'URL')]).toEqual([3, '', sentence]);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['with a token', alice],
    ['without a token', {}],
  ])('a target that does not listen, %s', async (_, env) => {
    const { url, host, stop } = await serve(() => undefined);
    await stop();
    const ended = await runContractInProcess(at(url), env);
    const sentence = `The target cannot be reached: ${host}: the connection was refused; no server listens at this address.`;
    expect([ended.status, ended.stdout, lastLine(ended)]).toEqual([3, '', sentence]);
  });

  test('a target that hangs, within the given timeout', async () => {
    const { url, host } = await serve(() => undefined);
    const ended = await runContractInProcess(at(url, '--timeout', '100ms'), alice);
    const sentence = `The target cannot be reached: ${host}: it did not respond within 0.1 s.`;
    expect([ended.status, lastLine(ended)]).toEqual([3, sentence]);
  });

  test('a run that a signal stops while it polls jobs', async () => {
    const { url } = await serve((_, response) => response.writeHead(200).end(JSON.stringify([job()])));
    const run = startContract(['--base-url', url, '--watch', '10m'], alice);
    await run.waitForOutput(/watching the jobs/);
    run.kill('SIGINT');
    const ended = await run.ended;
    expect([ended.status, lastLine(ended)]).toEqual([3, stopped]);
  });

  test('a run that a signal stops while it waits for Retry-After', async () => {
    let run: StartedCommand | undefined;
    const { url } = await serve((_, response) => {
      response.on('finish', () => run?.kill('SIGTERM'));
      response.writeHead(503, { 'Retry-After': '30' }).end();
    });
    run = startContract(['--base-url', url], alice);
    const ended = await run.ended;
    expect([ended.status, lastLine(ended)]).toEqual([3, stopped]);
  });
});
