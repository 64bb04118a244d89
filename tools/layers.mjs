// The layers of the code in one table: the linter rejects imports by it, and ARCHITECTURE.md shows it.
// @ts-check

/**
 * A part of the tree.
 * @typedef {object} Layer
 * @property {string} name as people read it; a folder ends with a slash
 * @property {readonly string[]} [paths] its folders and files, unless the name is the path
 * @property {string} owns its purpose, for the table of ARCHITECTURE.md
 * @property {readonly string[] | 'everything'} mayImport names of layers, including everything that these may import
 * @property {boolean} [pure] whether it uses no disk, network, clock, randomness or process
 * @property {boolean} [inPages] whether it also runs in browsers, so that it imports nothing of Node
 * @property {boolean} [asks] whether it may open connections
 */

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'time/', owns: 'instants and durations', mayImport: [], pure: true },
  { name: 'random/', owns: 'chance from a seed', mayImport: [], pure: true },
  {
    name: 'text/',
    owns: 'prepares foreign text for display',
    mayImport: [],
    pure: true,
  },
  { name: 'files/', owns: 'reads and writes files on disk', mayImport: ['time/'] },
  {
    name: 'openapi/',
    owns: 'the OpenAPI documents: loading, checking, lookup',
    mayImport: ['time/', 'text/', 'openapi/generated/'],
    pure: true,
  },
  {
    name: 'openapi/generated/',
    owns: 'types, written by `make generate`',
    mayImport: [],
  },
  { name: 'openapi/load-spec.ts', owns: 'reads a document from disk', mayImport: ['openapi/', 'files/'] },
  {
    name: 'page-parts/',
    owns: 'what the dashboard and the drawer share: lanes to scale, colours',
    mayImport: ['openapi/', 'time/'],
    pure: true,
    inPages: true,
  },
  { name: 'fixtures/', owns: 'data: worlds, scenarios and their JSON Schemas', mayImport: [] },
  {
    name: 'command-line/',
    owns: 'flags, help texts, and the type of a command',
    mayImport: ['openapi/', 'files/', 'command-line/typed-options.ts'],
  },

  {
    name: 'command-line/typed-options.ts',
    owns: 'typed options from one table',
    mayImport: ['openapi/'],
    pure: true,
    inPages: true,
  },

  {
    name: 'mock-server/portions/',
    owns: 'long work in portions of a millisecond',
    mayImport: [],
    pure: true,
  },
  {
    name: 'mock-server/domain/',
    owns: 'jobs, plans, clocks, wallets; the fold of a log',
    mayImport: ['openapi/', 'random/'],
    pure: true,
  },
  {
    name: 'mock-server/django/',
    owns: 'imitates Django and its REST Framework',
    mayImport: ['mock-server/domain/', 'mock-server/portions/'],
    pure: true,
  },
  {
    name: 'mock-server/uploads/',
    owns: 'CSV and Excel to records',
    mayImport: ['mock-server/django/'],
    pure: true,
  },
  {
    name: 'mock-server/api/',
    owns: 'a handler per operation, errors and views',
    mayImport: ['mock-server/uploads/'],
    pure: true,
  },
  {
    name: 'mock-server/sample/',
    owns: 'what only another document has',
    mayImport: ['mock-server/api/'],
    pure: true,
  },
  {
    name: 'mock-server/store/',
    owns: 'worlds and their logs',
    mayImport: ['mock-server/domain/', 'mock-server/portions/'],
    pure: true,
  },
  {
    name: 'mock-server/metrics/',
    owns: 'metrics, and whether the mock is ready',
    mayImport: ['mock-server/store/'],
    pure: true,
  },
  {
    name: 'mock-server/pipeline/',
    owns: 'the stages from a request to its response',
    mayImport: ['mock-server/api/', 'mock-server/store/'],
    pure: true,
  },
  {
    name: 'mock-server/mutants/',
    owns: 'ways to break one promise',
    mayImport: ['mock-server/pipeline/'],
    pure: true,
  },
  {
    name: 'mock-server/faults/',
    owns: 'faults, one file per effect',
    mayImport: ['mock-server/mutants/'],
    pure: true,
  },
  {
    name: 'mock-server/journal/',
    owns: 'the log of client requests',
    mayImport: ['mock-server/pipeline/', 'text/'],
    pure: true,
  },
  {
    name: 'mock-server/coach/',
    owns: 'rules for how clients poll',
    mayImport: ['mock-server/journal/'],
    pure: true,
  },
  {
    name: 'mock-server/processes/',
    owns: 'requests to all processes',
    mayImport: ['mock-server/coach/'],
    pure: true,
  },
  {
    name: 'mock-server/fixtures/',
    owns: 'world, scenario and profile files',
    mayImport: ['mock-server/faults/', 'fixtures/', 'openapi/load-spec.ts'],
  },
  {
    name: 'mock-server/control/',
    owns: 'the operations of the control API',
    mayImport: ['mock-server/coach/', 'mock-server/store/text/', 'mock-server/metrics/'],
  },
  {
    name: 'mock-server/state/',
    owns: 'who uses a state file',
    mayImport: ['files/'],
  },
  {
    name: 'mock-server/proof/',
    owns: 'tests of several processes: what they may answer',
    mayImport: [],
    pure: true,
  },
  {
    name: 'mock-server/store/text/',
    owns: 'logs as text',
    mayImport: ['mock-server/fixtures/'],
    pure: true,
    inPages: true,
  },
  {
    name: 'mock-server/store/file/',
    owns: 'logs in a file',
    mayImport: ['mock-server/store/text/', 'mock-server/state/', 'command-line/'],
  },
  {
    name: 'mock-server/store/redis/',
    owns: 'logs in Redis',
    mayImport: ['mock-server/store/text/', 'command-line/'],
    asks: true,
  },
  {
    name: 'mock-server/workers/',
    owns: 'a store for several workers, over messages',
    mayImport: ['mock-server/store/'],
    pure: true,
  },
  {
    name: 'mock-server/workers/cluster/',
    owns: 'starts and replaces workers',
    mayImport: ['mock-server/workers/', 'command-line/'],
  },
  {
    name: 'mock-server/store/simulation/',
    owns: 'a simulated Redis, network and clock, for tests',
    mayImport: ['mock-server/store/redis/'],
    pure: true,
  },
  {
    name: 'mock-server/engine.ts',
    owns: 'the whole mock without sockets or Node',
    mayImport: ['mock-server/control/', 'mock-server/sample/'],
    pure: true,
  },
  {
    name: 'mock-server/access/',
    owns: 'tokens, hosts, teams, quotas',
    mayImport: ['mock-server/engine.ts', 'command-line/typed-options.ts'],
    pure: true,
  },
  {
    name: 'mock-server/options/',
    owns: 'the options of the mock, as tables',
    mayImport: ['mock-server/access/'],
    pure: true,
  },
  {
    name: 'mock-server/dashboard/',
    owns: 'the pages',
    mayImport: ['mock-server/journal/', 'mock-server/dashboard/site/', 'page-parts/'],
    inPages: true,
  },
  {
    name: 'mock-server/fetch/',
    owns: 'the engine behind the Fetch standard',
    mayImport: ['mock-server/engine.ts'],
    inPages: true,
  },
  {
    name: 'mock-server/dashboard/site/',
    owns: 'the static site',
    mayImport: ['mock-server/fetch/'],
    inPages: true,
    asks: true,
  },
  {
    name: 'mock-server/http/',
    owns: 'Express: transports bytes, and guards the control API',
    mayImport: ['mock-server/access/'],
    asks: true,
  },
  {
    name: 'mock-server/start/',
    owns: 'a mock on a port, from its options',
    mayImport: [
      'mock-server/http/',
      'mock-server/processes/',
      'mock-server/store/file/',
      'mock-server/store/redis/',
      'mock-server/workers/cluster/',
      'mock-server/options/',
    ],
    asks: true,
  },
  {
    name: 'mock-server/pages/',
    owns: 'what browsers get: pages, documents, facts',
    mayImport: ['mock-server/start/'],
  },
  {
    name: 'mock-server/for-commands/',
    owns: 'mocks for other commands',
    mayImport: ['mock-server/pages/'],
    asks: true,
  },
  {
    name: 'mock-server/command/',
    owns: 'the command `mock`',
    mayImport: ['mock-server/pages/'],
    asks: true,
  },
  {
    name: 'mock-server/*.ts',
    paths: ['mock-server/'],
    owns: 'tests of the whole mock',
    mayImport: ['mock-server/command/', 'mock-server/for-commands/'],
    asks: true,
  },

  {
    name: 'demo/show/',
    owns: 'the script of the demo',
    mayImport: ['random/', 'openapi/generated/'],
    pure: true,
  },
  {
    name: 'demo/player/',
    owns: 'plays it',
    mayImport: ['demo/show/'],
    pure: true,
  },
  {
    name: 'demo/*.ts',
    paths: ['demo/'],
    owns: 'the command `demo`',
    mayImport: ['demo/player/', 'mock-server/pages/'],
    asks: true,
  },

  {
    name: 'contract-tests/evidence/',
    owns: 'redacted observations, HAR',
    mayImport: ['openapi/', 'text/'],
    pure: true,
  },
  {
    name: 'contract-tests/verdict/',
    owns: 'evidence to verdicts and an outcome',
    mayImport: ['contract-tests/evidence/'],
    pure: true,
  },
  {
    name: 'contract-tests/clauses/',
    owns: 'the judge of each clause, one file per section',
    mayImport: ['contract-tests/verdict/'],
    pure: true,
  },
  {
    name: 'contract-tests/contract/',
    owns: 'the contract: every clause, one table per page',
    mayImport: ['contract-tests/clauses/'],
    pure: true,
  },
  {
    name: 'contract-tests/statistics/',
    owns: 'the numbers of runs, and lasting steps in them',
    mayImport: ['contract-tests/evidence/'],
    pure: true,
  },
  {
    name: 'contract-tests/report/',
    owns: 'reports of every format',
    mayImport: ['contract-tests/clauses/', 'contract-tests/statistics/'],
    pure: true,
  },
  {
    name: 'contract-tests/ledger/',
    owns: 'the observations of earlier runs',
    mayImport: ['contract-tests/report/'],
    pure: true,
  },
  {
    name: 'contract-tests/traffic/',
    owns: 'limits requests: modes, budget, rate, retries',
    mayImport: ['contract-tests/verdict/', 'command-line/'],
    asks: true,
  },
  {
    name: 'contract-tests/survey/',
    owns: 'the requests that a run sends to its target',
    mayImport: ['contract-tests/traffic/', 'random/'],
  },
  {
    name: 'contract-tests/explore/',
    owns: 'random sequences of calls',
    mayImport: ['contract-tests/evidence/', 'random/'],
    pure: true,
  },
  {
    name: 'contract-tests/explore/player/',
    owns: 'plays them',
    mayImport: ['contract-tests/explore/', 'contract-tests/survey/'],
  },
  {
    name: 'contract-tests/commands/',
    owns: 'the command `contract`',
    mayImport: [
      'contract-tests/explore/player/',
      'contract-tests/contract/',
      'contract-tests/ledger/',
      'openapi/load-spec.ts',
    ],
  },
  {
    name: 'contract-tests/api/',
    owns: 'the suite for other test runners',
    mayImport: ['contract-tests/commands/'],
  },
  {
    name: 'contract-tests/*.ts',
    paths: ['contract-tests/'],
    owns: 'the suite as an ordinary Jest suite',
    mayImport: ['contract-tests/api/'],
  },
  {
    name: 'contract-tests/trial/',
    owns: 'tests of the suite: mutants and legal variants',
    mayImport: ['contract-tests/commands/', 'mock-server/*.ts'],
    asks: true,
  },

  {
    name: 'library/*.ts',
    paths: ['library/'],
    owns: 'a typed handle on a mock, for tests',
    mayImport: ['openapi/', 'text/'],
    inPages: true,
  },
  {
    name: 'library/ for Node',
    paths: [
      'library/connect.ts',
      'library/fake-timers.ts',
      'library/requests-in-flight.ts',
      'library/page-in-step.ts',
      'library/send-over-http.ts',
      'library/node-own/',
    ],
    owns: 'open connections and requests in flight',
    mayImport: ['library/*.ts'],
    asks: true,
  },
  {
    name: 'library/embedded*.ts',
    paths: [
      'library/embedded-mock.ts',
      'library/embedded-engine.ts',
      'library/coach-rules.ts',
      'library/embedded-options.ts',
      'library/engine.ts',
      'library/msw.ts',
    ],
    owns: 'the mock without a server',
    mayImport: ['library/*.ts', 'mock-server/fetch/', 'mock-server/options/'],
    inPages: true,
  },
  {
    name: 'library/start*.ts',
    paths: [
      'library/index.ts',
      'library/playwright.ts',
      'library/read-start-options.ts',
      'library/start.ts',
      'library/start-options.ts',
    ],
    owns: 'a mock in a test; the Playwright fixture',
    mayImport: ['library/ for Node', 'mock-server/start/'],
    asks: true,
  },
  {
    name: 'torture/life/',
    owns: 'the life of a client: its plan, and what happened',
    mayImport: ['library/*.ts'],
    pure: true,
    inPages: true,
  },
  {
    name: 'torture/rules/',
    owns: 'what must hold for any sound client',
    mayImport: ['torture/life/'],
    pure: true,
    inPages: true,
  },
  {
    name: 'torture/chance/',
    owns: 'plans by chance, and simpler ones',
    mayImport: ['torture/life/', 'mock-server/faults/', 'time/'],
    pure: true,
    inPages: true,
  },
  {
    name: 'torture/report/',
    owns: 'a finding for people',
    mayImport: ['torture/rules/', 'text/', 'time/'],
    pure: true,
    inPages: true,
  },
  {
    name: 'torture/play/',
    owns: 'plays a plan with a client: time, network, world',
    mayImport: ['torture/life/', 'library/embedded*.ts'],
    inPages: true,
  },
  {
    name: 'torture/*.ts',
    paths: ['torture/'],
    owns: '`torture(client)`',
    mayImport: ['torture/rules/', 'torture/chance/', 'torture/report/', 'torture/play/'],
    inPages: true,
  },
  {
    name: 'torture/http/',
    owns: 'clients behind a socket',
    mayImport: ['torture/*.ts', 'library/ for Node'],
    asks: true,
  },
  {
    name: 'torture/app/',
    owns: 'the command `torture`, for apps in a browser',
    mayImport: ['torture/*.ts', 'library/ for Node', 'command-line/'],
    asks: true,
  },
  {
    name: 'devtools/',
    owns: 'the drawer in an app under development',
    mayImport: ['library/*.ts', 'page-parts/'],
    inPages: true,
    asks: true,
  },
  {
    name: 'devtools/vite/',
    owns: 'the Vite plugin',
    mayImport: ['devtools/'],
    asks: true,
  },
  {
    name: 'mcp/',
    owns: 'the command `mcp`, for coding agents',
    mayImport: ['library/ for Node', 'command-line/', 'openapi/load-spec.ts'],
    asks: true,
  },
  { name: 'deploy/', owns: 'how to run it elsewhere: proxy, action', mayImport: 'everything' },
  {
    name: 'cli.ts',
    owns: 'the table of commands; sets the exit status',
    mayImport: 'everything',
  },
];

/** Modules that tests and their helpers must not import either: the suite must be able to find faults in the mock. */
export const walls = [
  { from: 'contract-tests/trial/', to: ['library/'] },
  { from: 'contract-tests/', to: ['mock-server/', 'library/', 'contract-tests/trial/'] },
  { from: 'mock-server/', to: ['contract-tests/', 'library/', 'demo/', 'torture/'] },
  { from: 'library/', to: ['contract-tests/', 'demo/', 'torture/'] },
  { from: 'torture/', to: ['contract-tests/', 'demo/'] },
  ...['devtools/', 'mcp/'].map((from) => ({
    from,
    to: ['mock-server/', 'contract-tests/', 'demo/', 'torture/'],
  })),
  { from: 'demo/', to: ['contract-tests/', 'library/'] },
  ...['time/', 'random/', 'text/', 'files/', 'openapi/', 'page-parts/', 'command-line/'].map((from) => ({
    from,
    to: ['mock-server/', 'contract-tests/', 'library/', 'demo/'],
  })),
];
