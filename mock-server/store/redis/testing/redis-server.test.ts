// The redis-server of tests: it keeps its data over a restart if it is durable, and stops answering while it is paused.
import { connect } from 'node:net';
import { once } from 'node:events';

import { startRedisServer } from './redis-server.ts';

test('starts, pauses, is killed, starts again with what it had, and stops', async () => {
  const server = await startRedisServer({ isDurable: true });
  try {
    expect(await server.run('SET', 'colour', 'blue')).toBe('OK');
    const before = server.pid();
    await server.kill();
    await server.start();
    expect(server.pid()).not.toBe(before);
    expect(await server.run('GET', 'colour')).toBe('blue');

    server.pause();
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const reply = once(socket, 'data');
    server.resume();
    expect(String((await reply)[0])).toBe('+PONG\r\n');
    socket.destroy();
  } finally {
    await server.stop();
  }
  await expect(server.run('PING')).rejects.toThrow('Could not connect');
});
