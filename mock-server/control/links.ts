/** The control operations for worlds as texts that only a server writes and reads: links and logs. */
import { LinkError, maxLinkLength } from '../fixtures/link-text.ts';
import {
  commit,
  type ControlHandler,
  type ControlOperationCall,
  type ControlOutcome,
  refuse,
  runInWorld,
  showClock,
} from './outcome.ts';

const noLinks: ControlOutcome = refuse(
  501,
  'This mock runs without a server, and cannot make or read links, since it has no Brotli compression. Use a world file: export and restore.',
);

const noLogs: ControlOutcome = refuse(
  501,
  'This mock runs without a server, and cannot write or read logs. Follow the events of the world, or use a world file: export and restore.',
);

const getWorldLink: ControlHandler = async (call) => {
  const { brotli, real } = call;
  if (brotli === undefined) return noLinks;
  const { formatWorldLink } = await import('../fixtures/world-link.ts');
  return runInWorld<ControlOutcome>(call, (world) => {
    const text = formatWorldLink(world, real, brotli);
    if (text !== undefined) return { status: 200, mediaType: 'text/plain', text };
    const limit = maxLinkLength.toLocaleString('en-US');
    return refuse(
      409,
      `World "${world.name}" does not fit into a link of ${limit} characters; submitted rows take most of them. Get it as a world file: /__mock__/api/worlds/${world.name}/export.`,
    );
  });
};

/** In addition to its own scenarios, the world can use those of the mock. */
export async function restoreFromLink(call: ControlOperationCall, link: string): Promise<ControlOutcome> {
  const { brotli, worlds, model } = call;
  if (brotli === undefined) return noLinks;
  const { readWorldLink } = await import('../fixtures/world-link.ts');
  try {
    const { clock, ...from } = readWorldLink(link, brotli, worlds.fixture.scenarios, model.spec.lifeCycle);
    return await runInWorld(call, () =>
      commit(call, { kind: 'restore', at: from.history.now, ...clock, from }, showClock(call)),
    );
  } catch (error) {
    if (error instanceof LinkError) return refuse(400, error.message);
    throw error;
  }
}

const getWorldLog: ControlHandler = async (call) => {
  const { loadLogText, worlds, query } = call;
  if (loadLogText === undefined) return noLogs;
  const { format } = await loadLogText();
  return runInWorld<ControlOutcome | Promise<ControlOutcome>>(call, async ({ name }) => ({
    status: 200,
    mediaType: 'application/jsonl',
    text: format(name, await worlds.look(name, Number(query['after']))),
    fileName: `${name}.jsonl`,
  }));
};

/** The world continues at the time of the last entry. */
export async function restoreFromLog(call: ControlOperationCall, text: string): Promise<ControlOutcome> {
  if (call.loadLogText === undefined) return noLogs;
  const { read: readLog } = await call.loadLogText();
  const read = await readLog(text);
  if (read.kind === 'refused') return refuse(400, read.reason);
  return runInWorld(call, () => commit(call, read.intent, showClock(call)));
}

export const linksOperations = { getWorldLink, getWorldLog };
