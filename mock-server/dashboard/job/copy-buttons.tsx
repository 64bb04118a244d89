/** Copies the job in several forms, or shows the text where the browser does not allow that. */
import { useState } from 'preact/hooks';

import type { WorldJob } from '../../domain/job.ts';
import { copyText } from '../shell/copy-text.ts';
import { useApp } from '../state/use-app.ts';
import type { CopyKind } from './copy-job.ts';

const kinds: readonly (readonly [CopyKind, name: string])[] = [
  ['curl', 'curl'],
  ['fetch', 'fetch'],
  ['vitest', 'Vitest test'],
  ['playwright', 'Playwright test'],
  ['link', 'link'],
  ['command', 'command with the world'],
];

interface Copied {
  readonly name: string;
  readonly text: string;
  readonly isCopied: boolean;
}

export function CopyButtons({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  const [copied, setCopied] = useState<Copied>();
  const copy = async (kind: CopyKind, name: string): Promise<void> => {
    const { createCopy } = await import('./copy-job.ts');
    const text = await createCopy(app, job, kind, location.href);
    if (text !== undefined) setCopied({ name, text, isCopied: await copyText(text, navigator.clipboard) });
  };
  return (
    <section class="job-part" aria-labelledby="job-copy">
      <h3 id="job-copy">Copy as</h3>
      <div class="row">
        {kinds.map(([kind, name]) => (
          <button
            type="button"
            key={kind}
            aria-label={`Copy as ${name}`}
            onClick={() => void copy(kind, name)}
          >
            {name}
          </button>
        ))}
      </div>
      {app.mode !== 'server' ? (
        <p class="label">
          No server is behind this page. curl asks the mock that the command with the world starts.
        </p>
      ) : undefined}
      <CopiedText copied={copied} />
    </section>
  );
}

/** Enough for the text in a narrow panel, within a limit. */
function countRows(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 40), 0);
  return Math.min(16, Math.max(3, rows));
}

function CopiedText({ copied }: { readonly copied: Copied | undefined }) {
  return (
    <div class="stack">
      <p role="status" class={copied?.isCopied === false ? 'job-warning' : 'label'}>
        {copied === undefined
          ? ''
          : copied.isCopied
            ? `Copied as ${copied.name}.`
            : 'The browser does not let this page copy. Select the text and copy it.'}
      </p>
      {copied === undefined ? undefined : (
        <textarea
          class="mono job-copied"
          readOnly
          aria-label={`The text: ${copied.name}`}
          rows={countRows(copied.text)}
          value={copied.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
