/** Above everything: which world it is, its clock, and the ways out. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

import type { DrawerState } from './drawer-state.ts';

interface Props {
  readonly state: DrawerState;
}

export function Header({ state, children }: Props & { readonly children: ComponentChildren }) {
  const { dashboard } = state.client;
  const world = state.world.value;
  return (
    <header class="header">
      <span
        class={`dot is-${state.connection.value.kind}`}
        title={describeConnection(state)}
        aria-hidden="true"
      />
      <World state={state} />
      <div class="tools">{children}</div>
      <span class="ways-out">
        <CopyLink state={state} />
        {dashboard === undefined ? undefined : (
          <a
            class="button"
            href={`${dashboard}?world=${encodeURIComponent(world)}`}
            target="_blank"
            rel="noreferrer"
          >
            Dashboard<span aria-hidden="true"> ↗</span>
          </a>
        )}
        <button
          type="button"
          class="close"
          aria-label="Close the devtools"
          title="Close (Escape)"
          onClick={state.close}
        >
          ✕
        </button>
      </span>
    </header>
  );
}

function describeConnection({ connection, client }: DrawerState): string {
  const { kind } = connection.value;
  if (kind === 'live') return `Follows ${client.name}`;
  return kind === 'connecting' ? `Connects to ${client.name}` : `Does not reach ${client.name}`;
}

function World({ state }: Props) {
  const world = state.world.value;
  if (state.isWorldGiven.value)
    return (
      <span class="world">
        <span class="soft">World</span> <strong>{world}</strong>
      </span>
    );
  const names = [...new Set([world, ...state.worlds.value])].toSorted();
  return (
    <label class="world">
      <span class="soft">World</span>
      <select value={world} onChange={({ currentTarget: { value } }) => state.chooseWorld(value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

/** Copies the world as a link; where the browser forbids it, shows it for copying by hand. */
function CopyLink({ state }: Props) {
  const isCopied = useSignal(false);
  const link = useSignal('');
  const copy = async (): Promise<void> => {
    const found = await state.run((call, world) => call('getWorldLink', { path: { world } }));
    if (found === undefined) return;
    const { dashboard } = state.client;
    const text =
      dashboard === undefined ? found.trim() : `${new URL(dashboard, location.href).href}#${found.trim()}`;
    try {
      await navigator.clipboard.writeText(text);
      isCopied.value = true;
      link.value = '';
    } catch {
      link.value = text;
    }
  };
  return (
    <>
      {link.value === '' ? undefined : (
        <input
          class="link"
          readOnly
          aria-label="The link of this world"
          value={link.value}
          ref={(element) => element?.select()}
        />
      )}
      <button
        type="button"
        title="The whole world as a link, for a colleague or a bug report"
        onBlur={() => {
          isCopied.value = false;
        }}
        onClick={() => void copy()}
      >
        {isCopied.value ? 'Copied' : 'Copy link'}
      </button>
    </>
  );
}
