import { formatStartPage } from './start-page.ts';

test('foreign text in the page is escaped', () => {
  const page = formatStartPage({
    rows: [['Tokens', '<script>alert(1)</script>  "b" & \u001b[2J']],
    views: [['/__mock__/api/worlds/a"b', '<i>']],
    docs: [],
  });
  expect(page).toContain(
    '<code>&lt;script&gt;alert(1)&lt;/script&gt;</code><br><code>&quot;b&quot; &amp; \\u{1b}[2J</code>',
  );
  expect(page).toContain('<a href="/__mock__/api/worlds/a&quot;b">&lt;i&gt;</a>');
});
