// Loaded before a mock with --import: each signal SIGUSR2 sets the clock of the process an hour forward, an hour back, or right again.
// @ts-check
import process from 'node:process';

const RealDate = globalThis.Date;
const shifts = [3_600_000, -3_600_000, 0];
let turn = shifts.length - 1;
const now = () => RealDate.now() + (shifts[turn] ?? 0);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
process.on('SIGUSR2', () => {
  turn = (turn + 1) % shifts.length;
});
