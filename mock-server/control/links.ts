/** The control operations for worlds as texts that programs write and read: links and logs. */
import { formatCount } from '../domain/limits.ts';
import { createTerms } from '../domain/payments.ts';
import { LinkError, maxLinkLength } from '../fixtures/link-error.ts';
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
  const { real } = call;
  const { formatWorldLink } = await import('../fixtures/world-link.ts');
  return runInWorld<ControlOutcome>(call, (world) => {
    const text = formatWorldLink(world, real);
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
    const { clock, ...from } = readWorldLink(link, worlds.fixture.scenarios, model.spec.lifeCycle);
    return await runInWorld(call, () =>
      commit(call, { kind: 'restore', at: from.history.now, ...clock, from }, showClock(call)),
    );
  } catch (error) {
    if (error instanceof LinkError) return refuse(400, error.message, { send: 'GET link' });
    throw error;
  }
}

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
