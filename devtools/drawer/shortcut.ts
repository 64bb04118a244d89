/** Keys as the options write them: `Alt+Shift+E`. */

export interface Shortcut {
  readonly text: string;
  readonly isPressed: (event: KeyLike) => boolean;
}

type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'repeat'
>;

const modifiers = { alt: 'altKey', ctrl: 'ctrlKey', meta: 'metaKey', shift: 'shiftKey' } as const;

/** @throws TypeError if it is not a shortcut */
export function parseShortcut(text: string): Shortcut {
  const parts = text.split('+').map((part) => part.trim());
  const key = parts.pop()?.toLowerCase() ?? '';
  const names = parts.map((part) => part.toLowerCase());
  if (key === '' || key in modifiers || !names.every((name) => name in modifiers))
    throw new TypeError(
      `The shortcut of the devtools is ${JSON.stringify(text)}; it must be a key after any of Alt, Ctrl, Meta and Shift, such as "Alt+Shift+E".`,
    );
  return {
    text,
    isPressed: (event) =>
      !event.isComposing &&
      !event.repeat &&
      // With Alt, some keyboards type another letter.
      (event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`) &&
      Object.entries(modifiers).every(([name, property]) => event[property] === names.includes(name)),
  };
}
