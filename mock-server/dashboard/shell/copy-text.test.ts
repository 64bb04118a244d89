// Copying a text, where the browser may refuse.
import { copyText } from './copy-text.ts';

test('a text is copied', async () => {
  const written: string[] = [];
  const writeText = (text: string): Promise<void> => {
    written.push(text);
    return Promise.resolve();
  };
  expect(await copyText('alice-token~tour', { writeText })).toBe(true);
  expect(written).toEqual(['alice-token~tour']);
});

test.each([
  ['there is no clipboard', undefined],
  ['the browser refuses', { writeText: () => Promise.reject(new Error('NotAllowedError')) }],
])('when %s, the text is not copied', async (_, clipboard) => {
  expect(await copyText('text', clipboard)).toBe(false);
});
