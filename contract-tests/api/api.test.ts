import { UsageError } from '../../command-line/command.ts';
import { contract } from '../contract/index.ts';
import { canaries, forbidden, createHostileHandler } from '../testing/hostile.ts';
import { serveTarget } from '../testing/run-inside.ts';
import { sampleVerdicts, createRun } from '../testing/runs.ts';
import { serve, stopAll } from '../testing/serve.ts';
import {
  type ContractEvidence,
  ContractError,
  contractClauses,
  judge,
  observe,
  observeSync,
} from './index.ts';
import { toContractVerdict } from './judge.ts';

afterEach(stopAll);

const alice = { CONTRACT_TOKEN: 'alice-token' };
const quick = { watch: '0s', env: alice } as const;

const thrown = async (work: () => unknown): Promise<Error> => {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
};

describe('contractClauses', () => {
  test('lists the whole contract in its order, each with where the promise is made', () => {
    const clauses = contractClauses();
    expect(clauses.map(({ id }) => id)).toEqual(contract.map(({ id }) => id));
    expect(clauses[0]).toEqual({
      id: 'list-own-jobs-only',
      section: 'status: Overview',
      level: 'MUST',
      promise: contract[0]?.promise,
      basis: 'documented',
      source: 'documented: status page, Overview',
    });
    for (const { source, section } of clauses) expect([source, section]).not.toContain('');
  });
});

