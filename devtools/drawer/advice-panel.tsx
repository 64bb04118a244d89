/** What the coach says about how the app polls. */
import { formatCount, formatShortId } from '../../page-parts/formats.ts';
import type { Advice } from '../../library/operations.ts';
import type { DrawerState } from './drawer-state.ts';

export function AdvicePanel({ state }: { readonly state: DrawerState }) {
  const list = state.advice.value;
  if (list.length === 0)
    return (
      <p class="empty">
        The coach has no advice. It watches how the app polls, and says here what could be better.
      </p>
    );
  return (
    <div class="advice">
      <ol aria-label="Advice">
        {list.map((one) => (
          <li key={`${one.id} ${one.user ?? ''} ${one.job ?? ''}`}>
            <Card advice={one} />
          </li>
        ))}
      </ol>
      <button
        type="button"
        title="The coach forgets what it saw and starts again"
        onClick={() => void state.run((call, world) => call('clearAdvice', { path: { world } }))}
      >
        Dismiss all advice
      </button>
    </div>
  );
}

function Card({ advice }: { readonly advice: Advice }) {
  const { level, title, seen, times, job, user, why, source, cause, do: remedy } = advice;
  return (
    <article class={`card is-${level}`}>
      <h3>
        <span class="level">{level === 'warning' ? '▲ Warning' : '● Notice'}</span> {title}
      </h3>
      <p>{seen}</p>
      <p class="remedy">
        <strong>Do:</strong> {remedy}
      </p>
      <details>
        <summary>
          Why · {times === 1 ? 'seen once' : `seen ${formatCount(times)} times`}
          {job === undefined ? '' : ` · job ${formatShortId(job)}`}
          {user === undefined ? '' : ` · ${user}`}
        </summary>
        <p>
          {why} <span class="soft">[{source}]</span>
        </p>
        {cause === undefined ? undefined : <p>Probable cause: {cause}</p>}
        <dl>
          <dt>fetch</dt>
          <dd>
            <code>{advice.in_code.fetch}</code>
          </dd>
          <dt>TanStack Query</dt>
          <dd>
            <code>{advice.in_code.tanstack_query}</code>
          </dd>
          <dt>SWR</dt>
          <dd>
            <code>{advice.in_code.swr}</code>
          </dd>
        </dl>
      </details>
    </article>
  );
}
