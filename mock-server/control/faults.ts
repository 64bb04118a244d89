/** The control operations about faults. */
import { excerpt } from '../../openapi/conformance.ts';
import { formatOneOf } from '../../openapi/complaint.ts';
import { spellInstant } from '../../time/time.ts';
import { maxFaults, withFault, withoutFault, withoutFaults } from '../faults/active-faults.ts';
import { flatFault } from '../faults/fault-text.ts';
import { faultMistake, readFault } from '../faults/read-fault.ts';
import { getTime } from '../simulation/clock.ts';
import type { Fault } from '../simulation/fault.ts';
import { type ControlHandler, done, inWorld, nothing, refused } from './outcome.ts';

const addFault: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const { body, model, real, worlds } = call;
    const read = readFault(body, world, model.spec);
    if ('mistakes' in read)
      return refused(
        400,
        `This is no fault: ${faultMistake(read.mistakes)} See NewFault in openapi/control.yaml.`,
      );
    const after = withFault(world, read.rule, getTime(world.clock, real));
    const fault = after?.faults.at(-1);
    if (after === undefined || fault === undefined)
      return refused(
        409,
        `The world "${world.name}" has ${maxFaults} faults, and has no room for more: take some away first.`,
      );
    worlds.change(world.name, () => after);
    return done(faultView(fault), 201);
  });

const listFaults: ControlHandler = (call) =>
  inWorld(call, (world) => done(world.faults.map((fault) => faultView(fault))));

const removeFault: ControlHandler = (call) =>
  inWorld(call, (world) => {
    const id = call.path['fault'] ?? '';
    const ids = world.faults.map((fault) => fault.id);
    if (!ids.includes(id)) {
      const there = ids.length === 0 ? 'it has none' : `it has ${formatOneOf(ids).replace(' or ', ' and ')}`;
      return refused(404, `The world "${world.name}" has no fault ${excerpt(JSON.stringify(id))}; ${there}.`);
    }
    call.worlds.change(world.name, (one) => withoutFault(one, id));
    return nothing;
  });

const clearFaults: ControlHandler = (call) =>
  inWorld(call, (world) => {
    call.worlds.change(world.name, withoutFaults);
    return nothing;
  });

function faultView(fault: Fault) {
  const { id, expiresAt, matched, struck } = fault;
  return {
    id,
    ...flatFault(fault),
    ...(expiresAt === undefined ? {} : { expires_at: spellInstant(expiresAt, 3) }),
    matched,
    struck,
  };
}

export const faultsOperations = { addFault, clearFaults, listFaults, removeFault };

/** Those that check their bodies by themselves, since they tell more of a mistake than a schema does. */
export const readingByThemselves: readonly string[] = ['addFault'];
