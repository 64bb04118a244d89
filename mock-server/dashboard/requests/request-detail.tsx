/** One request in full: what the journal has of it, how it differs from one that would have matched, and sending it again. */
import { useState } from 'preact/hooks';

import type { ShownRequest } from '../../../page-parts/polls.ts';
import { ForeignText } from '../shell/foreign-text.tsx';
import { formatRequestNumber } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { diffTexts, type DiffPart } from './diff-texts.ts';
import { formatTarget } from './filter-requests.ts';
import { createNearRequests } from './near-requests.ts';
import { ReplayForm } from './replay-form.tsx';
import { StatusCode } from './request-rows.tsx';

export function RequestDetail({
  entry,
  close,
}: {
  readonly entry: ShownRequest;
  readonly close: () => void;
}) {
  const app = useApp();
  const [isReplayed, setReplayed] = useState(false);
  const { method, job, status, near_misses: misses = [], faults } = entry;
  const sent = `${method} ${formatTarget(entry)}`;
  const near = createNearRequests(app.model)(entry);
  return (
    <article class="stack" aria-label={`Request ${entry.number}`}>
      <div class="row">
        <button type="button" onClick={close}>
          ← All requests
        </button>
        <strong>Request {formatRequestNumber(entry.number)}</strong>
        <StatusCode status={status} />
      </div>
      <p class="mono">
        <ForeignText text={sent} maxLength={400} />
      </p>
      {misses.length > 0 ? (
        <section class="card near">
          <h3>Why it did not match</h3>
          {misses.map((miss) => (
            <p key={miss}>
              <ForeignText text={miss} maxLength={600} />
            </p>
          ))}
          {near.map((one) => (
            <Diff key={one} before={sent} after={one} />
          ))}
        </section>
      ) : undefined}
      {faults.length > 0 ? (
        <p>
          A fault changed the response: {faults.join(', ')}.{' '}
          <button type="button" class="more" onClick={() => app.show({ panel: 'faults' })}>
            Show the faults
          </button>
        </p>
      ) : undefined}
      <dl class="facts">
        {listFacts(entry).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ForeignText text={text} />
            </dd>
          </div>
        ))}
      </dl>
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-expanded={isReplayed}
          onClick={() => setReplayed(!isReplayed)}
        >
          Edit and send again
        </button>
        {job === undefined ? undefined : (
          <button type="button" onClick={() => app.openJob(job)}>
            Open its job
          </button>
        )}
      </div>
      {isReplayed ? <ReplayForm entry={entry} suggestion={near[0]} /> : undefined}
    </article>
  );
}

/** What was sent against what would have matched; the parts are also marked in words, for those who do not see colours. */
function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <div class="diff">
      <span class="label">Sent, against what would have matched</span>
      <p class="mono">
        {diffTexts(before, after).map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </p>
    </div>
  );
}

function Part({ part: { kind, text } }: { readonly part: DiffPart }) {
  const shown = <ForeignText text={text} maxLength={400} />;
  if (kind === 'removed')
    return (
      <del>
        <span class="hidden">remove </span>
        {shown}
      </del>
    );
  if (kind === 'added')
    return (
      <ins>
        <span class="hidden">add </span>
        {shown}
      </ins>
    );
  return shown;
}

function listFacts(entry: ShownRequest): readonly (readonly [name: string, text: string])[] {
  const { user, operation, job, internal_status: internal, api_status: api, retry_after: retryAfter } = entry;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['World time', entry.world_time],
    ['Real time', entry.at],
    ['Took', `${entry.duration_ms} ms`],
    ['User', user ?? 'unknown token'],
    ['Operation', operation],
    ['Job', job],
    ['Job was', internal === undefined ? undefined : `${internal} (${api})`],
    ['Retry-After', retryAfter === undefined ? undefined : `${retryAfter} s`],
    ['Client', entry.aborted === true ? 'disconnected before the response was sent' : undefined],
    ['Token', entry.token_in_query === true ? 'was in the query, where it does not belong' : undefined],
  ];
  return facts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}
