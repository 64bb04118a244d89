/** A client that follows the events of a world over HTTP, for tests. */
import { type IncomingMessage, request } from 'node:http';

export interface ServerSentEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

export interface Follower {
  readonly response: IncomingMessage;
  /** The next event. @throws if the stream ends before */
  readonly next: () => Promise<ServerSentEvent>;
  /** The events until the mock ends the stream. */
  readonly rest: () => Promise<readonly ServerSentEvent[]>;
  readonly leave: () => void;
}

/** The events of a text that has only whole ones. Comments are left out. */
export function parseEvents(text: string): readonly ServerSentEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const { id, event = '', data = '' } = Object.fromEntries(block.split('\n').map(splitField));
      return { ...(id === undefined ? {} : { id }), event, data: JSON.parse(data) as unknown };
    });
}

function splitField(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}

/** Resolves when the response has begun. */
export async function followEvents(url: string, headers: Readonly<Record<string, string>> = {}) {
  const sent = request(url, { headers });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject).end();
  });
  const events = readEvents(response.setEncoding('utf8'));
  const follower: Follower = {
    response,
    next: async () => {
      const next = await events.next();
      if (next.done === true) throw new Error('The events have ended.');
      return next.value;
    },
    rest: async () => {
      const all: ServerSentEvent[] = [];
      for await (const one of events) all.push(one);
      return all;
    },
    leave: () => void sent.destroy(),
  };
  return follower;
}

async function* readEvents(pieces: AsyncIterable<unknown>): AsyncGenerator<ServerSentEvent, void> {
  let text = '';
  for await (const piece of pieces) {
    text += String(piece);
    const end = text.lastIndexOf('\n\n') + 2;
    if (end < 2) continue;
    yield* parseEvents(text.slice(0, end));
    text = text.slice(end);
  }
}
