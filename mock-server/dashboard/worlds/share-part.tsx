/** Takes the world elsewhere, as a link or a file, and brings one from there. */
import { useState } from 'preact/hooks';

import { findLink } from '../site/open-link.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { openAndShow } from '../shell/link-in-address.ts';
import type { App } from '../state/app.ts';
import { useApp } from '../state/use-app.ts';

export function SharePart() {
  const app = useApp();
  const getLink = async (): Promise<string | undefined> => {
    const called = await app.control.call('GET', `worlds/${app.world.peek()}/link?requests=true`);
    if (called.ok) return String(called.body).trim();
    app.notices.add({ kind: 'problem', text: called.reason });
    return undefined;
  };
  const getAddress = async (): Promise<string | undefined> => {
    const link = await getLink();
    return link === undefined ? undefined : new URL(`./#${link}`, location.href.replace(/[?#].*$/s, '')).href;
  };
  const getCommand = async (): Promise<string | undefined> => {
    const link = await getLink();
    return link === undefined ? undefined : `enrichment-sandbox mock --world '${link}'`;
  };
  return (
    <section class="stack" aria-labelledby="world-share">
      <h3 id="world-share">Take it elsewhere</h3>
      <p class="label">
        A link has the whole world: users with their tokens, jobs, faults, the clock and the latest requests.
      </p>
      <div class="row">
        <CopyButton text={getAddress}>Copy link</CopyButton>
        <CopyButton text={getCommand}>Copy command</CopyButton>
        <button type="button" onClick={() => void download(app, 'export', 'yaml', 'application/yaml')}>
          Export world file
        </button>
        <button type="button" onClick={() => void download(app, 'log', 'jsonl', 'application/jsonl')}>
          Export log
        </button>
      </div>
      <Import />
    </section>
  );
}

/** Saves what the control API has of the world as a file. */
async function download(app: App, path: string, ending: string, type: string): Promise<void> {
  const name = app.world.peek();
  const called = await app.control.call('GET', `worlds/${name}/${path}`);
  if (!called.ok) {
    app.notices.add({ kind: 'problem', text: called.reason });
    return;
  }
  const url = URL.createObjectURL(new Blob([String(called.body)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${ending}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A world file, a log or a link, which replaces this world, or becomes a new one. */
function Import() {
  const app = useApp();
  const [text, setText] = useState('');
  const link = findLink(text.trim().replace(/^[^#]*#/s, ''));
  const restore = async (content: string): Promise<void> => {
    if (content.trim() === '') return;
    const called = await app.change('POST', 'restore', { file: content });
    if (!called.ok) return;
    setText('');
    app.notices.add({ kind: 'done', text: `The world "${app.world.peek()}" is now that of the file.` });
  };
  return (
    <form
      class="stack"
      aria-label="Import"
      onSubmit={(event) => {
        event.preventDefault();
        if (link === undefined) void restore(text);
        else void openAndShow(app, link, app.fetch).then(() => setText(''));
      }}
    >
      <label>
        Bring a world file, a log or a link
        <textarea
          class="wide mono"
          rows={3}
          value={text}
          placeholder="Paste it here, or choose a file"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <button type="submit" disabled={text.trim() === ''}>
          {link === undefined ? `Replace “${app.world.value}” with it` : 'Open the link as a new world'}
        </button>
        <label class="button">
          Choose a file
          <input
            class="hidden"
            type="file"
            accept=".yaml,.yml,.json,.jsonl,.txt"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) void file.text().then(setText);
            }}
          />
        </label>
      </div>
    </form>
  );
}
