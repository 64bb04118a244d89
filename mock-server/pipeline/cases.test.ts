// The table of requests and responses, row by row. `make reference` compares the same rows with a real server.
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { wireCases } from '../testing/wire-cases/index.ts';

describe.each(Object.entries(wireCases))('%s', (_, cases) => {
  const titled = cases.map(([name, line, sent, want]) => ({
    name,
    asked: line.slice(0, 100),
    line,
    sent,
    want,
  }));
  test.each(titled)('$name: $asked', async ({ line, sent, want }) => {
    const mock = mockUnderTest();
    const { status, headers, body } = await mock.ask(line, sent);
    const shownBody = status === 201 ? body.replace(/[0-9a-f-]{36}/, 'ID') : body;
    expect(`${status} ${headers['location'] ?? shownBody}`).toBe(want);
    expect(mock.crashes).toEqual([]);
  });
});

test('the table has more than 500 different rows', () => {
  const rows = Object.values(wireCases)
    .flat()
    .map(([, line, sent]) => JSON.stringify([line, sent]));
  expect(new Set(rows).size).toBeGreaterThan(500);
});
