/** Submits records through the mocked API, with the token of a user, and shows the response. */
import { useState } from 'preact/hooks';

import { toApiPath, toBearer } from '../state/api-url.ts';
import { formatCount } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { CategoryChoice, ScenarioChoice, useFirstUser, UserChoice } from './choices.tsx';
import { createSubmissionRequest, readSubmissionLimits, type Submission } from './submission-request.ts';

const sizes = [3, 1000] as const;

interface Received {
  readonly status: number;
  readonly body: string;
  readonly job: string | undefined;
}

export function SubmitAsClient() {
  const app = useApp();
  const limits = readSubmissionLimits(app.model.spec);
  const firstUser = useFirstUser();
  const [chosenUser, setUser] = useState('');
  const [count, setCount] = useState<number | undefined>(sizes[0]);
  const [file, setFile] = useState<File>();
  const [scenario, setScenario] = useState('');
  const [category, setCategory] = useState(limits.categories[0] ?? '');
  const [maxContacts, setMaxContacts] = useState(limits.maxContacts.default);
  const [jobTitles, setJobTitles] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [received, setReceived] = useState<Received>();
  const { users, scenarios } = app.shown.value.fixture;
  const user = users.find(({ name }) => name === chosenUser) ?? users.find(({ name }) => name === firstUser);
  const hasCriteria = category === 'account';

  const submit = async (content: Submission['content']): Promise<void> => {
    setIsSending(true);
    const request = createSubmissionRequest({
      bearer: toBearer(user ?? { token: '' }, app.world.peek()),
      content,
      category,
      criteria: hasCriteria ? { maxContacts, jobTitles: splitTitles(jobTitles) } : undefined,
      scenario: Object.hasOwn(scenarios, scenario) ? scenario : undefined,
    });
    const sent = await send(app.fetch, `../${toApiPath('submitEnrichment', [], app.model)}`, request);
    setIsSending(false);
    setReceived(sent);
    if (sent.job !== undefined) app.show({ job: sent.job });
  };
  const content =
    count === undefined ? file && ({ kind: 'file', file } as const) : ({ kind: 'rows', count } as const);

  return (
    <form
      class="stack"
      aria-label="Submit as a client"
      onSubmit={(event) => {
        event.preventDefault();
        if (content !== undefined) void submit(content);
      }}
    >
      <p class="label">Sends the request that a client sends, to the mocked API; the journal shows it.</p>
      <UserChoice value={user?.name ?? ''} onChoose={setUser} />
      <fieldset class="row" aria-label="Rows">
        {sizes.map((size) => (
          <Choice key={size} name="rows" isChosen={count === size} choose={() => setCount(size)}>
            {formatCount(size)} rows
          </Choice>
        ))}
        <Choice name="rows" isChosen={count === undefined} choose={() => setCount(undefined)}>
          a file
        </Choice>
      </fieldset>
      {count === undefined ? (
        <label class="submit-field">
          <span>File</span>
          <input
            type="file"
            aria-label="File"
            accept=".csv,.xlsx"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? undefined)}
          />
          <span class="label submit-about">
            CSV or Excel. A first company named “scenario:NAME” chooses the scenario.
          </span>
        </label>
      ) : (
        <ScenarioChoice value={scenario} onChoose={setScenario} />
      )}
      <CategoryChoice categories={limits.categories} value={category} onChoose={setCategory} />
      {hasCriteria ? (
        <>
          <label class="submit-field">
            <span>Contacts for each account</span>
            <input
              type="number"
              min={limits.maxContacts.min}
              max={limits.maxContacts.max}
              value={maxContacts}
              onInput={(event) => setMaxContacts(event.currentTarget.valueAsNumber)}
            />
          </label>
          <label class="submit-field">
            <span>Job titles</span>
            <input
              type="text"
              placeholder="CEO, Head of Sales"
              value={jobTitles}
              onInput={(event) => setJobTitles(event.currentTarget.value)}
            />
          </label>
        </>
      ) : undefined}
      <p class="row">
        <button type="submit" class="primary" disabled={isSending || content === undefined}>
          Submit
        </button>
        {count === undefined && file === undefined ? (
          <span class="label">Choose a file first.</span>
        ) : undefined}
      </p>
      <Response received={received} />
    </form>
  );
}

function Choice({ name, isChosen, choose, children }: ChoiceProps) {
  return (
    <label class="job-check">
      <input type="radio" name={name} checked={isChosen} onChange={choose} /> <span>{children}</span>
    </label>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
  readonly children: preact.ComponentChildren;
}

function Response({ received }: { readonly received: Received | undefined }) {
  const app = useApp();
  return (
    <section class="stack" aria-label="Response" aria-live="polite">
      {received === undefined ? undefined : (
        <>
          <h3 class={received.status === 201 ? 'submit-good' : 'submit-bad'}>
            {received.status === 0 ? 'No response' : received.status}
          </h3>
          <pre class="submit-body">{received.body.slice(0, 4000)}</pre>
          {received.job === undefined ? undefined : (
            <p>
              <button type="button" onClick={() => received.job !== undefined && app.openJob(received.job)}>
                Open the job
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

async function send(
  fetch: ReturnType<typeof useApp>['fetch'],
  url: string,
  request: RequestInit,
): Promise<Received> {
  try {
    const response = await fetch(url, request);
    const body = await response.text();
    return { status: response.status, body, job: response.status === 201 ? findJobId(body) : undefined };
  } catch {
    const body = 'The mock did not respond: it has stopped, or a fault cut the connection.';
    return { status: 0, body, job: undefined };
  }
}

function findJobId(body: string): string | undefined {
  try {
    const { job_id: id } = JSON.parse(body) as { readonly job_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

const splitTitles = (text: string): readonly string[] =>
  text
    .split(',')
    .map((title) => title.trim())
    .filter((title) => title !== '');
