/** The start of the page: gets the mock's document, follows the world of the address, and draws the page. */
import { signal } from '@preact/signals';
import { render } from 'preact';

import type { EnrichmentDocument } from '../../openapi/document.ts';
import { createSpec } from '../../openapi/spec.ts';
import { widenResponses } from '../../openapi/widen-responses.ts';
import { createReplay } from './clock/replay.ts';
import { connect } from './site/connect.ts';
import { followLinks } from './shell/link-in-address.ts';
import { Palette, Shortcuts } from './shell/palette.tsx';
import { Shell } from './shell/shell.tsx';
import { createApp } from './state/create-app.ts';
import { connectToBrowser } from './state/browser.ts';
import { createCommands } from './state/commands.ts';
import { AppProvider } from './state/use-app.ts';
import { parseViewAddress } from './state/view-address.ts';
import '../../page-parts/colours.css';
import './style/base.css';

const root = document.querySelector('#app');

async function start(element: Element): Promise<void> {
  const { fetch, mode } = await connect((sentence) => {
    element.textContent = sentence;
  });
  const [health, openapi] = await Promise.all([
    fetch('api/health', {}).then((response) => response.json() as Promise<Health>),
    fetch('openapi/enrichment.json', {}).then((response) => response.json() as Promise<EnrichmentDocument>),
  ]);
  const app = createApp({
    fetch,
    mode,
    wait,
    spec: createSpec(widenResponses(openapi)),
    readings: health.readings,
    version: health.version,
    ...(await loadFill(openapi, health)),
    readClock: () => Date.now(),
    address: parseViewAddress(location.search),
  });
  const replay = createReplay(app, (callback) => requestAnimationFrame(callback));
  const dialog = signal<'palette' | 'help' | undefined>(undefined);
  const open = (name: 'palette' | 'help') => () => {
    dialog.value = name;
  };
  // The other dialog may have been opened meanwhile.
  const close = (name: 'palette' | 'help') => () => {
    if (dialog.value === name) dialog.value = undefined;
  };
  const commands = createCommands(app, {
    openPalette: open('palette'),
    openHelp: open('help'),
    replay: replay.toggle,
  });
  connectToBrowser(app, window, commands);
  followLinks(app, fetch, window);
  function Page() {
    return (
      <AppProvider value={app}>
        <Shell replay={replay} openPalette={open('palette')} openHelp={open('help')} />
        <Palette commands={commands} isOpen={dialog.value === 'palette'} close={close('palette')} />
        <Shortcuts commands={commands} isOpen={dialog.value === 'help'} close={close('help')} />
      </AppProvider>
    );
  }
  element.replaceChildren();
  render(<Page />, element);
}

interface Health {
  readonly version: string;
  readonly readings: Readonly<Record<string, string>>;
  readonly new_fields?: Readonly<Record<string, unknown>>;
}

/** Loaded only for another document. */
async function loadFill(document: EnrichmentDocument, { new_fields: fields }: Health) {
  if (fields === undefined) return {};
  const { createFill } = await import('../sample/fill.ts');
  return { fill: createFill(document, new Map(Object.entries(fields))) };
}

function wait(milliseconds: number, signalled: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    function end(): void {
      clearTimeout(timer);
      signalled.removeEventListener('abort', end);
      resolve();
    }
    if (signalled.aborted) end();
    else signalled.addEventListener('abort', end);
  });
}

if (root !== null) {
  start(root).catch((error: unknown) => {
    root.textContent = `The page cannot start: ${error instanceof Error ? error.message : String(error)}. Reload it when the mock runs.`;
  });
}
