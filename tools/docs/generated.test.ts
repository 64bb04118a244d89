// Tests that the generated parts of the documentation equal the output of `make docs`.
import { existsSync, readFileSync } from 'node:fs';

import { createDocs } from './generated.ts';
import { fillGenerated, findGenerated } from './markdown.ts';

test('every generated part and picture is fresh (if not, run make docs)', async () => {
  const docs = await createDocs();
  const stale = [...docs].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  expect({ 'run make docs, since it would change': stale.map(([file]) => file) }).toEqual({
    'run make docs, since it would change': [],
  });
});

test('the pages have at least the expected number of generated parts, each once', async () => {
  const docs = await createDocs();
  const names = [...docs.values()].flatMap((text) => findGenerated(text));
  expect(new Set(names).size).toBeGreaterThanOrEqual(12);
});

describe('a generated part', () => {
  const parts = new Map([['names', '- Ada']]);

  test('replaces the text between its markers, and leaves the rest of the page unchanged', () => {
    const page = 'Above\n\n<!-- generated: names -->\nold\n<!-- end generated -->\n\nBelow\n';
    expect(fillGenerated(page, parts)).toBe(
      'Above\n\n<!-- generated: names -->\n\n- Ada\n\n<!-- end generated -->\n\nBelow\n',
    );
  });

  test('must have a known name', () => {
    const page = '<!-- generated: nmaes -->\n<!-- end generated -->';
    expect(() => fillGenerated(page, parts)).toThrow('Unknown generated part "nmaes"; allowed: names.');
  });

  test('must have an end marker', () => {
    const page = '<!-- generated: names -->\n- Ada';
    expect(() => fillGenerated(page, parts)).toThrow('A generated part has no end');
  });
});
