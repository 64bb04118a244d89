import { UsageError } from '../../command-line/command.ts';
import { chooseLimits } from './limits.ts';
import { readTrafficOptions } from './options.ts';
import { describeMode } from './modes.ts';

const read = (given: Parameters<typeof readTrafficOptions>[0], writes = false) => {
  const mistakes: string[] = [];
  return { ...readTrafficOptions(given, writes, mistakes), mistakes };
};

test.each([
  [{ mode: 'production' }, { mode: 'production' }],
  [{ 'max-requests': '120' }, { maxRequests: 120 }],
  [{ 'max-rate': '2/s' }, { perSecond: 2 }],
  [{ 'max-rate': '30/m' }, { perSecond: 0.5 }],
  [{ 'max-rate': '3' }, { perSecond: 3 }],
])('the traffic options %j are accepted', (given, wanted) => {
  expect(read(given)).toEqual({ ...wanted, mistakes: [] });
});

test.each([
  [{ mode: 'ful' }, '--mode is "ful"; allowed: production, nightly, full; did you mean "full"?'],
  [{ mode: 'full' }, '--mode full writes, so it needs --allow-writes.'],
  [{ 'max-requests': '3' }, '--max-requests is "3"; it must be a whole number of at least 10.'],
  [{ 'max-rate': '0' }, '--max-rate is "0"; it must be a number of requests, e.g. 2/s or 30/m.'],
  [{ 'max-rate': 'fast' }, '--max-rate is "fast"; it must be a number of requests, e.g. 2/s or 30/m.'],
  [
    { ca: 'package.json' },
    '--ca package.json contains no PEM certificate, which starts with -----BEGIN CERTIFICATE-----.',
  ],
  [{ ca: 'no-such.pem' }, '--ca: no-such.pem cannot be read: there is no such file or folder.'],
])('the traffic options %j are refused', (given, mistake) => {
  expect(read(given).mistakes).toEqual([mistake]);
});

test('a read-only mode contradicts --allow-writes', () => {
  expect(read({ mode: 'nightly' }, true).mistakes).toEqual([
    '--mode nightly only reads, but --allow-writes writes. Give only one of them.',
  ]);
});

const production = new Set(['app.example']);
const limits = (origin: string, given: Partial<Parameters<typeof chooseLimits>[0]> = {}) => {
  const said: string[] = [];
  const options = { allowWrites: false, ...given };
  const { mode, maxRequests, perSecond } = chooseLimits(options, new URL(origin), production, (one) =>
    said.push(one),
  );
  return { mode: mode.name, maxRequests, perSecond, said };
};

test('a production host gets the production mode, with a message', () => {
  expect(limits('https://app.example')).toEqual({
    mode: 'production',
    maxRequests: 40,
    perSecond: 1,
    said: ['app.example is production, so this run uses the mode production.'],
  });
  expect(() => limits('https://APP.example.', { mode: 'nightly' })).toThrow(UsageError);
});

test.each([
  ['https://test.example', {}, 'nightly', 5],
  ['https://test.example', { allowWrites: true }, 'full', 5],
  ['https://test.example', { mode: 'production' } as const, 'production', 1],
  ['https://test.example', { perSecond: 2 }, 'nightly', 2],
  ['http://127.0.0.1:4010', {}, 'nightly', undefined],
  ['http://127.0.0.1:4010', { perSecond: 9 }, 'nightly', 9],
])('%s with %j runs in the mode %s at %s requests a second', (origin, given, mode, perSecond) => {
  expect(limits(origin, given)).toMatchObject({ mode, perSecond, said: [] });
});

test('a run announces its mode and limits', () => {
  const said = describeMode(
    chooseLimits(
      { mode: 'production', allowWrites: false },
      new URL('https://a.example'),
      production,
      () => undefined,
    ),
  );
  expect(said).toBe(
    'Mode production: only reads, and sends as few requests as possible. It sends at most 40 requests, not counting those that poll jobs. Of these, at most 2 have an id that is not a UUID and at most 4 have no valid token. It sends at most 1 per second.',
  );
});
