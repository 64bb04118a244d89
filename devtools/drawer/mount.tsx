/** Puts the devtools into the page, in their own shadow tree, so that neither disturbs the other. */
import { effect } from '@preact/signals';
import { render } from 'preact';

import type { Devtools, DevtoolsOptions } from '../options.ts';
import { changeClock, steps } from './clock-bar.tsx';
import { Drawer } from './drawer.tsx';
import { createDrawerState, type DrawerState } from './drawer-state.ts';
import styles from './drawer.css';
import { Launcher } from './launcher.tsx';
import { createMemory } from './memory.ts';

/** What happens inside is no event of the app: its shortcuts, and its menus that close when one clicks elsewhere. */
const ownEvents =
  'keydown keyup keypress pointerdown pointerup mousedown mouseup click dblclick touchstart touchend focusin focusout wheel contextmenu copy paste'.split(
    ' ',
  );

export interface MountedDevtools extends Devtools {
  readonly setWorld: DrawerState['setWorld'];
}

export function mount(options: DevtoolsOptions): MountedDevtools {
  const memory = createMemory(() => globalThis.localStorage);
  const state = createDrawerState(options, memory);
  // Not in the body, which belongs to the app and to its tests.
  const host = document.createElement('enrichment-devtools');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.className = 'root colours';
  root.dataset['scheme'] = options.scheme ?? 'auto';
  shadow.append(root);

  /** What had the focus before the drawer opened. */
  let before: Element | null = null;
  const open = (): void => {
    if (state.isOpen.peek()) return;
    before = document.activeElement;
    state.open();
    root.querySelector<HTMLElement>('.drawer')?.focus({ preventScroll: true });
  };
  const close = (): void => {
    const hadFocus = document.activeElement === host;
    state.close();
    if (!hadFocus) return;
    if (before instanceof HTMLElement && before !== host && before.isConnected && before !== document.body)
      before.focus({ preventScroll: true });
    else root.querySelector<HTMLElement>('.launcher')?.focus({ preventScroll: true });
  };
  const own: DrawerState = { ...state, open, close };
  const stopDrawing = effect(() => {
    render(
      state.isOpen.value ? (
        <Drawer state={own} />
      ) : options.button === false ? null : (
        <Launcher state={own} />
      ),
      root,
    );
  });

  const isShortcut = (event: KeyboardEvent): boolean => {
    if (event.defaultPrevented || own.shortcut?.isPressed(event) !== true) return false;
    event.preventDefault();
    if (state.isOpen.peek()) close();
    else open();
    return true;
  };
  const onPageKey = (event: KeyboardEvent): void => void isShortcut(event);
  const onOwnKey = (event: KeyboardEvent): void => {
    if (!isShortcut(event) && !event.defaultPrevented && runKey(event, own)) event.preventDefault();
  };
  root.addEventListener('keydown', onOwnKey);
  for (const name of ownEvents) shadow.addEventListener(name, (event) => event.stopPropagation());
  window.addEventListener('keydown', onPageKey);
  document.documentElement.append(host);
  if (memory.read().isOpen === true) state.open();

  return {
    open,
    close,
    setWorld: state.setWorld,
    remove: () => {
      window.removeEventListener('keydown', onPageKey);
      stopDrawing();
      state.stop();
      render(null, root);
      host.remove();
    },
  };
}

/** @returns whether the key did something */
function runKey(event: KeyboardEvent, state: DrawerState): boolean {
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey || !state.isOpen.peek()) return false;
  if (key === 'Escape') {
    state.close();
    return true;
  }
  if ((target as Element).matches('select, input:not([type=checkbox])')) return false;
  const step = steps.find((one) => one.key === key.toLowerCase());
  if (step !== undefined) changeClock(state, { advance: step.advance });
  else if (key.toLowerCase() === 'f') changeClock(state, { frozen: state.clock.peek()?.frozen !== true });
  else if (key === '+' || key === '-') state.zoom(key === '+' ? 1 / 2 : 2);
  else if (key === '0') state.chosenSpan.value = undefined;
  else return false;
  return true;
}
