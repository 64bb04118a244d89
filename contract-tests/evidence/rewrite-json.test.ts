import { rewriteJson, collectTexts } from './rewrite-json.ts';

const changes = {
  name: (name: string, isOpen: boolean) => [name.toUpperCase(), isOpen] as const,
  text: (text: string, field: string) => `${field}:${text}`,
  number: (text: string) => `${text}0`,
};

test.each([
  ['{"a": ["b", 1, -2.5e3], "c":{}}', '{"A": [":b", 10, -2.5e30], "C":{}}'],
  ['{"a" : "b\\"c\\\\"}', '{"A" : "a:b\\"c\\\\"}'],
  ['"\\\\"', '":\\\\"'],
  ['[true, null, ""]', '[true, null, ":"]'],
  ['{"a":"\\u00e9"}', '{"A":"a:é"}'],
])('%s becomes %s, with the same spaces and order', (json, want) => {
  expect(rewriteJson(json, changes)).toBe(want);
});

test('collectTexts finds every string value in lower case, and no key', () => {
  expect(collectTexts('{"Name": ["One", "a\\"B"], "x": "ONE"}')).toEqual(new Set(['one', 'a"b']));
});

test.each([
  ['letters', 'x'],
  ['escapes', '\\n'],
  ['escaped quotes', '\\"'],
  ['backslashes', '\\\\'],
])('rewriting a string of fourteen million %s does not exhaust the stack', (_, piece) => {
  const json = `["${piece.repeat(14_000_000 / piece.length)}"]`;
  const unchanged = { ...changes, text: (text: string) => text };
  expect(rewriteJson(json, unchanged) === json).toBe(true);
  expect(collectTexts(json).size).toBe(1);
});
