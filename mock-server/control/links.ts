/** The control operations for worlds as texts that programs write and read: links and logs. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { getTime } from '../domain/clock.ts';
import { formatCount } from '../domain/limits.ts';
import { createTerms } from '../domain/payments.ts';
import type { World } from '../domain/world.ts';
import { LinkError, maxLinkLength } from '../fixtures/link-error.ts';
import type { KeptRequest, PresentTimes } from '../journal/kept-requests.ts';
import {
  commit,
  type ControlHandler,
  type ControlOperationCall,
  type ControlOutcome,
  refuse,
  runInWorld,
  showClock,
} from './outcome.ts';

const getWorldLink: ControlHandler = async (call) => {
  const { formatWorldLink } = await import('../fixtures/world-link.ts');
  const { keepRequests, maxKeptRequests } = await import('../journal/kept-requests.ts');
  return runInWorld<ControlOutcome | Promise<ControlOutcome>>(call, async (world) => {
    const { real, query } = call;
    const past = query['requests'] === true ? (await call.requests.list(world.name)).entries : [];
    const end = { world: getTime(world.clock, real), real: call.steady() };
    const requests = keepRequests(past.slice(-maxKeptRequests), end);
    const text = formatWorldLink(world, real, { requests });
    if (text !== undefined) return { status: 200, mediaType: 'text/plain', text };
    const limit = formatCount(maxLinkLength);
    return refuse(
      409,
      `World "${world.name}" does not fit into a link of ${limit} characters; submitted rows take most of them. Get it as a world file: /__mock__/api/worlds/${world.name}/export.`,
      { send: 'GET export' },
    );
  });
};

/** In addition to its own scenarios, the world can use those of the mock. */
export async function restoreFromLink(call: ControlOperationCall, link: string): Promise<ControlOutcome> {
  const { worlds, model } = call;
  const { readWorldLink } = await import('../fixtures/world-link.ts');
  try {
    const { lifeCycle } = model.spec;
    const { clock, requests, ...from } = readWorldLink(link, worlds.fixture.scenarios, lifeCycle);
    const kept = await readKept(requests);
    return await runInWorld(call, () =>
      commit(call, { kind: 'restore', at: from.history.now, ...clock, from }, (world) => {
        call.requests.enter(world.name, kept(world, getPresent(call, world), lifeCycle));
        return showClock(call)(world);
      }),
    );
  } catch (error) {
    if (error instanceof LinkError) return refuse(400, error.message, { send: 'GET link' });
    throw error;
  }
}

/** @throws LinkError for foreign requests that no journal had */
async function readKept(requests: unknown) {
  if (requests === undefined) return () => [];
  const { findKeptMistake, restoreRequests } = await import('../journal/kept-requests.ts');
  const mistake = findKeptMistake(requests);
  if (mistake !== undefined) throw new LinkError(mistake);
  return (world: World, present: PresentTimes, lifeCycle: LifeCycle) =>
    restoreRequests(requests as readonly KeptRequest[], world, present, lifeCycle);
}

const getPresent = (call: ControlOperationCall, world: World): PresentTimes => ({
  world: getTime(world.clock, call.real),
  now: call.real,
  steady: call.steady(),
});

const getWorldLog: ControlHandler = async (call) => {
  const { model, worlds, query } = call;
  const { createLogText } = await import('../store/text/log-text.ts');
  const { format } = createLogText({ ...createTerms(model.spec), beginning: worlds.beginning });
  return runInWorld<ControlOutcome | Promise<ControlOutcome>>(call, async ({ name }) => ({
    status: 200,
    mediaType: 'application/jsonl',
    text: format(name, await worlds.look(name, Number(query['after']))),
    fileName: `${name}.jsonl`,
  }));
};

/** The world continues at the time of the last entry. */
export async function restoreFromLog(call: ControlOperationCall, text: string): Promise<ControlOutcome> {
  const { model, worlds } = call;
  const { createLogText } = await import('../store/text/log-text.ts');
  const read = await createLogText({ ...createTerms(model.spec), beginning: worlds.beginning }).read(text);
  if (read.kind === 'refused') return refuse(400, read.reason, { send: 'GET log' });
  return runInWorld(call, () => commit(call, read.intent, showClock(call)));
}

export const linksOperations = { getWorldLink, getWorldLog };
