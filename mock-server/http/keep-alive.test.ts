// Connections that clients keep open.
import { duration } from '../../time/time.ts';
import { ownJob } from '../testing/answers.ts';
import { openConnection } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

const ask = `GET ${ownJob} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\n\r\n`;

let mock: MockOnPort;
afterEach(() => mock.stop());

test('a response does not announce how long the connection may be idle, as behind gunicorn and nginx', async () => {
  mock = await runningMock();
  const wire = openConnection(mock.url);
  wire.send(ask);
  const head = await wire.until('}');
  wire.leave();
  expect(head).toContain('\r\nConnection: keep-alive\r\n');
  expect(head).not.toMatch(/\r\nKeep-Alive:/i);
});

test('with a keep-alive of 0s, each response closes its connection', async () => {
  mock = await runningMock({ keepAlive: duration(0) });
  const wire = openConnection(mock.url);
  wire.send(ask);
  expect(await wire.closed()).toContain('\r\nConnection: close\r\n');
});
