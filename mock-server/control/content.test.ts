import { formatContent, createProblemContent } from './content.ts';

test('terminal output contains no invisible characters, and its meaning is unchanged', () => {
  const body = {
    name: '\u202egnp\u2066',
    list: ['\u009b31m', 'zero\u200bwidth', '\u{e0041}'],
    plain: 'ü 😀',
  };
  for (const { text = '' } of [formatContent({ status: 200, body }), createProblemContent(400, body.name)]) {
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
    expect(JSON.stringify(JSON.parse(text))).toContain(body.name);
  }
});
