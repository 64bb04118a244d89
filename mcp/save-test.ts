/** The tool `save_test`: a world as a test that starts with it, and expects what the mock responds. */
import { toMap } from '../openapi/values.ts';
import { ask, askList, getWorldPath } from './ask.ts';
import { type Arguments, type CallContext, refuseCall, type ToolResult } from './call-tool.ts';
import { formatTest, type RecordedPoll, type Runner, testFiles } from './format-test.ts';
import { type MockClient, parseJson } from './mock-client.ts';
import { toText } from './to-text.ts';

/** A test with more polls shows less. */
const maxJobs = 5;
const maxChanges = 10;

/** The mock makes none longer. */
const maxLink = 70_000;
const runners: readonly Runner[] = ['vitest', 'jest', 'node'];

export async function saveTest(given: Arguments, context: CallContext): Promise<ToolResult> {
  const world = toText(given['world'], context.world);
  const runner = runners.find((one) => one === (given['runner'] ?? 'vitest'));
  if (runner === undefined)
    return refuseCall(`"runner" is ${JSON.stringify(given['runner'])}; allowed: ${runners.join(', ')}.`, {
      call: { tool: 'save_test', arguments: { ...given, runner: 'vitest' } },
    });
  const link = await ask(context, { method: 'GET', target: `${getWorldPath(world)}/link` });
  if ('isError' in link) return link;
  const jobs = await askList(context, world, 'jobs');
  if ('isError' in jobs) return jobs;
  const wanted = given['job'];
  const all = jobs.items.map(toMap);
  const chosen = wanted === undefined ? all.slice(0, maxJobs) : all.filter(({ id }) => id === wanted);
  if (wanted !== undefined && chosen.length === 0)
    return refuseCall(`World "${world}" has no job ${JSON.stringify(wanted)}.`, {
      call: { tool: 'jobs', arguments: { action: 'list', world } },
    });
  const changes = given['changes'] ?? 1;
  const rounds = await record(link.text, chosen, typeof changes === 'number' ? changes : 1, context);
  if ('isError' in rounds) return rounds;
  if (link.text.length > maxLink) return refuseCall('The mock did not respond with a link.');
  const name = toText(given['name'], `the app shows the jobs of world ${world}`).slice(0, 200);
  return {
    structured: {
      text: formatTest({ runner, name, link: link.text, rounds }),
      ...testFiles[runner],
    },
    isError: false,
  };
}

/** Plays the polls in a copy of the world, so that the test expects what its world will respond. */
async function record(
  link: string,
  jobs: readonly Arguments[],
  changes: number,
  context: CallContext,
): Promise<readonly (readonly RecordedPoll[])[] | ToolResult> {
  const copy = `saving-${crypto.randomUUID()}`;
  const target = getWorldPath(copy);
  try {
    const restored = await ask(context, { method: 'POST', target: `${target}/restore`, body: { link } });
    if ('isError' in restored) return restored;
    const frozen = await ask(context, { method: 'POST', target: `${target}/clock`, body: { frozen: true } });
    if ('isError' in frozen) return frozen;
    const users = await askList(context, copy, 'users');
    if ('isError' in users) return users;
    const tokens = new Map(users.items.map(toMap).map(({ name, token }) => [name, toText(token)]));
    const rounds: (readonly RecordedPoll[])[] = [];
    for (let round = 0; round <= Math.min(changes, maxChanges); round += 1) {
      if (round > 0) {
        const moved = await ask(context, {
          method: 'POST',
          target: `${target}/clock`,
          body: { advance: 'next-change' },
        });
        // No change is ahead.
        if ('isError' in moved) break;
      }
      const polls: RecordedPoll[] = [];
      // One after the other, as the test will send them.
      for (const { id, owner } of jobs)
        polls.push(await poll(toText(id), toText(owner), tokens.get(owner) ?? '', context));
      rounds.push(polls);
    }
    return rounds;
  } finally {
    // Also when the call was cancelled.
    await context.client.send({ method: 'DELETE', target }).catch(() => undefined);
  }
}

async function poll(
  id: string,
  owner: string,
  token: string,
  { client, signal }: CallContext,
): Promise<RecordedPoll> {
  const request = {
    method: 'GET',
    target: `/api/v1/enrichment/status/${id}/`,
    headers: { Authorization: `Bearer ${token}` },
  };
  const response = await sendOrLose(client, request, signal);
  if (response === undefined) return { id, owner, status: 0 };
  const status = toMap(parseJson(response.text))['status'];
  return { id, owner, status: response.status, ...(typeof status === 'string' ? { job: status } : {}) };
}

/** @returns undefined when a fault prevents the response */
async function sendOrLose(
  client: MockClient,
  request: Parameters<MockClient['send']>[0],
  signal?: AbortSignal,
) {
  try {
    return await client.send(request, signal);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  }
}
