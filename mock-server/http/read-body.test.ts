// Bodies wait for memory, so that there are never too many at a time.
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

import { createBodyReader } from './read-body.ts';

function createRequest(length: number) {
  const request = new IncomingMessage(new Socket());
  request.headers['content-length'] = String(length);
  return request;
}

const bytes = (count: number) => Buffer.alloc(count, 'x');

/** What was pushed reaches the reader with the next turn. */
const nextTurn = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

function end(request: IncomingMessage): void {
  request.complete = true;
  request.push(null);
}

test('a body is read completely, and every byte becomes one character', async () => {
  const reader = createBodyReader();
  const request = createRequest(4);
  const body = reader.read(request, 100);
  request.push(Buffer.from([0, 0x80]));
  request.push(Buffer.from([0xff, 0x41]));
  end(request);
  expect(await body).toBe('\u0000\u0080\u00ffA');
});

test.each([
  ['of the maximum length is read', 100, 'x'.repeat(100)],
  ['one byte longer is rejected', 101, undefined],
])('a body %s', async (_, length, read) => {
  const reader = createBodyReader();
  const announced = createRequest(length);
  const isAnnounced = reader.read(announced, 100);
  announced.push(bytes(length));
  end(announced);
  expect(await isAnnounced).toBe(read);

  const silent = createRequest(0);
  const isSilent = reader.read(silent, 100);
  silent.push(bytes(length));
  end(silent);
  expect(await isSilent).toBe(read);
});

test('what others send waits for nobody who has used up the memory, and large bodies of several end side by side', async () => {
  const reader = createBodyReader(({ headers }) => String(headers['authorization']), 1000);
  const create = (owner: string, length: number) => {
    const request = createRequest(length);
    request.headers['authorization'] = owner;
    return { request, body: reader.read(request, 10_000) };
  };
  const greedy = [1, 2, 3].map(() => create('acme', 5000));
  for (const { request } of greedy) request.push(bytes(1500));
  await nextTurn();
  expect(greedy.map(({ request }) => request.isPaused())).toEqual([false, true, true]);
  const small = create('zoo', 300);
  small.request.push(bytes(300));
  end(small.request);
  expect(await small.body).toHaveLength(300);
  reader.letGo(small.request);
  const large = create('zoo', 4000);
  large.request.push(bytes(2000));
  await nextTurn();
  large.request.push(bytes(2000));
  end(large.request);
  expect(await large.body).toHaveLength(4000);
  expect(reader.isFull()).toBe(true);
  for (const { request } of [...greedy, large]) reader.letGo(request);
  expect(reader.isFull()).toBe(false);
});

test('when the memory is used up, all but the first wait until it is released', async () => {
  const reader = createBodyReader(undefined, 10);
  const [first, second, third] = [createRequest(20), createRequest(20), createRequest(20)];
  const bodies = [first, second, third].map((request) => reader.read(request, 100));
  for (const request of [first, second, third]) request.push(bytes(8));
  await nextTurn();
  expect([first, second, third].map((request) => request.isPaused())).toEqual([false, true, true]);
  first.push(bytes(12));
  end(first);
  expect(await bodies[0]).toHaveLength(20);
  // Its memory is still in use, since the caller is not finished.
  expect([second, third].map((request) => request.isPaused())).toEqual([true, true]);

  reader.letGo(first);
  expect([second, third].map((request) => request.isPaused())).toEqual([false, true]);
  second.push(bytes(12));
  end(second);
  expect(await bodies[1]).toHaveLength(20);
  reader.letGo(second);
  third.push(bytes(12));
  end(third);
  expect(await bodies[2]).toHaveLength(20);
});

test('a client that disconnects releases its memory for others', async () => {
  const reader = createBodyReader(undefined, 10);
  const [first, second] = [createRequest(20), createRequest(20)];
  const gone = reader.read(first, 100);
  const body = reader.read(second, 100);
  for (const request of [first, second]) request.push(bytes(8));
  await nextTurn();
  expect(second.isPaused()).toBe(true);
  first.destroy(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  await nextTurn();
  expect(second.isPaused()).toBe(false);
  second.push(bytes(12));
  end(second);
  expect(await body).toHaveLength(20);
});
