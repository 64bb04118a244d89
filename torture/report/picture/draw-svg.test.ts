// The picture of a life as SVG, for HTML reports.
import { findings } from '../testing/findings.ts';
import { drawLife } from './draw-svg.ts';

test.each(Object.entries(findings))(
  '%s: foreign texts are escaped, and every element is closed',
  (_, { life, violation }) => {
    const reports = life.reports.map((report) => ({ ...report, status: '</svg><script>"&' }));
    const svg = drawLife({ ...life, reports }, violation);
    const tags = [...svg.matchAll(/<\/?([a-z]+)[^<>]*?(\/?)>/g)];
    const opened = tags.filter(([all, , end]) => !all.startsWith('</') && end === '');
    const closed = tags.filter(([all]) => all.startsWith('</'));
    expect(closed.length).toBe(opened.length);
    expect(new Set(tags.map(([, name]) => name))).toEqual(
      new Set(
        ['svg', 'title', 'style', 'path', 'text', 'rect', 'circle'].filter((name) =>
          svg.includes(`<${name}`),
        ),
      ),
    );
    expect(svg).not.toContain('<script');
  },
);

test('requests that show the violation are marked, and so is its moment', () => {
  const { life, violation } = findings.stale;
  const svg = drawLife(life, violation);
  expect(svg.match(/class="way marked"/g)).toHaveLength(2);
  expect(svg).toContain('class="broken"');
  expect(drawLife(life)).not.toContain('class="broken"');
});
