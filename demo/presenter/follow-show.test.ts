// What the presenter's page shows, with a page of plain objects.
import { type FollowedPage, followShow, type ShowPosition } from './follow-show.ts';

function createElement(dataset: Record<string, string | undefined> = {}, textContent = '') {
  const attributes = new Map<string, string>();
  return {
    dataset,
    textContent,
    checked: true,
    attributes,
    scrolls: 0,
    setAttribute: (name: string, value: string) => void attributes.set(name, value),
    removeAttribute: (name: string) => void attributes.delete(name),
    hasAttribute: (name: string) => attributes.has(name),
    scrollIntoView() {
      this.scrolls += 1;
    },
  };
}

const doNothing = () => undefined;

/** A page with two acts and three scenes. */
function openPage() {
  const byId = Object.fromEntries(
    ['time', 'state', 'next', 'follow'].map((id) => [`#${id}`, createElement()]),
  );
  const sections = [0, 60].map((from) => createElement({ from: `${from}`, to: `${from + 60}` }));
  const scenes = [12, 35, 70].map((at) => createElement({ at: `${at}` }, `0:${at} Scene ${at}.`));
  let position: ShowPosition | undefined;
  let again: () => void = doNothing;
  let settled: () => void = doNothing;
  const page: FollowedPage = {
    find: (selector) => byId[selector] ?? null,
    findAll: (selector) => (selector === 'section' ? sections : scenes),
    load: () => (position === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(position)),
    again: (call) => {
      again = call;
      settled();
    },
    prefersStill: true,
  };
  const wait = () =>
    new Promise<void>((resolve) => {
      settled = resolve;
    });
  return {
    byId,
    sections,
    scenes,
    start: async (at: Partial<ShowPosition>) => {
      position = { seconds: 0, speed: 1, frozen: false, isOver: false, ...at };
      const shown = wait();
      followShow(page);
      await shown;
    },
    look: async (at: Partial<ShowPosition> | undefined) => {
      position = at && { seconds: 0, speed: 1, frozen: false, isOver: false, ...at };
      const shown = wait();
      again();
      await shown;
    },
  };
}

test('it shows the time, the act and the next scene', async () => {
  const { byId, sections, scenes, start } = openPage();
  await start({ seconds: 20.4 });
  expect(byId['#time']?.textContent).toBe('0:20');
  expect(byId['#next']?.textContent).toBe('In 15 s: Scene 35.');
  expect(sections.map(({ attributes }) => attributes.get('aria-current'))).toEqual(['step', undefined]);
  expect(scenes.map(({ dataset }) => dataset['state'])).toEqual(['past', 'next', 'later']);
});

test('it scrolls once to an act that begins, unless the presenter does not want it', async () => {
  const { byId, sections, start, look } = openPage();
  await start({ seconds: 1 });
  await look({ seconds: 2 });
  expect(sections.map(({ scrolls }) => scrolls)).toEqual([1, 0]);
  Object.assign(byId['#follow'] ?? {}, { checked: false });
  await look({ seconds: 61 });
  expect(sections.map(({ scrolls }) => scrolls)).toEqual([1, 0]);
  expect(sections.map(({ attributes }) => attributes.get('aria-current'))).toEqual([undefined, 'step']);
});

test('after a reset it goes back to the beginning', async () => {
  const { sections, scenes, start, look } = openPage();
  await start({ seconds: 80 });
  await look({ seconds: 0 });
  expect(sections.map(({ attributes }) => attributes.get('aria-current'))).toEqual(['step', undefined]);
  expect(scenes.map(({ dataset }) => dataset['state'])).toEqual(['next', 'later', 'later']);
});

test.each([
  [{ seconds: 5 }, 'Running'],
  [{ seconds: 5, speed: 20 }, 'Running at x20'],
  [{ seconds: 5, frozen: true }, 'The clock is stopped'],
  [{ seconds: 901, isOver: true }, 'The show is over'],
])('%j is shown as "%s"', async (position, state) => {
  const { byId, start } = openPage();
  await start(position);
  expect(byId['#state']?.textContent).toBe(state);
});

test('it says when the demo was stopped, and continues when it runs again', async () => {
  const { byId, start, look } = openPage();
  await start({});
  await look(undefined);
  expect(byId['#state']?.textContent).toBe('The demo does not run any more');
  await look({ seconds: 3 });
  expect(byId['#state']?.textContent).toBe('Running');
});
