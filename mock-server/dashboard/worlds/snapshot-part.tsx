/** Snapshots of the world: take, restore and delete them. */
import { useState } from 'preact/hooks';

import { ForeignText } from '../shell/foreign-text.tsx';
import { formatClock, formatCount, formatDate } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';

export function SnapshotPart() {
  const app = useApp();
  const [name, setName] = useState('');
  const { snapshots } = app.shown.value;
  const take = async (): Promise<void> => {
    const called = await app.change('POST', 'snapshots', name === '' ? {} : { name });
    if (called.ok) setName('');
  };
  return (
    <section class="stack" aria-labelledby="world-snapshots">
      <h3 id="world-snapshots">Snapshots</h3>
      <form
        class="row"
        aria-label="New snapshot"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <input
          type="text"
          aria-label="Name of the snapshot"
          placeholder={`snapshot-${snapshots.length + 1}`}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit">Take a snapshot</button>
      </form>
      <ul class="stack">
        {snapshots.map((snapshot) => (
          <li key={snapshot.name} class="card row user-row">
            <span class="user-text">
              <strong>
                <ForeignText text={snapshot.name} />
              </strong>
              <br />
              <span class="label">
                {formatCount(snapshot.jobs)} jobs, {formatDate(snapshot.world.clock.world)}{' '}
                {formatClock(snapshot.world.clock.world)}
              </span>
            </span>
            <span class="row">
              <button
                type="button"
                aria-label={`Restore ${snapshot.name}`}
                onClick={() =>
                  void app.change('POST', 'restore', { snapshot: snapshot.name }).then((called) => {
                    if (called.ok)
                      app.notices.add({ kind: 'done', text: `The snapshot "${snapshot.name}" is restored.` });
                  })
                }
              >
                Restore
              </button>
              <button
                type="button"
                class="danger"
                aria-label={`Delete the snapshot ${snapshot.name}`}
                onClick={() => void app.change('DELETE', `snapshots/${encodeURIComponent(snapshot.name)}`)}
              >
                Delete
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
