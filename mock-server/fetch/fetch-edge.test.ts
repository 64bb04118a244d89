// The effect of faults on a response without a socket.
import { duration, instant } from '../../time/time.ts';
import type { WireReply } from '../django/message.ts';
import type { Context } from '../pipeline/context.ts';
import type { ControlRequest } from '../control/answer.ts';
import { answerApi, answerControl } from './fetch-edge.ts';

/** The response from an engine's reply, the delays that were awaited, and how its end was reported to the journal. */
async function deliverPieces(reply: Partial<WireReply>, delivery?: Context['delivery']) {
  const waits: number[] = [];
  const ends: (boolean | undefined)[] = [];
  const context = {
    response: { status: 200, headers: [['Content-Type', 'text/plain']], body: 'twelve bytes', ...reply },
    now: instant(0),
    delivery,
  } as Context;
  const response = await answerApi(new Request('http://mock.example/'), {
    engine: {
      respond: async () => context,
      journal: (_, isAborted) => {
        ends.push(isAborted);
        return undefined;
      },
      control: () => Promise.reject(new Error('Nobody asked for that.')),
    },
    wait: async (milliseconds) => void waits.push(milliseconds),
    nextTurn: () => Promise.resolve(),
    onCrash: (error) => {
      throw error;
    },
  });
  return { response, waits, ends };
}

test('a response is sent completely and at once', async () => {
  const { response, waits, ends } = await deliverPieces({});
  expect([await response.text(), waits, ends]).toEqual(['twelve bytes', [], [false]]);
});

test('a response without a body has none', async () => {
  expect((await deliverPieces({ status: 204, body: '' })).response.body).toBeNull();
});

test('a delay is applied', async () => {
  expect((await deliverPieces({}, { delay: duration(1500) })).waits).toEqual([1500]);
});

test('a reset is a network error', async () => {
  const { response, ends } = await deliverPieces({}, { reset: true });
  expect([response.type, ends]).toEqual(['error', [undefined]]);
});

test.each([0, 5])('a body cut after %d bytes ends there', async (cutAt) => {
  const { response, ends } = await deliverPieces({}, { cutAt });
  const came: string[] = [];
  const read = async () => {
    for await (const piece of response.body ?? []) came.push(new TextDecoder().decode(piece));
  };
  await expect(read()).rejects.toThrow('terminated');
  expect([came.join(''), ends]).toEqual(['twelve bytes'.slice(0, cutAt), [undefined]]);
});

test('a throttled body arrives at the given bytes per second', async () => {
  const { response, waits } = await deliverPieces({ body: 'x'.repeat(250) }, { rate: 1000 });
  expect((await response.text()).length).toBe(250);
  expect(waits).toEqual([50, 50, 50, 50, 50]);
});

test('a long body is measured up to 16 MiB, and no more of it is created when the reader stops', async () => {
  let made = 0;
  const mebibyte = 'x'.repeat(1024 * 1024);
  const stream = async function* () {
    for (;;) {
      made += 1;
      yield mebibyte;
    }
  };
  const { response, ends } = await deliverPieces({ stream });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect([made, response.headers.has('Content-Length'), ends]).toEqual([17, false, [true]]);
});

test('events are sent as they come, and a client that leaves ends them', async () => {
  const given: ControlRequest[] = [];
  const ends: string[] = [];
  const follow = async function* () {
    try {
      yield 'event: entry\n\n';
    } finally {
      ends.push('read no more');
    }
  };
  const response = await answerControl(
    new Request('http://mock.example/events?only=log', { headers: { 'Last-Event-ID': '7' } }),
    {
      engine: {
        respond: () => Promise.reject(new Error('Nobody asked for that.')),
        journal: () => undefined,
        control: async (request) => {
          given.push(request);
          request.signal?.addEventListener('abort', () => ends.push('aborted'));
          return { status: 200, mediaType: 'text/event-stream', stream: follow() };
        },
      },
      wait: () => Promise.resolve(),
      nextTurn: () => Promise.resolve(),
      onCrash: (error) => {
        throw error;
      },
    },
  );
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  expect(given).toMatchObject([{ target: '/events?only=log', lastEventId: '7' }]);
  expect(response.headers.get('Content-Type')).toBe('text/event-stream');
  expect([new TextDecoder().decode(value), ends]).toEqual(['event: entry\n\n', ['aborted', 'read no more']]);
});
