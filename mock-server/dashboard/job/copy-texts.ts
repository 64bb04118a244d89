/** Texts that reproduce what a page shows of a job elsewhere: in a shell, in a browser's console, and in tests. */

export interface CopiedJob {
  readonly id: string;
  /** The name of the user to whom it belongs. */
  readonly owner: string;
  /** In the world of the page. */
  readonly bearer: string;
  /** The address of the mock, without a slash at its end. */
  readonly mockUrl: string;
  /** The path of its status, below that. */
  readonly statusPath: string;
  /** The body of its status at present. */
  readonly body: string;
  readonly apiStatus: string;
  /** The API status that it comes to next, if time brings it there. */
  readonly nextStatus: string | undefined;
  readonly world: CopiedWorld;
}

/** How a test gets the same job. */
export type CopiedWorld =
  | { readonly kind: 'link'; readonly link: string }
  /** The world does not fit into a link: a new job of the same scenario. */
  | {
      readonly kind: 'scenario';
      readonly scenario: string;
      readonly size: number;
      readonly category: string | undefined;
    };

/** For a POSIX shell. */
export function formatCurl({ mockUrl, statusPath, bearer }: CopiedJob): string {
  return `curl -s -H ${quoteForShell(`Authorization: Bearer ${bearer}`)} ${quoteForShell(`${mockUrl}/${statusPath}`)}`;
}

/** For a module, a browser's console, or Node's. */
export function formatFetch({ mockUrl, statusPath, bearer }: CopiedJob): string {
  return [
    `const response = await fetch(${quoteForCode(`${mockUrl}/${statusPath}`)}, {`,
    `  headers: { Authorization: ${quoteForCode(`Bearer ${bearer}`)} },`,
    '});',
    'console.log(response.status, await response.json());',
  ].join('\n');
}

export function formatVitest(job: CopiedJob): string {
  return joinLines([
    `import { startMock } from 'enrichment-sandbox';`,
    `import { expect, test } from 'vitest';`,
    '',
    ...formatLink(job.world),
    `test(${quoteForCode(`job ${job.id.slice(0, 8)}`)}, async () => {`,
    job.world.kind === 'link'
      ? '  await using mock = await startMock({ world: link, frozen: true });'
      : '  await using mock = await startMock({ frozen: true });',
    job.world.kind === 'link' ? `  const world = mock.world('default');` : '  const world = mock.world();',
    ...formatJobId(job),
    '  // Replace this with the code that you test; give it world.baseUrl and the token.',
    '  const poll = async () => {',
    '    const url = `${world.baseUrl}/enrichment/status/${id}/`;',
    `    return (await fetch(url, { headers: world.headers(${quoteForCode(job.owner)}) })).json();`,
    '  };',
    ...formatExpectations(job, 'poll()'),
    '});',
  ]);
}

export function formatPlaywright(job: CopiedJob): string {
  return joinLines([
    `import { expect, test } from 'enrichment-sandbox/playwright';`,
    '',
    ...formatLink(job.world),
    `test.use({ sandboxUser: ${quoteForCode(job.owner)} });`,
    '',
    `test(${quoteForCode(`job ${job.id.slice(0, 8)}`)}, async ({ page, world, api }) => {`,
    ...(job.world.kind === 'link' ? ['  await world.restore({ link });'] : []),
    '  await world.clock.freeze();',
    ...formatJobId(job),
    '  // Your app, which finds its address and token in globalThis.enrichmentSandbox. Then expect what it shows:',
    `  // await expect(page.getByRole('status')).toHaveText('...');`,
    `  await page.goto('/');`,
    '  const poll = async () => (await api.get(`enrichment/status/${id}/`)).json();',
    ...formatExpectations(job, 'poll()'),
    '});',
  ]);
}

function formatLink(world: CopiedWorld): readonly string[] {
  if (world.kind === 'scenario') return [];
  return [
    '// The whole world as it was when this was copied.',
    `const link = ${quoteForCode(world.link)};`,
    '',
  ];
}

function formatJobId({ id, owner, apiStatus, world }: CopiedJob): readonly string[] {
  if (world.kind === 'link') return [`  const id = ${quoteForCode(id)};`];
  const { scenario, size, category } = world;
  const keys = [
    `user: ${quoteForCode(owner)}`,
    `scenario: ${quoteForCode(scenario)}`,
    `size: ${size}`,
    ...(category === undefined ? [] : [`category: ${quoteForCode(category)}`]),
  ];
  return [
    '  // The world of the page is too large for a link, so this is a new job of the same scenario.',
    `  const { id } = await world.jobs.add({ ${keys.join(', ')} });`,
    `  await world.clock.until(id, ${quoteForCode(apiStatus)});`,
  ];
}

function formatExpectations(
  { body, apiStatus, nextStatus, world }: CopiedJob,
  poll: string,
): readonly string[] {
  const now =
    world.kind === 'link'
      ? `  expect(await ${poll}).toEqual(${formatAsCode(JSON.parse(body))});`
      : `  expect(await ${poll}).toMatchObject({ job_id: id, status: ${quoteForCode(apiStatus)} });`;
  if (nextStatus === undefined) return [now];
  return [
    now,
    '',
    `  await world.clock.until(id, ${quoteForCode(nextStatus)});`,
    `  expect(await ${poll}).toMatchObject({ job_id: id, status: ${quoteForCode(nextStatus)} });`,
  ];
}

/** An object of JSON, one property on each line. */
function formatAsCode(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lines = Object.entries(value).map(([name, one]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : quoteForCode(name);
    return `    ${key}: ${typeof one === 'string' ? quoteForCode(one) : JSON.stringify(one)},`;
  });
  return `{\n${lines.join('\n')}\n  }`;
}

/** `mock --world` with the whole world. */
export const formatCommand = (link: string): string =>
  `npx enrichment-sandbox mock --world ${quoteForShell(link)}`;

/** A text in single quotes that means itself in a POSIX shell. */
const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A literal of JavaScript in single quotes. */
function quoteForCode(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)}'`;
}

const joinLines = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
