// The switches of the panel, against the control API: each adds a fault that it finds again.
import { engineUnderTest } from '../../testing/engine-under-test.ts';
import { faultSwitches } from '../../../page-parts/fault-switches.ts';
import { describeFault, findFault } from './active-faults.ts';

const getFaults = (mock: ReturnType<typeof engineUnderTest>) =>
  mock.engine.worlds.get('default')?.faults ?? [];

test.each(faultSwitches)('$name is added, found and removed', async (one) => {
  const mock = engineUnderTest();
  const [status] = await mock.control('POST', '/worlds/default/faults', one.rule);
  expect(status).toBe(201);
  const found = findFault(getFaults(mock), one);
  expect(found).toBeDefined();
  expect(faultSwitches.filter((other) => findFault(getFaults(mock), other) !== undefined)).toEqual([one]);
  await mock.control('DELETE', `/worlds/default/faults/${found?.id}`);
  expect(findFault(getFaults(mock), one)).toBeUndefined();
});

test('a fault with a narrower scope does not turn a switch on', async () => {
  const mock = engineUnderTest();
  await mock.control('POST', '/worlds/default/faults', { effect: 'extra-field', user: 'alice', every: 2 });
  expect(faultSwitches.filter((one) => findFault(getFaults(mock), one) !== undefined)).toEqual([]);
  expect(getFaults(mock).map(describeFault)).toEqual([
    'extra-field, user alice, every request whose number is a multiple of 2',
  ]);
});
