/** A page for React in Node: `window`, `document` and what belongs to them. Timers, `fetch` and `Date` stay those of Node. */
import { Window } from 'happy-dom';

const page = new Window({ url: 'https://app.example/' }) as unknown as typeof globalThis;
const names = [
  'document',
  'navigator',
  'location',
  'Node',
  'Element',
  'HTMLElement',
  'HTMLIFrameElement',
] as const;
const { addEventListener, removeEventListener, dispatchEvent } = page;
const events = { addEventListener, removeEventListener, dispatchEvent };

if (typeof document === 'undefined') {
  const values = Object.fromEntries(names.map((name) => [name, page[name]]));
  const bound = Object.entries(events).map(([name, method]) => [name, method.bind(page)]);
  for (const [name, value] of Object.entries({ ...values, ...Object.fromEntries(bound), window: globalThis }))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
