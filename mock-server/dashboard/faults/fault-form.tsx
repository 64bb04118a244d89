/** Any other fault: its effect, the requests that it applies to, and when. */
import { useApp } from '../state/use-app.ts';
import type { NewFault } from '../../../page-parts/fault-switches.ts';
import { readFault } from './read-fault-form.ts';

/** Complete by type: an effect that the control document gets must be here. */
const effects: Readonly<Record<NewFault['effect'], true>> = {
  error: true,
  'expired-token': true,
  maintenance: true,
  reset: true,
  mutant: true,
  'unknown-status': true,
  'extra-field': true,
  'null-field': true,
  'invalid-json': true,
  empty: true,
  latency: true,
  cut: true,
  drip: true,
};

export function FaultForm() {
  const app = useApp();
  const { operations } = app.model.spec;
  return (
    <form
      class="stack card"
      aria-label="Another fault"
      onSubmit={(event) => {
        event.preventDefault();
        void app.change('POST', 'faults', readFault(new FormData(event.currentTarget)));
      }}
    >
      <h3>Another fault</h3>
      <div class="fault-fields">
        <label>
          Effect
          <select name="effect">
            {Object.keys(effects).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          User
          <select name="user">
            <option value="">any</option>
            {app.shown.value.fixture.users.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Operation
          <select name="operation">
            <option value="">any</option>
            {operations.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <label>
          Job
          <input type="text" name="job" placeholder="any" defaultValue={app.selected.value ?? ''} />
        </label>
        <label>
          When
          <select name="when">
            <option value="">always</option>
            <option value="next">only the next N requests</option>
            <option value="every">every N-th request</option>
            <option value="from">from the N-th request on</option>
            <option value="probability">with probability N (0 to 1)</option>
          </select>
        </label>
        <label>
          N
          <input type="text" inputMode="decimal" name="count" placeholder="1" />
        </label>
        <label>
          Ends after (world time)
          <input type="text" name="expires_in" placeholder="never, or 5m" />
        </label>
        <label>
          Settings of the effect
          <input type="text" name="settings" placeholder="problem=serverError, latency=2s" />
        </label>
      </div>
      <div class="row">
        <button type="submit" class="primary">
          Add the fault
        </button>
        <a href="docs/faults.md">What each effect does</a>
      </div>
    </form>
  );
}
