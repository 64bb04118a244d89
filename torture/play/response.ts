/** Responses as the Fetch standard has them, whose bodies are read without tasks of the real event loop. */
import type { IncomingBody } from './bodies.ts';
import type { Head } from './network.ts';

interface ResponseOptions {
  readonly url: string;
  readonly isRedirected: boolean;
  readonly isBodyless: boolean;
}

/** Status codes without a body, by the Fetch standard. */
const bodyless: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

export const isBodyless = (status: number, method: string): boolean =>
  method === 'HEAD' || bodyless.has(status);

const program = globalThis;

/** @returns a response that is an instance of the page's own class, if it has one */
export function createResponse(head: Head, body: IncomingBody, options: ResponseOptions): Response {
  const played = new PlayedResponse(head, body, options);
  // Made for this life: a test environment may have replaced the class.
  if (typeof program.Response === 'function' && !(played instanceof program.Response))
    Object.setPrototypeOf(PlayedResponse.prototype, program.Response.prototype);
  return played as unknown as Response;
}

class PlayedResponse {
  readonly #head: Head;
  readonly #body: IncomingBody;
  readonly #options: ResponseOptions;
  #headers: Headers | undefined;
  #stream: ReadableStream<Uint8Array> | undefined;
  #isUsed = false;

  constructor(head: Head, body: IncomingBody, options: ResponseOptions) {
    this.#head = head;
    this.#body = body;
    this.#options = options;
  }

  get status(): number {
    return this.#head.status;
  }

  get statusText(): string {
    return '';
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get type(): string {
    return 'basic';
  }

  get url(): string {
    return this.#options.url;
  }

  get redirected(): boolean {
    return this.#options.isRedirected;
  }

  get headers(): Headers {
    this.#headers ??= new program.Headers(this.#head.headers.map(([name, value]) => [name, value]));
    return this.#headers;
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#options.isBodyless) return null;
    this.#stream ??= this.#createStream();
    return this.#stream;
  }

  async text(): Promise<string> {
    this.#use();
    return this.#options.isBodyless ? '' : this.#body.readText();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#use();
    return this.#options.isBodyless ? new Uint8Array() : this.#body.readBytes();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async blob(): Promise<Blob> {
    const type = this.headers.get('Content-Type') ?? '';
    return new program.Blob([await this.bytes()], { type });
  }

  async formData(): Promise<never> {
    await this.text();
    throw new TypeError('The body of this response is not a form.');
  }

  clone(): Response {
    if (this.#isUsed || this.#stream?.locked === true)
      throw new TypeError('This response cannot be cloned, since its body was read already.');
    return createResponse(this.#head, this.#body, this.#options);
  }

  #use(): void {
    if (this.#isUsed || this.#stream?.locked === true)
      throw new TypeError('The body of this response was read already, or is being read.');
    this.#isUsed = !this.#options.isBodyless;
  }

  #createStream(): ReadableStream<Uint8Array> {
    let index = 0;
    return new program.ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.#isUsed = true;
          try {
            const piece = await this.#body.readPiece(index);
            index += 1;
            if (piece === undefined) controller.close();
            else controller.enqueue(piece);
          } catch (error) {
            controller.error(error);
          }
        },
      },
      { highWaterMark: 0 },
    );
  }
}
