// The difference between what was sent and what would have matched.
import fc from 'fast-check';

import { type DiffPart, diffTexts } from './diff-texts.ts';

const format = (parts: readonly DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

test.each([
  ['GET /status/', 'GET /status/', 'GET /status/'],
  ['GET /status', 'GET /status/', 'GET /status{+/+}'],
  ['GET /results/1/', 'GET /result/1/', 'GET /result[-s-]/1/'],
  ['GET /v1/list/', 'GET /api/v1/list/', 'GET /{+api/+}v1/list/'],
  ['PUT /submit/', 'POST /submit/', 'P[-U-]{+OS+}T /submit/'],
  ['DELETE /status/', 'GET /status/', '[-DELETE-]{+GET+} /status/'],
  ['', 'new', '{+new+}'],
  ['old', '', '[-old-]'],
  ['', '', ''],
])('%s becomes %s', (before, after, expected) => {
  expect(format(diffTexts(before, after))).toBe(expected);
});

test('the parts always add up to both texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '/', '-', '\u{1f600}'), maxLength: 40 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffTexts(before, after);
      const join = (kind: DiffPart['kind']) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect([join('added'), join('removed')]).toEqual([before, after]);
    }),
  );
});

test('a long text is compared by its beginning and end', () => {
  const [before, after] = ['/a'.repeat(300), '/b'.repeat(300)];
  expect(format(diffTexts(`GET ${before}`, `GET ${after}`))).toBe(
    `GET /[-${before.slice(1)}-]{+${after.slice(1)}+}`,
  );
});
