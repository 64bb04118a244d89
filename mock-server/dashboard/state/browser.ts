/** Connects the state to the browser: the URL, the keys, and the passing of time. */
import { effect } from '@preact/signals';

import type { App } from './app.ts';
import type { Command } from './command.ts';
import { formatViewAddress, parseViewAddress } from './view-address.ts';

/** Ten times per second. */
const tickInterval = 100;

/** @returns a function that disconnects it */
export function connectToBrowser(app: App, window: Window, commands: readonly Command[]): () => void {
  const { document, history, location } = window;
  let shownWorld = app.world.peek();
  const stopUrl = effect(() => {
    const address = app.address.value;
    const url = `${location.pathname}${formatViewAddress(address)}${location.hash}`;
    if (url === `${location.pathname}${location.search}${location.hash}`) return;
    // Another world is another page; everything else would fill the list of the back button.
    if (address.world === shownWorld) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    shownWorld = address.world;
  });
  const stopLook = effect(() => {
    document.documentElement.classList.toggle('is-large', app.isLarge.value);
    document.title = `${app.world.value} · Enrichment mock`;
  });
  const onBack = (): void => app.show(parseViewAddress(location.search));
  const onKey = (event: KeyboardEvent): void => {
    const command = findCommand(event, commands);
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  };
  // A hidden page has no need of the time, and a page that wakes shows the present at once.
  const onVisible = (): void => app.tick();
  window.addEventListener('popstate', onBack);
  window.addEventListener('keydown', onKey);
  document.addEventListener('visibilitychange', onVisible);
  const timer = window.setInterval(() => {
    if (document.visibilityState === 'visible') app.tick();
  }, tickInterval);
  return () => {
    stopUrl();
    stopLook();
    window.removeEventListener('popstate', onBack);
    window.removeEventListener('keydown', onKey);
    document.removeEventListener('visibilitychange', onVisible);
    window.clearInterval(timer);
  };
}

const takesText =
  'input:not([type=range]):not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]';
/** Elements that do something with these keys themselves. */
const takesKeys: Readonly<Record<string, string>> = {
  ' ': 'button, a, summary, input, [role=tab], [role=switch]',
  Enter: 'button, a, summary, input',
  ArrowLeft: 'input[type=range], [role=tab], [role=slider]',
  ArrowRight: 'input[type=range], [role=tab], [role=slider]',
};

function findCommand(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
  const { key, target } = event;
  const isMod = event.ctrlKey || event.metaKey;
  const name = isMod ? `Mod+${key.toLowerCase()}` : key.length === 1 ? key.toLowerCase() : key;
  const found = event.altKey ? undefined : commands.find((command) => command.key === name);
  if (found === undefined || isMod) return found;
  const element = target as Element | null;
  if (element?.closest('dialog') !== null && element !== null) return undefined;
  if (element?.matches(takesText) === true) return key === 'Escape' ? found : undefined;
  const taken = takesKeys[name];
  return taken !== undefined && element?.closest(taken) ? undefined : found;
}
