import { loadShippedSpec } from '../../openapi/shipped.ts';
import { detectReadings } from '../clauses/readings.ts';
import { oldestJobId, runTrial } from './trial.ts';

const inPages = ['list-not-cut'];
/** Neither kept nor broken by a crash that a reading allows. */
const ofIds = ['odd-id-404', 'random-id-refused'];
const inOnePiece = ['list-pages-lead-on', 'list-links-same-host', 'list-count-true'];

/** The reading that the mock cannot show on request. */
const unseen = new Set(['server-error']);

/** A failing lookup is a legal reading, but still a 500. */
const crashing = 'string-helper';

const readings = Object.entries(loadShippedSpec().questions).flatMap(([question, { readings: all }]) =>
  Object.keys(all).map((reading) => [question, reading] as const),
);

test.each(readings)(
  'the honest mock with %s=%s breaks only the clause on its crash, and the suite detects the reading',
  async (question, reading) => {
    const { ids, seen } = await runTrial({ readings: [`${question}=${reading}`], knownJobId: oldestJobId });
    expect(ids('broken')).toEqual(reading === crashing ? ['no-server-error'] : []);
    expect(ids('crashed')).toEqual([]);
    // A list is either paged or not.
    const unobserved = ids('unobserved').filter((id) => reading !== crashing || !ofIds.includes(id));
    expect([inPages, inOnePiece]).toContainEqual(unobserved);
    if (unseen.has(question)) return;
    expect(detectReadings(seen)[question]).toBe(reading);
  },
);

test.each([
  ['3.14', [], { 'framework-version': '3.14', 'not-found': 'plain' }],
  ['3.16', [], { 'framework-version': '3.16', 'not-found': 'named' }],
  ['3.18', [], { 'framework-version': '3.18', 'not-found': 'named' }],
  ['3.18', ['renderers=browsable'], { 'framework-version': '3.18', renderers: 'browsable' }],
  [
    '3.16',
    ['renderers=browsable', 'job-id-route=string', 'not-found=plain'],
    { 'framework-version': '3.16', renderers: 'browsable', 'job-id-route': 'string', 'not-found': 'plain' },
  ],
  [
    '3.16',
    ['job-id-route=string-helper', 'server-error=drf'],
    { 'framework-version': '3.16', 'job-id-route': 'string-helper', 'not-found': 'named' },
  ],
])(
  'the honest mock with --drf %s and %j breaks no clause, and the suite detects its readings',
  async (version, chosen, want) => {
    const { ids, seen } = await runTrial({
      readings: chosen,
      flags: ['--drf', version],
      sockets: true,
      knownJobId: oldestJobId,
    });
    const isCrashing = chosen.some((one) => one.endsWith(crashing));
    expect([ids('broken'), ids('crashed'), ids('unobserved').toSorted()]).toEqual([
      isCrashing ? ['no-server-error'] : [],
      [],
      [...inOnePiece, ...(isCrashing ? ofIds : [])].toSorted(),
    ]);
    expect(detectReadings(seen)).toMatchObject(want);
  },
);

test('two unusual readings together break no clause', async () => {
  const { ids } = await runTrial({
    readings: [
      'list-envelope=total-pages',
      'timestamps=microseconds',
      'utc-designator=offset',
      'job-id-route=string',
      'path-prefix=backend',
    ],
  });
  expect(ids('broken')).toEqual([]);
});

test('a user without jobs leaves unobserved what only jobs can show, and breaks no clause', async () => {
  const { ids } = await runTrial({ token: 'carol-token', readsOnly: true });
  expect(ids('broken')).toEqual([]);
  expect(ids('unobserved')).toEqual(
    expect.arrayContaining(['detail-shape', 'detail-answers', 'status-order', 'final-stays']),
  );
});
