/** The page's side of the service worker: registers it, waits until it controls the page, and replaces an older one. */
import type { WorkerRequest } from './service-worker.ts';
import type { WorkerScript } from './worker-script.ts';

/**
 * Resolves when the worker answers the requests of this page.
 * @param scope the path of the site
 * @throws Error if the browser refuses
 */
export async function connectServiceWorker(
  container: ServiceWorkerContainer,
  { url, trusted }: WorkerScript,
  scope: string,
): Promise<void> {
  const registration = await container.register(trusted, { scope, updateViaCache: 'none' });
  if (await replaceOlder(container, registration)) await reload();
  const isControlled = (): boolean => container.controller?.scriptURL === url;
  if (isControlled()) return;
  const changed = new Promise<void>((resolve) => {
    const check = (): void => {
      if (!isControlled()) return;
      container.removeEventListener('controllerchange', check);
      resolve();
    };
    container.addEventListener('controllerchange', check);
  });
  const active = await findActive(registration);
  // A page that was reloaded without caches has no controller.
  send(active, { kind: 'claim' });
  await changed;
}

/** Resolves when the worker is installed and active. */
function findActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const worker = active ?? waiting ?? installing;
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (worker?.state === 'activated') resolve(worker);
      if (worker === null || worker.state === 'redundant')
        reject(new Error('The service worker could not be installed.'));
    };
    worker?.addEventListener('statechange', check);
    check();
  });
}

/** Lets a newer worker take over, unless another tab uses the older one. @returns whether it has */
async function replaceOlder(
  container: ServiceWorkerContainer,
  { active, waiting }: ServiceWorkerRegistration,
): Promise<boolean> {
  if (active === null || waiting === null) return false;
  const changed = new Promise<void>((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<boolean>((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data === true), { once: true });
  });
  port1.start();
  send(waiting, { kind: 'take-over' }, [port2]);
  const takesOver = await answered;
  port1.close();
  if (takesOver && container.controller !== null) await changed;
  return takesOver;
}

/** The files of the page are those of the older worker. */
function reload(): Promise<never> {
  location.reload();
  return new Promise(() => undefined);
}

function send(worker: ServiceWorker, request: WorkerRequest, ports: Transferable[] = []): void {
  worker.postMessage(request, ports);
}
