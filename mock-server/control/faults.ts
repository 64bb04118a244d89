/** The control operations for faults. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { formatOneOf } from '../../openapi/complaint.ts';
import { flattenWorldFault } from '../faults/flat-fault.ts';
import { correctFault } from '../faults/correct-fault.ts';
import { checkFault, toFaultRule } from '../faults/read-fault.ts';
import { formatMistakes } from './mistakes.ts';
import { commit, type ControlHandler, succeed, runInWorld, noContent, refuse } from './outcome.ts';

const addFault: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const { body, model } = call;
    const mistakes = checkFault(body, world, model.spec);
    if (mistakes.length > 0)
      return refuse(400, `Invalid fault: ${formatMistakes(mistakes)} See NewFault in openapi/control.yaml.`, {
        send: 'POST faults',
        body: correctFault(body, world, model.spec),
      });
    return commit(call, { kind: 'add-fault', rule: toFaultRule(body) }, ({ faults }) => {
      const fault = faults.at(-1);
      if (fault === undefined) throw new Error('A fault was added, but there is none.');
      return succeed(flattenWorldFault(fault), 201);
    });
  });

const listFaults: ControlHandler = (call) =>
  runInWorld(call, (world) => succeed(world.faults.map((fault) => flattenWorldFault(fault))));

const removeFault: ControlHandler = (call) =>
  runInWorld(call, (world) => {
    const id = call.path['fault'] ?? '';
    const ids = world.faults.map((fault) => fault.id);
    if (!ids.includes(id)) {
      const there = ids.length === 0 ? 'it has none' : `it has ${formatOneOf(ids).replace(' or ', ' and ')}`;
      return refuse(404, `World "${world.name}" has no fault ${quoteValue(id)}; ${there}.`, {
        send: 'GET faults',
      });
    }
    return commit(call, { kind: 'remove-fault', fault: id }, () => noContent);
  });

const clearFaults: ControlHandler = (call) =>
  runInWorld(call, () => commit(call, { kind: 'clear-faults' }, () => noContent));

export const faultsOperations = { addFault, clearFaults, listFaults, removeFault };
