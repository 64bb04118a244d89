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
  ['the key', press('E', altShift), true],
  ['the key in small letters', press('e', altShift), true],
  ['the key where Alt types another letter', press('´', altShift, 'KeyE'), true],
  ['another key', press('F', altShift), false],
  ['one modifier less', press('E', { altKey: true }), false],
  ['one modifier more', press('E', { ...altShift, ctrlKey: true }), false],
  ['the key while it is held down', press('E', { ...altShift, repeat: true }), false],
  ['a letter that is being composed', press('E', { ...altShift, isComposing: true }), false],
])('Alt+Shift+E and %s: %3$s', (_, event, want) => {
  expect(parseShortcut('Alt+Shift+E').isPressed(event)).toBe(want);
});

test('a shortcut may be one key', () => {
  expect(parseShortcut('F2').isPressed(press('F2'))).toBe(true);
});

test.each(['', 'Alt+', 'Shift', 'Hyper+E', 'Alt Shift E+'])('%j is none', (text) => {
  expect(() => parseShortcut(text)).toThrow(/^The shortcut of the devtools is ".*"; it must be a key after/);
});
