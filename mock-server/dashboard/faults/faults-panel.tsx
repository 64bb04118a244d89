/** Faults as switches, a form for all others, and the list of those that are active. */
import { formatCount } from '../../../page-parts/formats.ts';
import { formatLength } from '../../../page-parts/formats.ts';
import { ForeignText } from '../shell/foreign-text.tsx';
import { useApp } from '../state/use-app.ts';
import { FaultForm } from './fault-form.tsx';
import { faultSwitches } from '../../../page-parts/fault-switches.ts';
import { describeFault, findFault } from './active-faults.ts';

export function FaultsPanel() {
  const app = useApp();
  const { faults } = app.shown.value;
  return (
    <div class="stack">
      <section class="stack" aria-labelledby="fault-switches">
        <h3 id="fault-switches">Common faults</h3>
        <ul class="fault-switches">
          {faultSwitches.map((one) => {
            const active = findFault(faults, one);
            return (
              <li key={one.name}>
                <button
                  type="button"
                  role="switch"
                  aria-checked={active !== undefined}
                  aria-label={one.name}
                  title={one.about}
                  class="fault-switch"
                  onClick={() =>
                    void (active === undefined
                      ? app.change('POST', 'faults', one.rule)
                      : app.change('DELETE', `faults/${active.id}`))
                  }
                >
                  <span class="fault-knob" aria-hidden="true" />
                  {one.name}
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      <section class="stack" aria-labelledby="active-faults">
        <h3 id="active-faults">Active</h3>
        {faults.length === 0 ? (
          <p class="empty">No fault is active. Every response is the real one.</p>
        ) : undefined}
        <ul class="stack">
          {faults.map((fault) => (
            <li key={fault.id} class="card row fault-item">
              <span class="fault-text">
                <strong>{fault.id}</strong> <ForeignText text={describeFault(fault)} />
                <br />
                <span class="label">
                  matched {formatCount(fault.matched)}, changed {formatCount(fault.applied)} responses
                  {fault.expiresAt === undefined
                    ? ''
                    : `, ends in ${formatLength(Math.max(0, fault.expiresAt - app.now.value))}`}
                </span>
              </span>
              <button
                type="button"
                aria-label={`Remove ${fault.id}`}
                onClick={() => void app.change('DELETE', `faults/${fault.id}`)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      </section>
      <FaultForm />
    </div>
  );
}
