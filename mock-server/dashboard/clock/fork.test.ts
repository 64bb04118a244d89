// A log that is cut at a moment, and stopped there.
import { instant } from '../../../time/time.ts';
import { cutLog } from './fork.ts';

const lines = [
  '{"format":"enrichment-sandbox state","version":2}',
  '{"digest":"f00","fixture":{"seed":"default"}}',
  '{"world":"w","entry":{"position":1,"real":"2026-05-06T14:00:00.000Z","nonce":"1","intent":{"kind":"reset"}}}',
  '{"digest":"beef","row":0,"rows":"..."}',
  '{"world":"w","entry":{"position":2,"real":"2026-05-06T14:00:01.000Z","nonce":"2","intent":{"kind":"submit"}}}',
  '{"world":"w","entry":{"position":3,"real":"2026-05-06T14:00:02.000Z","nonce":"3","intent":{"kind":"delete"}}}',
];
const at = instant(Date.UTC(2026, 4, 6, 15));
const stop = (position: number, real: string) =>
  `{"world":"w","entry":{"position":${position},"real":"${real}","nonce":"fork","intent":{"kind":"clock","frozen":true,"at":"2026-05-06T15:00:00.000Z"}}}`;

test('it has the entries up to the position, what they refer to, and a stop at the time', () => {
  expect(cutLog(`${lines.join('\n')}\n`, 2, at)?.split('\n')).toEqual([
    ...lines.slice(0, 5),
    stop(3, '2026-05-06T14:00:01.000Z'),
    '',
  ]);
  expect(cutLog(lines.join('\n'), 1, at)?.split('\n')).toEqual([
    ...lines.slice(0, 3),
    stop(2, '2026-05-06T14:00:00.000Z'),
    '',
  ]);
});

test('a log that begins after the moment cannot be cut there', () => {
  const later = [
    lines[0],
    '{"world":"w","checkpoint":{"position":500,"real":"2026-05-06T14:00:00.000Z","state":{}}}',
  ];
  expect(cutLog(later.join('\n'), 499, at)).toBeUndefined();
  expect(cutLog(later.join('\n'), 500, at)).toContain('"position":501');
});
