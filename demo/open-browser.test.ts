import { findOpener } from './open-browser.ts';

const url = 'http://127.0.0.1:4010/__mock__/?world=default&view=lanes';
const linux = { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: true } as const;

test.each([
  ['Linux with X11', linux, ['xdg-open', url]],
  ['Linux with Wayland', { ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } }, ['xdg-open', url]],
  ['macOS', { ...linux, platform: 'darwin', env: {} }, ['open', url]],
  [
    'Windows',
    { ...linux, platform: 'win32', env: {} },
    ['cmd', '/c', 'start', '""', 'http://127.0.0.1:4010/__mock__/?world=default^&view=lanes'],
  ],
] as const)('on %s, the program of the system opens it', (_, desk, command) => {
  expect(findOpener(url, desk)).toEqual(command);
});

test.each([
  ['without a display', { ...linux, env: {} }],
  ['without a terminal', { ...linux, isTerminal: false }],
  ['in CI', { ...linux, env: { DISPLAY: ':0', CI: 'true' } }],
  ['in CI on macOS', { platform: 'darwin', env: { CI: '1' }, isTerminal: true }],
] as const)('%s, no browser is opened', (_, desk) => {
  expect(findOpener(url, desk)).toBeUndefined();
});

test.each(['false', '0', ''])('CI=%s is not CI', (CI) => {
  expect(findOpener(url, { ...linux, env: { DISPLAY: ':0', CI } })).toEqual(['xdg-open', url]);
});
