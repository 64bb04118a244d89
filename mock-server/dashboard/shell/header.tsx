/** The top of the page: the name, the world, and whether the page is live. */
import type { App } from '../state/app.ts';
import { useApp } from '../state/use-app.ts';

export function Header({
  openPalette,
  openHelp,
}: {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}) {
  const app = useApp();
  return (
    <header class="header">
      <h1 class="brand">
        <span class="brand-mark" aria-hidden="true" />
        Enrichment mock
      </h1>
      <button
        type="button"
        class="world-button"
        aria-label={`World ${app.world.value}: show all worlds`}
        onClick={() => app.show({ panel: 'worlds' })}
      >
        <span class="label">World</span> <strong>{app.world.value}</strong>
      </button>
      <ConnectionState />
      <span class="header-space" />
      <a class="button" href={`docs/?world=${encodeURIComponent(app.world.value)}`}>
        Playground
      </a>
      <button type="button" class="palette-button" onClick={openPalette} title="Commands (Ctrl+K)">
        Commands <kbd>Ctrl K</kbd>
      </button>
      <button type="button" onClick={openHelp} aria-label="Shortcuts" title="Shortcuts (?)">
        ?
      </button>
      {isLoggedIn() && (
        <button type="button" onClick={() => void logOut(app)}>
          Log out
        </button>
      )}
    </header>
  );
}

/** Whether the page was served to a browser that has logged in. */
const isLoggedIn = (): boolean => document.querySelector('meta[name=enrichment-login]') !== null;

/** Without the mock there is nothing to log out of, and the page says so itself. */
async function logOut({ fetch }: App): Promise<void> {
  await fetch('logout', { method: 'POST' }).catch(() => undefined);
  location.assign('login');
}

const names = {
  connecting: 'Connecting',
  live: 'Live',
  paused: 'Paused',
  gone: 'World removed',
  lost: 'Reconnecting',
};

function ConnectionState() {
  const app = useApp();
  const connection = app.connection.value;
  const isPaused = app.isPaused.value;
  const reason =
    connection.kind === 'lost' ? `${connection.reason} The page tries again by itself.` : undefined;
  return (
    <span class="connection">
      <span class={`connection-state is-${connection.kind}`} role="status" title={reason}>
        {names[connection.kind]}
      </span>
      <button
        type="button"
        aria-pressed={isPaused}
        title={isPaused ? 'Take news again (P)' : 'Stop taking news (P)'}
        onClick={() => (isPaused ? app.resume() : app.pause())}
      >
        {isPaused ? 'Resume updates' : 'Pause updates'}
      </button>
    </span>
  );
}
