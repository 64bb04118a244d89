// A dedicated worker: responds to the requests that its page sends as messages, and moves the time of its mock.
import { createMock } from 'enrichment-sandbox/engine';

const mock = createMock({ now: '2026-05-06T14:25:42Z', frozen: true });

addEventListener('message', ({ data, ports: [port] }) => {
  const { clock } = mock.world('default');
  const answer = data.advance === undefined ? respond(data) : clock.advance(data.advance);
  void answer.then((content) => port.postMessage(content));
});

async function respond({ url, init }) {
  const response = await mock.fetch(new Request(url, init));
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
