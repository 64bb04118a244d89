/** Opens the link to a world that is in the fragment of the address. */
import { findLink, openLink } from '../site/open-link.ts';
import type { Fetch } from '../site/fetch.ts';
import type { App } from '../state/app.ts';

/**
 * Opens the link of the address now, and whenever the address gets another one. The page of a server asks before: its mock is
 * also used by others.
 */
export function followLinks(app: App, fetch: Fetch, window: Window): void {
  const { location, history } = window;
  const follow = (): void => {
    const link = findLink(location.hash);
    if (link === undefined) return;
    // A page that is reloaded must not open it again.
    history.replaceState(null, '', location.pathname + location.search);
    const open = (): void => void openAndShow(app, link, fetch);
    if (app.mode !== 'server') open();
    else
      app.notices.add({
        kind: 'problem',
        text: 'This address contains a link to a world.',
        action: { label: 'Open it as a new world', run: open },
      });
  };
  window.addEventListener('hashchange', follow);
  follow();
}

/** Opens a link as a new world, and shows that world; a refusal becomes a notice. */
export async function openAndShow(app: App, link: string, fetch: Fetch): Promise<void> {
  const opened = await openLink(link, fetch).catch(() => undefined);
  if (opened?.kind === 'opened') {
    app.show({ world: opened.world, at: undefined, job: undefined });
    app.notices.add({ kind: 'done', text: `The link is open as the new world "${opened.world}".` });
  } else
    app.notices.add({
      kind: 'problem',
      text: opened?.reason ?? 'The link cannot be opened, since the mock does not respond.',
    });
}
