// Server-sent events from a stream that is cut into pieces anywhere.
import fc from 'fast-check';

import { EventParser, readEvents } from './event-stream.ts';

const text =
  ':\n\nid: a.1.x\nevent: start\ndata: {"real":1}\n\nevent: entry\nid: a.2.y\ndata: one\ndata: two\n\n:\n\r\ndata:three\r\n\r\n';
const events = [
  { event: 'start', data: '{"real":1}', id: 'a.1.x' },
  { event: 'entry', data: 'one\ntwo', id: 'a.2.y' },
  { event: 'message', data: 'three', id: 'a.2.y' },
];

test('the same events come out wherever the text is cut', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const parser = new EventParser();
      const found = places.flatMap((from, index) => [
        ...parser.add(text.slice(from, places[index + 1] ?? from)),
      ]);
      expect(found).toEqual(events);
    }),
  );
});

test('a stream of bytes that cuts a character is read, and closed when nobody reads on', async () => {
  const bytes = new TextEncoder().encode('data: Zoë\n\ndata: more\n\n');
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, 9));
      controller.enqueue(bytes.slice(9));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  for await (const event of readEvents(stream)) {
    expect(event.data).toBe('Zoë');
    break;
  }
  expect(isCancelled).toBe(true);
});
