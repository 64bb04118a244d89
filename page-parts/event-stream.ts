/** Reads `text/event-stream` (WHATWG HTML, 9.2.6) from a response, since `EventSource` cannot be paused, and has no worker behind it. */

export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  /** That of the latest event with an id. */
  readonly id: string;
}

/** A line of this length is not one of a mock. */
const maxLineLength = 256 * 1024 * 1024;

/** @returns the events of a stream; ends with the stream */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read())
      yield* parser.add(decoder.decode(read.value, { stream: true }));
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Puts the events together from pieces of text that may begin and end anywhere. */
export class EventParser {
  #rest: string[] = [];
  #length = 0;
  #event = '';
  #data: string[] = [];
  #id = '';

  *add(piece: string): Generator<ServerEvent, void> {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const line = `${this.#rest.join('')}${piece.slice(from, end)}`;
      this.#rest = [];
      this.#length = 0;
      from = end + 1;
      const event = this.#addLine(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (event !== undefined) yield event;
    }
    if (from === piece.length) return;
    this.#rest.push(piece.slice(from));
    this.#length += piece.length - from;
    if (this.#length > maxLineLength) throw new Error('An event is too long.');
  }

  #addLine(line: string): ServerEvent | undefined {
    if (line === '') return this.#finish();
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id') this.#id = value;
    return undefined;
  }

  #finish(): ServerEvent | undefined {
    const [event, data] = [this.#event, this.#data];
    this.#event = '';
    this.#data = [];
    return data.length === 0 ? undefined : { event: event || 'message', data: data.join('\n'), id: this.#id };
  }
}
