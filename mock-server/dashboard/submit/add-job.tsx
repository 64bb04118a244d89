/** Adds a job with the control API: also one that is older, or that has just reached a status. */
import { useState } from 'preact/hooks';

import { formatShortId } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { CategoryChoice, ScenarioChoice, useFirstUser, UserChoice } from './choices.tsx';
import { readSubmissionLimits } from './submission-request.ts';

type Begin = 'now' | 'ago' | 'status';

export function AddJob() {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const { categories } = readSubmissionLimits(app.model.spec);
  const firstUser = useFirstUser();
  const [chosenUser, setUser] = useState('');
  const [scenario, setScenario] = useState('');
  const [size, setSize] = useState(100);
  const [category, setCategory] = useState(categories[0] ?? '');
  const [begin, setBegin] = useState<Begin>('now');
  const [ago, setAgo] = useState('5m');
  const [status, setStatus] = useState(lifeCycle.internalStatuses.at(-1) ?? '');
  const { users, scenarios } = app.shown.value.fixture;
  const user = users.some(({ name }) => name === chosenUser) ? chosenUser : firstUser;

  const add = async (): Promise<void> => {
    const added = await app.change('POST', 'jobs', {
      user,
      size,
      category,
      ...(Object.hasOwn(scenarios, scenario) ? { scenario } : {}),
      ...(begin === 'ago' ? { submitted: ago.trim() } : {}),
      ...(begin === 'status' ? { in: status } : {}),
    });
    if (!added.ok) return;
    const { id } = added.body as { readonly id: string };
    app.notices.add({ kind: 'done', text: `Job ${formatShortId(id)} is added.` });
    app.show({ job: id });
  };

  return (
    <form
      class="stack"
      aria-label="Add a job"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <p class="label">Adds it behind the API: no request, no rows, no charge for the submission.</p>
      <UserChoice value={user} onChoose={setUser} />
      <ScenarioChoice value={scenario} onChoose={setScenario} />
      <label class="submit-field">
        <span>Rows</span>
        <input
          type="number"
          min={1}
          max={1_000_000}
          value={size}
          onInput={(event) => setSize(event.currentTarget.valueAsNumber)}
        />
      </label>
      <CategoryChoice categories={categories} value={category} onChoose={setCategory} />
      <label class="submit-field">
        <span>Begin</span>
        <select value={begin} onChange={(event) => setBegin(event.currentTarget.value as Begin)}>
          <option value="now">submitted now</option>
          <option value="ago">submitted a while ago</option>
          <option value="status">just reached a status</option>
        </select>
      </label>
      {begin === 'ago' ? (
        <label class="submit-field">
          <span>Submitted this long ago</span>
          <input type="text" value={ago} onInput={(event) => setAgo(event.currentTarget.value)} />
          <span class="label submit-about">Such as 90s, 5m or 1h30m, in the world's time.</span>
        </label>
      ) : undefined}
      {begin === 'status' ? (
        <label class="submit-field">
          <span>Status that it has just reached</span>
          <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
            {lifeCycle.internalStatuses.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      ) : undefined}
      <p>
        <button type="submit" class="primary">
          Add the job
        </button>
      </p>
    </form>
  );
}
