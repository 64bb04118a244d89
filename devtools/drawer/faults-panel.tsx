/** The common faults as switches, and those that something else has added. */
import { useSignal } from '@preact/signals';

import { faultSwitches, type FaultSwitch } from '../../page-parts/fault-switches.ts';
import { formatCount } from '../../page-parts/formats.ts';
import { describeFault, findSwitchFault, listOtherFaults, toRule } from './active-faults.ts';
import type { DrawerState } from './drawer-state.ts';

interface Props {
  readonly state: DrawerState;
}

export function FaultsPanel({ state }: Props) {
  const isOnce = useSignal(false);
  const faults = state.faults.value;
  const others = listOtherFaults(faults);
  const toggle = (one: FaultSwitch): void => {
    const active = findSwitchFault(faults, one);
    void state.run<unknown>((call, world) =>
      active === undefined
        ? call('addFault', { path: { world }, body: toRule(one, isOnce.value) })
        : call('removeFault', { path: { world, fault: active.id } }),
    );
  };
  return (
    <div class="faults">
      <label class="check">
        <input
          type="checkbox"
          checked={isOnce.value}
          onChange={(event) => {
            isOnce.value = event.currentTarget.checked;
          }}
        />
        Only the next request
      </label>
      <ul class="switches" aria-label="Common faults">
        {faultSwitches.map((one) => {
          const active = findSwitchFault(faults, one);
          return (
            <li key={one.name}>
              <button
                type="button"
                role="switch"
                aria-checked={active !== undefined}
                aria-label={one.name}
                class="switch"
                title={one.about}
                onClick={() => toggle(one)}
              >
                <span class="knob" aria-hidden="true" />
                <span class="switch-name">{one.name}</span>
                {active === undefined || active.applied === 0 ? undefined : (
                  <span class="switch-count" title={`Changed ${formatCount(active.applied)} responses`}>
                    {formatCount(active.applied)}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {others.length === 0 ? undefined : (
        <ul class="others" aria-label="Other faults">
          {others.map((fault) => (
            <li key={fault.id} class="card">
              <span>
                <strong>{fault.id}</strong> {describeFault(fault)}
              </span>
              <button
                type="button"
                aria-label={`Remove ${fault.id}`}
                onClick={() =>
                  void state.run((call, world) => call('removeFault', { path: { world, fault: fault.id } }))
                }
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
