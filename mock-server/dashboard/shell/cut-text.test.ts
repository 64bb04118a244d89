// Long and hostile texts, as the page shows them.
import { cutText } from './cut-text.ts';

test.each([
  ['a short text', 'alice', { shown: 'alice', hidden: 0 }],
  ['a text of the maximum length', '1234567890', { shown: '1234567890', hidden: 0 }],
  ['a longer text', '12345678901', { shown: '1234567890', hidden: 1 }],
  ['a text whose tenth unit begins a character', '123456789\u{1f600}0', { shown: '123456789', hidden: 3 }],
  ['a text that is shown from right to left', 'a\u{202e}b', { shown: 'a\\u{202e}b', hidden: 0 }],
  ['a text with an invisible character', 'a\u{200b}b', { shown: 'a\\u{200b}b', hidden: 0 }],
  ['two lines', 'a\nb', { shown: 'a\\u{a}b', hidden: 0 }],
])('%s', (_, text, expected) => {
  expect(cutText(text, 10)).toEqual(expected);
});

test('lines can be kept', () => {
  expect(cutText('a\nb\r', 10, '\n').shown).toBe('a\nb\\u{d}');
});
