/** The life of one document, as the rules for clients see it: a client that is left when its document is closed. */
import type { Life } from '../life/life.ts';
import type { AppLife } from './app-life.ts';

export function toDocumentLife(life: AppLife, index: number): Life {
  const { plan, job, documents, requests, moments, endedAt } = life;
  const document = documents[index];
  const { events: _events, ...base } = plan;
  const stops = findStops(moments, endedAt);
  return {
    plan: { ...base, sleeps: stops },
    jobs: [job],
    requests: requests.filter((request) => request.document === index),
    reports: (document?.shown ?? []).flatMap(({ at, status }) =>
      status === undefined ? [] : [{ at, run: 0, status }],
    ),
    results: [],
    endings: [undefined],
    ...(document?.closedAt === undefined ? {} : { unmountedAt: document.closedAt }),
    leakedTimers: [],
    // The coach sees all documents as one client.
    advice: documents.length === 1 && moments.length === 0 ? life.advice : [],
    habits: { ends: false, reports: true, results: 'none' },
    endedAt,
    endedBy: life.endedBy,
  };
}

/** While a tab is hidden, in the cache or offline, its polls may be late, as when the computer sleeps. */
function findStops(moments: AppLife['moments'], endedAt: number): Life['plan']['sleeps'] {
  const pairs = {
    hidden: 'visible',
    'cached-back': 'cached-forward',
    offline: 'online',
    sleep: 'wake',
  } as const;
  return moments.flatMap(({ at, moment }, index) => {
    const end = Object.hasOwn(pairs, moment) ? pairs[moment as keyof typeof pairs] : undefined;
    if (end === undefined) return [];
    const ended = moments.slice(index).find((one) => one.moment === end)?.at ?? endedAt;
    return [{ at, length: ended - at }];
  });
}
