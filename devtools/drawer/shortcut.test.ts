// Shortcuts as the options write them.
import { parseShortcut } from './shortcut.ts';

const none = {
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
};
const press = (key: string, held: Readonly<Record<string, boolean>> = {}, code = '') => ({
  ...none,
  ...held,
  key,
  code,
});
const altShift = { altKey: true, shiftKey: true };

test.each([
  ['the key', true, press('E', altShift)],
  ['the key in small letters', true, press('e', altShift)],
  ['the key where Alt types another letter', true, press('´', altShift, 'KeyE')],
  ['another key', false, press('F', altShift)],
  ['one modifier less', false, press('E', { altKey: true })],
  ['one modifier more', false, press('E', { ...altShift, ctrlKey: true })],
  ['the key while it is held down', false, press('E', { ...altShift, repeat: true })],
  ['a letter that is being composed', false, press('E', { ...altShift, isComposing: true })],
])('Alt+Shift+E and %s: %s', (_, want, event) => {
  expect(parseShortcut('Alt+Shift+E').isPressed(event)).toBe(want);
});

test('a shortcut may be one key', () => {
  expect(parseShortcut('F2').isPressed(press('F2'))).toBe(true);
});

test.each(['', 'Alt+', 'Shift', 'Hyper+E', 'Alt Shift E+'])('%j is none', (text) => {
  expect(() => parseShortcut(text)).toThrow(/^The shortcut of the devtools is ".*"; it must be a key after/);
});
