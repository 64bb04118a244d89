/** The text of a test that starts with a saved world. Pure. */

export type Runner = 'vitest' | 'jest' | 'node';

/** A poll of a job in the saved world. */
export interface RecordedPoll {
  readonly id: string;
  /** The user whose job it is. */
  readonly owner: string;
  /** The status code; 0 when a fault prevents the response. */
  readonly status: number;
  /** The status of the job in the response. */
  readonly job?: string;
}

export interface SavedTest {
  readonly runner: Runner;
  readonly name: string;
  /** The world as a link. */
  readonly link: string;
  /** The polls at the start, and after each change of a job. */
  readonly rounds: readonly (readonly RecordedPoll[])[];
}

const imports: Readonly<Record<Runner, string>> = {
  vitest: "import { startMock } from 'enrichment-sandbox';\nimport { expect, test } from 'vitest';",
  // The rest is global there.
  jest: "const { startMock } = require('enrichment-sandbox');",
  node: "import { deepEqual } from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { startMock } from 'enrichment-sandbox';",
};

/** The name of the file, and the command that runs it. */
export const testFiles: Readonly<Record<Runner, { readonly file: string; readonly run: string }>> = {
  vitest: { file: 'saved-world.test.ts', run: 'npx vitest run saved-world' },
  jest: { file: 'saved-world.test.js', run: 'npx jest saved-world' },
  node: { file: 'saved-world.test.mjs', run: 'node --test saved-world.test.mjs' },
};

export function formatTest({ runner, name, link, rounds }: SavedTest): string {
  const expectations = rounds.map((polls) => polls.map((poll) => formatPoll(runner, poll)).join('\n'));
  const parameters = runner === 'vitest' ? 'job: string, user: string' : 'job, user';
  return `${imports[runner]}

// A whole world: users, jobs, faults and time. "enrichment-sandbox mock --world LINK" shows it in the dashboard.
const saved = ${quote(link.trim())};

test(${quote(name)}, async () => {
  const mock = await startMock({ world: saved, frozen: true });
  try {
    const world = mock.world();
    const readStatus = (${parameters === 'job, user' ? 'text' : 'text: string'}) => {
      try {
        return JSON.parse(text).status;
      } catch {
        return undefined; // not JSON
      }
    };
    // Replace this with your app; give it world.baseUrl and world.token(user).
    const poll = async (${parameters}) => {
      try {
        const response = await fetch(\`\${world.baseUrl}/enrichment/status/\${job}/\`, { headers: world.headers(user) });
        const text = await response.text();
        return { status: response.status, job: readStatus(text) };
      } catch {
        return { status: 0, job: undefined }; // no response
      }
    };
${expectations.join('\n\n    await world.clock.toNextChange();\n')}
    // await world.expectNoAdvice(); // fails if the app polls badly
  } finally {
    await mock.stop();
  }
});
`;
}

const formatPoll = (runner: Runner, { id, owner, status, job }: RecordedPoll): string => {
  const poll = `await poll(${quote(id)}, ${quote(owner)})`;
  const outcome = formatOutcome(status, job);
  return runner === 'node'
    ? `    deepEqual(${poll}, ${outcome});`
    : `    expect(${poll}).toEqual(${outcome});`;
};

const formatOutcome = (status: number, job: string | undefined): string =>
  `{ status: ${status}, job: ${job === undefined ? 'undefined' : quote(job)} }`;

/** As a literal of JavaScript, which nothing in the text can end. */
function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
  return `'${inner}'`;
}
