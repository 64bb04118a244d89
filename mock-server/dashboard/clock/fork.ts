/** Makes a new world from a moment of the past: the beginning of the log, restored in a world of another name. */
import { formatRfc3339, type Instant } from '../../../time/time.ts';
import type { App } from '../state/app.ts';

/** Follows the new world when it is there; a refusal becomes a notice. */
export async function forkAt(app: App, at: Instant): Promise<void> {
  const name = await restoreMoment(app, at);
  if (name === undefined) return;
  app.show({ world: name, at: undefined });
  app.notices.add({ kind: 'done', text: `The world "${name}" begins at this moment. Its clock is stopped.` });
}

/** @returns the name of a new world at this moment of the shown one; undefined when it is refused, which becomes a notice */
export async function restoreMoment(app: App, at: Instant): Promise<string | undefined> {
  const from = app.world.peek();
  const { world } = app.history.peek();
  const moment = app.history.peek().findMoment(at);
  const log = await app.control.call('GET', `worlds/${from}/log`);
  const text = log.ok ? cutLog(String(log.body), moment?.world.position ?? world.position, at) : undefined;
  if (text === undefined) {
    const reason = log.ok ? `The log of "${from}" does not go back to this moment.` : log.reason;
    app.notices.add({ kind: 'problem', text: reason });
    return undefined;
  }
  const name = await findFreeName(app, from);
  const restored = await app.control.call('POST', `worlds/${name}/restore`, { file: text });
  if (restored.ok) return name;
  app.notices.add({ kind: 'problem', text: restored.reason });
  return undefined;
}

/** A line of a log, as far as it matters here. */
interface LogLine {
  readonly world?: string;
  readonly entry?: Place;
  readonly checkpoint?: Place;
}

interface Place {
  readonly position: number;
  readonly real: string;
}

/**
 * A log up to the entry at a position, and one more entry that stops the clock at a time.
 * @returns undefined when the log begins later
 */
export function cutLog(text: string, position: number, at: Instant): string | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  const parsed = lines.map((line) => JSON.parse(line) as LogLine);
  const last = parsed.findLastIndex(
    ({ entry, checkpoint }) => ((entry ?? checkpoint)?.position ?? Infinity) <= position,
  );
  const { world, entry, checkpoint } = parsed[last] ?? {};
  const place = entry ?? checkpoint;
  if (place === undefined) return undefined;
  const intent = { kind: 'clock', frozen: true, at: formatRfc3339(at, 3) };
  const stop = { world, entry: { position: place.position + 1, real: place.real, nonce: 'fork', intent } };
  return [...lines.slice(0, last + 1), JSON.stringify(stop), ''].join('\n');
}

async function findFreeName(app: App, from: string): Promise<string> {
  const listed = await app.control.call('GET', 'worlds');
  const names = new Set(listed.ok && Array.isArray(listed.body) ? listed.body.map(String) : []);
  const base = from.replace(/-fork-\d+$/, '').slice(0, 40);
  let count = 1;
  while (names.has(`${base}-fork-${count}`)) count += 1;
  return `${base}-fork-${count}`;
}
