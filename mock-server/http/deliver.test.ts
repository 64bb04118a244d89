// The journal records every response once: when it was sent, interrupted by a fault, or abandoned by the
// client.
import { openControl } from '../testing/open-control.ts';
import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { duration, instant } from '../../time/time.ts';
import { openConnection } from '../testing/http-client.ts';
import { failLoudly, spec } from '../testing/shipped.ts';
import type { Context } from '../pipeline/context.ts';
import type { Delivery } from '../pipeline/delivery.ts';
import type { WireReply } from '../django/message.ts';
import { createHttpServer } from './create-server.ts';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => server?.close(resolve) ?? resolve(undefined)));

const text: WireReply = { status: 200, headers: [['Content-Length', '10']], body: '0123456789' };
const file: WireReply = {
  status: 200,
  headers: [],
  body: '',
  stream: async function* () {
    yield* ['0123', '', '456789'];
  },
};

/** A server that sends one response, and its journal entry, including whether the client disconnected first. */
async function serving(reply: WireReply, delivery: Delivery | undefined, stop = new AbortController()) {
  const reported: boolean[] = [];
  const events = new EventEmitter();
  const [asked, noted] = [once(events, 'asked'), once(events, 'noted')];
  ({ server } = createHttpServer({
    control: openControl,
    engine: {
      control: () => failLoudly('Nobody asks for control.'),
      respond: async () => {
        events.emit('asked');
        return { response: reply, now: instant(0), delivery } as Context;
      },
      journal: (_, isAborted = false) => {
        reported.push(isAborted);
        events.emit('noted');
        return undefined;
      },
    },
    spec,
    noCors: false,
    onCrash: (error) => failLoudly(String(error)),
    stopping: stop.signal,
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wire = openConnection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  wire.send('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  return { wire, reported, asked, noted, stop };
}

test.each<[string, WireReply, Delivery | undefined, RegExp]>([
  ['whole', text, undefined, /\r\n\r\n0123456789$/],
  ['late', text, { delay: duration(5) }, /\r\n\r\n0123456789$/],
  ['reset', text, { reset: true }, /^$/],
  ['cut', text, { cutAt: 4 }, /\r\n\r\n0123$/],
  ['cut before its body', text, { cutAt: 0 }, /\r\n\r\n$/],
  ['dripped', text, { rate: 1000 }, /\r\n\r\n0123456789$/],
  ['dripped and cut', text, { rate: 1000, cutAt: 3 }, /\r\n\r\n012$/],
  ['in chunks', file, undefined, /Content-Length: 10\r\n.*\r\n\r\n0123456789$/s],
  ['in chunks, cut in half', file, { cutAt: 'half' }, /\r\n\r\n01234$/],
  ['in chunks, throttled', file, { rate: 10_000 }, /\r\n\r\n0123456789$/],
])(
  'a response that is sent %s is recorded once, and the client is not blamed',
  async (_, reply, delivery, want) => {
    const { wire, reported, noted } = await serving(reply, delivery);
    expect(await wire.closed().catch(() => '')).toMatch(want);
    await noted;
    expect(reported).toEqual([false]);
  },
);

test.each<[string, Delivery]>([
  ['late', { delay: duration(60_000) }],
  ['dripping', { rate: 1 }],
])('a response that is %s is recorded when the client has disconnected', async (_, delivery) => {
  const { wire, reported, asked, noted } = await serving(text, delivery);
  await asked;
  if (delivery.rate !== undefined) await wire.until('\r\n\r\n0');
  wire.leave();
  await noted;
  expect(reported).toEqual([true]);
});

test('when the mock stops, the rest of a drip is sent at once', async () => {
  const { wire, stop, reported, noted } = await serving(text, { rate: 1 });
  await wire.until('\r\n\r\n0');
  stop.abort();
  expect(await wire.closed()).toMatch(/0123456789$/);
  await noted;
  expect(reported).toEqual([false]);
});
