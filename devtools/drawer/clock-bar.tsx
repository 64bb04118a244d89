/** The clock of the world, and what moves it. */
import type { ClockChange } from '../../library/operations.ts';
import { formatClock, formatDate } from '../../page-parts/formats.ts';
import { instant } from '../../time/time.ts';
import type { DrawerState } from './drawer-state.ts';

const speeds = [1, 20, 600] as const;

/** The steps of the clock, each with its key. */
export const steps = [
  { label: '+10 s', key: '1', advance: '10s' },
  { label: '+1 min', key: '2', advance: '1m' },
  { label: '+1 h', key: '3', advance: '1h' },
  { label: 'Next change', key: 'n', advance: 'next-change' },
] as const;

export const changeClock = (state: DrawerState, body: ClockChange): void =>
  void state.run((call, world) => call('setClock', { path: { world }, body }));

export function ClockBar({ state }: { readonly state: DrawerState }) {
  const clock = state.clock.value;
  if (clock === undefined) return undefined;
  const { frozen, speed } = clock;
  const now = instant(state.now.value);
  const shown: readonly number[] = speeds.some((one) => one === speed) ? speeds : [...speeds, speed];
  return (
    <div class="clock" role="group" aria-label="Clock of the world">
      <button
        type="button"
        class="play"
        aria-label={frozen ? 'Run the clock' : 'Freeze the clock'}
        title={`${frozen ? 'Run' : 'Freeze'} the clock (F)`}
        onClick={() => changeClock(state, { frozen: !frozen })}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d={frozen ? 'M3 1.5v9l7-4.5z' : 'M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z'} />
        </svg>
      </button>
      <time class={frozen ? 'time is-frozen' : 'time'} dateTime={new Date(now).toISOString()}>
        <span class="date">{formatDate(now)}</span> {formatClock(now)}
      </time>
      <span class="segments" role="group" aria-label="Speed">
        {shown.map((one) => (
          <button
            type="button"
            key={one}
            aria-pressed={!frozen && one === speed}
            title={`${one} seconds of the world in a second`}
            onClick={() => changeClock(state, { frozen: false, speed: one })}
          >
            ×{one}
          </button>
        ))}
      </span>
      <span class="segments">
        {steps.map(({ label, key, advance }) => (
          <button
            type="button"
            key={key}
            title={
              advance === 'next-change' ? 'To the next change of any job (N)' : `Advance the clock (${key})`
            }
            onClick={() => changeClock(state, { advance })}
          >
            {label}
          </button>
        ))}
      </span>
    </div>
  );
}
