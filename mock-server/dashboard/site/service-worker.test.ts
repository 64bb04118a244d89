// What the service worker of the static site answers, and what it leaves to the network.
import { runAsServiceWorker, type ServiceWorkerScope } from './service-worker.ts';

type Answer = (event: {
  readonly request: Pick<Request, 'url' | 'method' | 'mode'>;
  readonly respondWith: (response: Promise<Response>) => void;
}) => void;

/** A worker of the site at this address. @returns a function that follows a link or sends a form to a URL */
function startWorker(site: string) {
  const listeners = new Map<string, unknown>();
  const addEventListener = (type: string, listener: unknown) => void listeners.set(type, listener);
  const scope = { addEventListener, registration: { scope: site } } as unknown as ServiceWorkerScope;
  runAsServiceWorker(scope, { paths: [], version: 'test' });
  return (url: string, method = 'GET'): Promise<Response> | undefined => {
    let answer: Promise<Response> | undefined;
    const respondWith = (response: Promise<Response>): void => {
      answer = response;
    };
    (listeners.get('fetch') as Answer)({ request: { url, method, mode: 'navigate' }, respondWith });
    return answer;
  };
}

const site = 'https://docs.test/worlds/default/';

test.each([
  'https://other.test/worlds/default/__mock__/api/worlds',
  'http://docs.test/worlds/default/__mock__/api/worlds',
  'https://docs.test/worlds/default',
  'https://docs.test/worlds/',
  'https://docs.test/api/v1/enrichment/status/',
  'https://docs.test/__mock__/api/worlds',
  'https://docs.test/worlds/default%2f__mock__/api/worlds',
  'https://docs.test/worlds/default/../__mock__/api/worlds',
  'https://docs.test//worlds/default/__mock__/api/worlds',
])('%s is not its own', (url) => {
  expect(startWorker(site)(url)).toBeUndefined();
});

test.each([
  ['GET', '__mock__/api/worlds/new/clock'],
  ['GET', '__mock__/api/worlds/n%65w/clock'],
  ['GET', '__mock__/api/worlds/%zz/clock'],
  ['POST', '__mock__/api/worlds/default/reset'],
  ['POST', 'api/v1/enrichment/submit/'],
])('%s %s from another page is refused, also below a path with the names of worlds', async (method, path) => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect((await startWorker(site)(site + path, method))?.status).toBe(403);
});
