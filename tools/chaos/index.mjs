// `make chaos`: three mocks on one Redis, with clients, while processes, connections, Redis and clocks fail; ten minutes by default.
// ARGS='--seconds 60 --seed 7 --worlds 4' picks another run. `make histories` plays random histories in one process instead.
// @ts-check
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const [part = 'chaos', ...args] = process.argv.slice(2);
const program = `build/tests/mock-server/proof/testing/${part}-program.cjs`;
const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' });
process.exitCode = status ?? 1;
