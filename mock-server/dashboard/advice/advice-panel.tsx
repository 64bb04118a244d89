/** What the coach saw, why it matters, and what to do instead. */
import { useState } from 'preact/hooks';

import { openRequest } from '../requests/requests-state.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { ForeignText } from '../shell/foreign-text.tsx';
import type { Advice } from '../state/app.ts';
import { formatCount, formatRequestNumber, formatShortId } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { countLevels, libraries, type Library } from './advice-facts.ts';
import './advice.css';

export function AdvicePanel() {
  const app = useApp();
  const list = app.advice.value;
  const dismiss = async (): Promise<void> => {
    const called = await app.change('DELETE', 'advice');
    if (called.ok) app.advice.value = [];
  };
  if (list.length === 0)
    return (
      <p class="empty">
        The coach has no advice. It watches how clients poll this world, and says here what they could do
        better.
      </p>
    );
  return (
    <div class="stack">
      <div class="row advice-bar">
        <output>{countLevels(list)}</output>
        <button
          type="button"
          title="The coach forgets what it saw and starts again"
          onClick={() => void dismiss()}
        >
          Dismiss all advice
        </button>
      </div>
      <ol class="stack" aria-label="Advice">
        {list.map((one) => (
          <li key={`${one.id} ${one.user} ${one.job}`}>
            <AdviceCard advice={one} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function AdviceCard({ advice }: { readonly advice: Advice }) {
  const app = useApp();
  const { level, title, user, job, seen, times, entries, why, cause, source } = advice;
  return (
    <article class={`card advice is-${level}`} aria-label={title}>
      <h3>
        <span class="advice-level">{level === 'warning' ? '▲ Warning' : '● Notice'}</span> {title}
      </h3>
      <p>
        <ForeignText text={seen} maxLength={400} />
      </p>
      <p class="row advice-about">
        <span>Seen {times === 1 ? 'once' : `${formatCount(times)} times`}</span>
        {user === undefined ? (
          <span>unknown token</span>
        ) : (
          <span>
            user <ForeignText text={user} maxLength={60} />
          </span>
        )}
        {job === undefined ? undefined : (
          <button type="button" aria-label={`Open job ${job}`} onClick={() => app.openJob(job)}>
            Job <code>{formatShortId(job)}</code>
          </button>
        )}
      </p>
      <dl class="advice-facts">
        <dt>Do</dt>
        <dd>{advice.do}</dd>
        <dt>Why</dt>
        <dd>{why}</dd>
        {cause === undefined ? undefined : (
          <>
            <dt>Probable cause</dt>
            <dd>{cause}</dd>
          </>
        )}
        <dt>Source</dt>
        <dd>{source}</dd>
        <dt>Requests</dt>
        <dd class="row">
          {entries.map((number) => (
            <button
              type="button"
              key={number}
              class="more"
              aria-label={`Show request ${number}`}
              onClick={() => openRequest(app, number)}
            >
              #{formatRequestNumber(number)}
            </button>
          ))}
        </dd>
      </dl>
      <InCode advice={advice} />
    </article>
  );
}

/** The change in code, for one library at a time. */
function InCode({ advice: { in_code: inCode, title } }: { readonly advice: Advice }) {
  const [library, setLibrary] = useState<Library>('fetch');
  return (
    <div class="advice-code">
      <div class="segments" role="group" aria-label={`In code: ${title}`}>
        {libraries.map(({ name, title: shown }) => (
          <button type="button" key={name} aria-pressed={library === name} onClick={() => setLibrary(name)}>
            {shown}
          </button>
        ))}
      </div>
      <pre class="code-block">
        <code>{inCode[library]}</code>
      </pre>
      <CopyButton text={inCode[library]} label={`Copy the code: ${title}`}>
        Copy
      </CopyButton>
    </div>
  );
}
