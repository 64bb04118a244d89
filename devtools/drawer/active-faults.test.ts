// The faults of a world as the control API lists them, and the switches that belong to them.
import { createMock } from '../../library/embedded-mock.ts';
import { faultSwitches } from '../../page-parts/fault-switches.ts';
import { countActive, describeFault, findSwitchFault, listOtherFaults, toRule } from './active-faults.ts';

const mock = createMock();
const findOn = (faults: Awaited<ReturnType<ReturnType<typeof mock.world>['faults']['list']>>) =>
  faultSwitches.filter((one) => findSwitchFault(faults, one) !== undefined).map(({ name }) => name);

test.each(faultSwitches)('$name is on after it was added, for all requests or for the next', async (one) => {
  const world = mock.world();
  for (const isOnce of [false, true]) {
    const { id } = await world.faults.add(toRule(one, isOnce));
    const faults = await world.faults.list();
    expect(findOn(faults)).toEqual([one.name]);
    expect(findSwitchFault(faults, one)?.id).toBe(id);
    expect(listOtherFaults(faults)).toEqual([]);
    await world.faults.remove(id);
  }
});

test('one that has met all its requests is off, and a narrower one belongs to no switch', async () => {
  const world = mock.world();
  await world.faults.add({ effect: 'error', problem: 'serverError', next: 1 });
  await world.faults.add({ effect: 'extra-field', user: 'bob', every: 2 });
  await mock.fetch(new Request(`${world.baseUrl}/enrichment/status/`, { headers: world.headers() }));
  const faults = await world.faults.list();
  expect(findOn(faults)).toEqual([]);
  expect(listOtherFaults(faults).map(describeFault)).toEqual(['extra-field, user bob, every 2']);
  expect(countActive(faults)).toBe(1);
});
