// What the surveyor makes of responses that hang, are cut, or show too much.
import { answer, question, silence, surveyorWith } from '../testing/surveyor.ts';
import type { SendOutcome } from '../traffic/client.ts';
import type { Question } from './surveyor.ts';

test('does not wait again for a job that hangs, nor for an operation whose jobs all do', async () => {
  const ok = answer(200);
  const surveyor = surveyorWith(ok, silence, silence, ok, silence, silence, ok, ok);
  const ask = (jobId: string, tag: Question['tag'] = 'detail') =>
    surveyor.ask({ ...question, tag, operationId: 'getStatus', jobId });
  await surveyor.ask(question);
  await ask('a');
  expect((await ask('a')).id).toBe('not sent');
  await surveyor.ask(question);
  await ask('b');
  expect((await ask('c')).id).toBe('not sent');
  expect((await ask('a', 'silent-again')).outcome).toEqual(ok);
  expect((await ask('a')).outcome).toEqual(ok);
  expect(surveyor.asked).toHaveLength(8);
});

test('takes what came of a response that is cut each time, and after two of them at once', async () => {
  const defects = [{ kind: 'cut-short' }] as const;
  const partial = { kind: 'response', status: 200, headers: [], body: '[', defects } as const;
  const cut: SendOutcome = { kind: 'no-response', reason: 'host: cut', mayPass: true, partial };
  const surveyor = surveyorWith(...Array.from({ length: 9 }, () => cut));
  for (let count = 0; count < 3; count += 1)
    expect((await surveyor.ask({ ...question, operationId: `o${count}` })).outcome).toEqual(partial);
  expect(surveyor.waits).toEqual([300, 1500, 300, 1500]);
  expect(surveyor.meter.conduct().faults).toEqual({ cut: 7 });
});

test('hides the secrets of a server, and recognizes an error in disguise', async () => {
  const body = "Internal Server Error: SECRET_KEY = 'abcdef123456'";
  const surveyor = surveyorWith(
    answer(200, { 'X-Url': 'redis://b:hunter2@c', 'Content-Type': 'text/plain' }, body),
  );
  expect((await surveyor.ask(question)).outcome).toMatchObject({
    headers: [
      ['X-Url', 'redis://b:[secret]@c'],
      ['Content-Type', 'text/plain'],
    ],
    body: "Internal Server Error: SECRET_KEY = '[secret]'",
    isErrorInDisguise: true,
  });
});
