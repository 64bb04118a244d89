/** The slider into the past of the world, and what can be done with a moment of it. */
import { instant } from '../../../time/time.ts';
import { formatClock, formatDate, formatLength } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { forkAt } from './fork.ts';
import type { Replay } from './replay.ts';

export function PastSlider({ replay }: { readonly replay: Replay }) {
  const app = useApp();
  void app.revision.value;
  const { start } = app.history.value;
  const now = app.now.value;
  const isPast = app.moment.value !== undefined;
  const end = Math.max(app.readPresent(), start + 1);
  const isReplaying = replay.isRunning.value;
  return (
    <section class="past" aria-label="Past of the world">
      <span class="past-edge">{formatClock(start)}</span>
      <input
        type="range"
        class="past-slider"
        aria-label="Moment that is shown"
        aria-valuetext={isPast ? `${formatDate(now)} ${formatClock(now)}` : 'the present'}
        min={start}
        max={end}
        step="any"
        value={isPast ? now : end}
        onInput={(event) => {
          const at = event.currentTarget.valueAsNumber;
          replay.stop();
          app.show({ at: at >= end ? undefined : instant(Math.round(at)) });
        }}
      />
      <button
        type="button"
        class="past-now"
        aria-pressed={!isPast}
        onClick={() => app.show({ at: undefined })}
      >
        Now
      </button>
      <button
        type="button"
        aria-pressed={isReplaying}
        title="Plays the past of the world again (R)"
        onClick={replay.toggle}
      >
        {isReplaying ? 'Stop replay' : 'Replay'}
      </button>
      <button
        type="button"
        title="Makes a new world that begins at this moment"
        onClick={() => void forkAt(app, app.readNow())}
      >
        Fork here
      </button>
      {isPast ? (
        <output class="past-note">
          {formatLength(end - now)} ago. The page shows the past; the world itself stays in the present.
        </output>
      ) : undefined}
    </section>
  );
}
