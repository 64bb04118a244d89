// The program as a whole: its commands, its words, its exit status.
import { endPrograms, program } from './testing/program.ts';

afterEach(endPrograms);

const helpStart =
  'Usage: enrichment-sandbox COMMAND [flags]\n\n  mock       serve the simulated enrichment API\n';

test.each([[['--help']], [['help']]])('%j tells the commands', async (args) => {
  const { status, stdout, stderr } = await program(...args).ended;
  expect([status, stdout.slice(0, helpStart.length), stderr]).toEqual([0, helpStart, '']);
});

test('no command is a mistake, and what there is is told', async () => {
  const { status, stdout } = await program().ended;
  expect([status, stdout.slice(0, helpStart.length)]).toEqual([2, helpStart]);
});

test.each([
  ['mok', 'There is no command "mok"; did you mean "mock"?\n'],
  ['serve', 'There is no command "serve"; there are mock and contract\n'],
  ['constructor', 'There is no command "constructor"; there are mock and contract\n'],
])('the command "%s" is refused with what there is', async (name, stderr) => {
  expect(await program(name).ended).toEqual({ status: 2, stdout: '', stderr });
});
