/** Lives of sound clients whose libraries do what looks wrong, such as SWR and Axios as documented. */
import { fetched, lost, poll, refused, repeat } from './lives.ts';
import { advice, done, type Example, sound } from './pieces.ts';

export const forgiven: readonly Example[] = [
  {
    what: 'a refusal whose body was cut off, so that it cannot be read, is repeated',
    life: { requests: repeat(9, 60, () => refused(0, 404, { outcome: 'cut', headAt: 10, faults: ['cut'] })) },
  },
  {
    what: 'the coach, which sees no connections, warns of refusals whose bodies were cut off',
    life: {
      requests: repeat(9, 60, () => refused(0, 404, { outcome: 'cut', headAt: 10, faults: ['cut'] })),
      advice: [advice('after-404', { entries: [1, 2, 3] })],
    },
  },
  {
    what: 'the one poll after the end is lost, and repeated',
    life: { requests: [...sound, lost(66), poll(72, 'completed')] },
  },
  {
    what: 'results again after a response in which a field was null',
    life: {
      requests: [
        ...sound.slice(0, 2),
        poll(63, 'completed', { faults: ['null-field'] }),
        fetched(63.1),
        poll(66, 'completed'),
        fetched(66.1),
      ],
      results: [{ at: 63.2 }, { at: 66.2 }],
    },
  },
  {
    what: 'timers that were due while the tab slept up to the end of the life',
    life: {
      requests: sound,
      endings: [done],
      leakedTimers: [{ kind: 'timeout', due: 64_000 }],
    },
  },
];
