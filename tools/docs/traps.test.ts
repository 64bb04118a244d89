// Tests that each trap is real: pasted code behaves differently in zsh, or differently from a script.
import { tmpdir } from 'node:os';
import { spawnSync } from 'node:child_process';

import { hasShell, openShell } from './shell.ts';
import { findTraps, traps } from './traps.ts';

test.each(traps)('the trap is found: $name', ({ name, example }) => {
  expect(findTraps(example).join()).toContain(name);
});

test.each([
  'curl "$W/jobs?user=carol"',
  `curl -d 'a={"b": [1]}' $W`,
  'echo $?',
  'curl -H "Bearer $T~x" $A/b/',
  'until [ -f mock.json ]; do sleep 0.2; done',
  "cat > a.yaml <<'END'\nsteps: [{status: Draft}] # a comment\nEND",
])('no trap is found in %s', (code) => {
  expect(findTraps(code)).toEqual([]);
});

const inZsh = hasShell('zsh') ? describe : describe.skip;

inZsh('zsh is installed, and', () => {
  test.each(traps)('both shells really fail at $name', async ({ example }) => {
    const pasted = await Promise.all([paste('bash', example), paste('zsh', example)]);
    const script = spawnSync('bash', ['-c', example], { encoding: 'utf8' });
    const meant = { stdout: script.stdout, status: 0 };
    expect(pasted).not.toEqual([meant, meant]);
  });
});

async function paste(name: 'bash' | 'zsh', code: string) {
  const shell = openShell(name, tmpdir(), { PATH: '/usr/bin:/bin' });
  try {
    return await shell.run(code);
  } finally {
    await shell.close();
  }
}
