/** The body of a response as it arrives at the page, for any number of readers. */

export interface IncomingBody {
  readonly setWhole: (text: string) => void;
  readonly add: (bytes: Uint8Array) => void;
  readonly end: () => void;
  /** What has not arrived never will. */
  readonly fail: (error: unknown) => void;
  /** Resolves with the whole text. */
  readonly readText: () => Promise<string>;
  readonly readBytes: () => Promise<Uint8Array<ArrayBuffer>>;
  /** The piece at an index, once it has arrived; undefined at the end. */
  readonly readPiece: (index: number) => Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export function createIncomingBody(): IncomingBody {
  let whole: string | undefined;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let state: { readonly kind: 'open' | 'ended' } | { readonly kind: 'failed'; readonly error: unknown } = {
    kind: 'open',
  };
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const awake = waiting;
    waiting = [];
    for (const resume of awake) resume();
  };
  const waitForMore = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });
  const waitForEnd = async (): Promise<void> => {
    while (state.kind === 'open') await waitForMore();
    if (state.kind === 'failed') throw state.error;
  };
  const join = (): Uint8Array<ArrayBuffer> => {
    const all = whole === undefined ? pieces : [new TextEncoder().encode(whole)];
    const joined = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of all) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  };
  return {
    setWhole: (text) => {
      whole = text;
    },
    add: (bytes) => {
      pieces.push(new Uint8Array(bytes));
      wake();
    },
    end: () => {
      state = { kind: 'ended' };
      wake();
    },
    fail: (error) => {
      if (state.kind === 'open') state = { kind: 'failed', error };
      wake();
    },
    readText: async () => {
      await waitForEnd();
      return whole ?? new TextDecoder().decode(join());
    },
    readBytes: async () => {
      await waitForEnd();
      return join();
    },
    readPiece: async (index) => {
      for (;;) {
        if (whole !== undefined && state.kind === 'ended')
          return index === 0 && whole !== '' ? join() : undefined;
        const piece = pieces[index];
        if (piece !== undefined) return piece;
        if (state.kind === 'failed') throw state.error;
        if (state.kind === 'ended') return undefined;
        await waitForMore();
      }
    },
  };
}
