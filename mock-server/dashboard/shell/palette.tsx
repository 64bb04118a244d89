/** The command palette and the list of shortcuts, as dialogs. */
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Command } from '../state/command.ts';

export function Palette({ commands, isOpen, close }: PaletteProps) {
  const dialog = useDialog(isOpen);
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const found = commands.filter(({ name }) => matches(name, text));
  const chosen = found[Math.min(place, found.length - 1)];
  const run = (command: Command | undefined): void => {
    close();
    setText('');
    setPlace(0);
    command?.run();
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Commands" onClose={close}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen === undefined ? undefined : toId(chosen)}
        aria-label="Search for a command"
        placeholder="What do you want to do?"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (by !== undefined) setPlace(Math.min(found.length - 1, Math.max(0, place + by)));
          else if (event.key === 'Enter') run(chosen);
          else return;
          event.preventDefault();
        }}
      />
      <ul id="palette-list" role="listbox" aria-label="Commands">
        {found.map((command) => (
          <li
            key={command.name}
            id={toId(command)}
            role="option"
            aria-selected={command === chosen}
            onClick={() => run(command)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') run(command);
            }}
          >
            {command.name} {command.key === undefined ? undefined : <kbd>{formatKey(command.key)}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p class="empty">No command matches. Try another word.</p> : undefined}
    </dialog>
  );
}

interface PaletteProps {
  readonly commands: readonly Command[];
  readonly isOpen: boolean;
  readonly close: () => void;
}

export function Shortcuts({ commands, isOpen, close }: PaletteProps) {
  const dialog = useDialog(isOpen);
  return (
    <dialog ref={dialog} class="shortcuts" aria-label="Shortcuts" onClose={close}>
      <h2>Shortcuts</h2>
      <dl>
        {commands.map(({ name, key }) =>
          key === undefined ? undefined : (
            <div key={name}>
              <dt>
                <kbd>{formatKey(key)}</kbd>
              </dt>
              <dd>{name}</dd>
            </div>
          ),
        )}
      </dl>
      <button type="button" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

/** A `<dialog>` that the state opens and closes. */
function useDialog(isOpen: boolean) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (current === null || current.open === isOpen) return;
    if (isOpen) current.showModal();
    else current.close();
  }, [isOpen]);
  return dialog;
}

/** Every word of the text is in the name. */
function matches(name: string, text: string): boolean {
  const lower = name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

const toId = ({ name }: Command): string => `command-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

const keyNames: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  'Mod+k': 'Ctrl K',
  Enter: 'Enter',
  Escape: 'Esc',
};

const formatKey = (key: string): string => keyNames[key] ?? key.toUpperCase();
