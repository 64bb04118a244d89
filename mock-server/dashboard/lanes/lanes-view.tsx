/** The main view: a lane for each job, to scale. */
import { useEffect, useRef } from 'preact/hooks';
import { toVisible } from '../../../text/visible.ts';
import { useApp } from '../state/use-app.ts';
import { type Board, createBoard } from './board.ts';
import { LanesBar } from './lanes-bar.tsx';
import { connectPointer } from './pointer.ts';
import { createTip } from './tip.ts';
import '../../../page-parts/bars.css';
import './lanes.css';

export function LanesView() {
  const app = useApp();
  const root = useRef<HTMLDivElement>(null);
  const board = useRef<Board>(null);
  useEffect(() => {
    if (root.current === null) return undefined;
    const made = createBoard(app, root.current);
    board.current = made;
    const disconnect = connectPointer(app, made, createTip(made.parts.tip));
    return () => {
      disconnect();
      made.stop();
    };
  }, [app]);
  return (
    <section class="lanes-view" aria-label="Lanes">
      <LanesBar fit={() => board.current?.fit()} />
      <div class="lanes" ref={root} />
      <NoJobs />
    </section>
  );
}

function NoJobs() {
  const app = useApp();
  if (app.jobs.value.length > 0) return undefined;
  const connection = app.connection.value;
  // Nothing is known of the world yet.
  if (app.history.value.moments.length === 0)
    return connection.kind === 'lost' ? (
      <div class="lanes-empty">
        <p>{toVisible(connection.reason)}</p>
        <p>The page tries again by itself.</p>
      </div>
    ) : undefined;
  const isFiltered = app.user.value !== undefined || app.statuses.value.length > 0 || app.search.value !== '';
  return (
    <div class="lanes-empty">
      <p>{isFiltered ? 'No job passes the filter.' : 'This world has no jobs yet.'}</p>
      {isFiltered ? (
        <button type="button" onClick={() => app.show({ user: undefined, statuses: [], search: '' })}>
          Show all jobs
        </button>
      ) : (
        <button type="button" class="primary" onClick={() => app.show({ panel: 'submit' })}>
          Submit a job
        </button>
      )}
    </div>
  );
}