describe('lists the whole contract in order, each clause with its source', () => {
  test('collects what judge gives a verdict on for each clause', async () => {
    const { url } = await serveTarget();
    const evidence = await observe({ ...quick, baseUrl: url });
    expect(evidence.baseUrl).toBe(url);
    expect(evidence.requests).toBeGreaterThan(5);
    const verdicts = judge(evidence);
    expect(verdicts.map(({ id }) => id)).toEqual(contract.map(({ id }) => id));
    expect(verdicts.find(({ id }) => id === 'valid-token-accepted')).toMatchObject({
      state: 'kept',
      result: 'passed',
      title: `valid-token-accepted: ${contract.find(({ id }) => id === 'valid-token-accepted')?.promise}`,
    });
  });

  test('judge returns a verdict for each clause from the evidence that observe collected', async () => {
    const { url } = await serveTarget();
    const evidence = await observe({ ...quick, env: { ...alice, CONTRACT_BASE_URL: url } });
    expect(judge(JSON.parse(JSON.stringify(evidence)) as ContractEvidence)).toEqual(judge(evidence));
  });

  test('evidence can be stored as JSON and judged later', async () => {
    const { url } = await serve(createHostileHandler('answers'));
    const evidence = await observe({ baseUrl: url, watch: '0s', env: { ...canaries } });
    const text = JSON.stringify([evidence, judge(evidence)]);
    expect(forbidden.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['without a base URL', {}, 'No base URL is given. Give `baseUrl`, or set CONTRACT_BASE_URL.'],
    [
      'with a misspelt option',
      { baseURL: 'http://127.0.0.1:1' },
      'Unknown option "baseURL"; did you mean "baseUrl"?',
    ],
    [
      'in a mode that writes, without allowWrites',
      { baseUrl: 'http://127.0.0.1:1', mode: 'full' },
      '"mode" full writes, so it needs "allowWrites".',
    ],
    [
      'with an option of the wrong type or value',
      { baseUrl: 'http://127.0.0.1:1', mode: 'nigthly', maxRequests: '5', watch: 'soon' },
      '"mode" is "nigthly"; it must be "production", "nightly" or "full"; did you mean "nightly"?\n' +
        '"maxRequests" is "5"; it must be a whole number from 10 to 999999.\n' +
        '"watch" is "soon"; it must be a duration such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
    ],
  ])('observe refuses a call %s', async (_, options, message) => {
    const error = await thrown(async () => observe({ env: {}, ...options }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(message);
  });
});

test('observeSync observes in another process and gives the same message for a target that cannot be observed', async () => {
  const { url } = await serveTarget();
  await stopAll();
  const options = { ...quick, baseUrl: url };
  const [later, now] = [await thrown(async () => observe(options)), await thrown(() => observeSync(options))];
  for (const error of [later, now]) {
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ reason: 'unreachable' });
  }
  expect(now.message).toBe(later.message);
});

describe('judge', () => {
  test('throws when nothing was observed, so that an empty run cannot pass', async () => {
    const { url } = await serveTarget();
    const { observed, ...others } = await observe({ ...quick, baseUrl: url });
    const empty = { ...others, observed: { ...(observed as object), exchanges: [] } };
    const error = await thrown(() => judge(empty));
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ reason: 'nothing-observed' });
  });

  test('throws when the coverage is below the required coverage', async () => {
    const { url } = await serveTarget();
    const evidence = await observe({ ...quick, baseUrl: url });
    const broken = judge(evidence).flatMap(({ id, result }) => (result === 'failed' ? [id] : []));
    const error = await thrown(() => judge(evidence, { off: broken, requireCoverage: 100 }));
    expect(error).toMatchObject({ name: 'ContractError', reason: 'too-little-observed' });
  });

  test('gives a clause the level of the team', async () => {
    const { url } = await serveTarget();
    const evidence = await observe({ ...quick, baseUrl: url });
    const id =
      judge(evidence).find(({ level, state }) => level === 'MUST' && state === 'broken')?.id ?? 'none';
    const findState = (level: 'SHOULD' | 'ASSUMED' | 'off') =>
      judge(evidence, { levels: { [id]: level } }).find((one) => one.id === id)?.state;
    expect([findState('SHOULD'), findState('ASSUMED'), findState('off')]).toEqual([
      'warning',
      'notice',
      'off',
    ]);
  });

  test('rejects an unknown clause in levels', async () => {
    const error = await thrown(() =>
      judge({ baseUrl: '', requests: 0, observed: {} }, { levels: { 'list-shap': 'off' } }),
    );
    expect(error.message).toBe('levels: no clause has the id "list-shap"; did you mean "list-shape"?');
  });

  test('rejects an unknown clause in off', async () => {
    const error = await thrown(() =>
      judge({ baseUrl: '', requests: 0, observed: {} }, { off: ['list-shap'] }),
    );
    expect(error.message).toBe('off: no clause has the id "list-shap"; did you mean "list-shape"?');
  });

  const { evidence } = createRun();
  test.each([
    [sampleVerdicts.kept, 'kept', 'passed', 'passed'],
    [sampleVerdicts.broken, 'broken', 'failed', 'failed'],
    [sampleVerdicts.warning, 'warning', 'passed', 'failed'],
    [sampleVerdicts.notice, 'notice', 'passed', 'passed'],
    [sampleVerdicts.unobserved, 'unobserved', 'skipped', 'skipped'],
    [sampleVerdicts.off, 'off', 'skipped', 'skipped'],
    [sampleVerdicts.crashed, 'crashed', 'failed', 'failed'],
  ])(
    'turns a verdict into a test result, also in a strict run: %#',
    (verdict, state, result, strictResult) => {
      const [lenient, strict] = [false, true].map((isStrict) =>
        toContractVerdict(verdict, evidence, isStrict),
      );
      expect([lenient?.state, lenient?.result, strict?.result]).toEqual([state, result, strictResult]);
    },
  );

  test('a broken clause shows the expected value, the actual value and a line to repeat the request', () => {
    expect(toContractVerdict(sampleVerdicts.broken, evidence, false)).toMatchObject({
      title: 'b-broken: The promise b-broken holds.',
      expected: 'status 200',
      actual: 'status 404',
      curl: expect.stringMatching(/^curl -i .*\$CONTRACT_TOKEN/) as string,
      message: expect.stringContaining('  expected  status 200\n') as string,
    });
  });

  test('the title also says why a clause is skipped or not fully kept', () => {
    const titles = [
      sampleVerdicts.unobserved,
      sampleVerdicts.warning,
      sampleVerdicts.notice,
      sampleVerdicts.off,
    ].map((verdict) => toContractVerdict(verdict, evidence, false).title);
    expect(titles).toEqual([
      'e-unobserved: The promise e-unobserved holds. - not observed: a job that moved',
      'c-warning: The promise c-warning holds. - WARNING: expected: a header; actual: not sent',
      'd-notice: The promise d-notice holds. - NOTICE: expected: silence; actual: noise',
      'f-off: The promise f-off holds. - switched off',
    ]);
  });
});
