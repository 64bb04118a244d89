/** The filters of the requests. */
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { useApp } from '../state/use-app.ts';
import { anyRequest, countFilters, type RequestFilter, unknownUser } from './filter-requests.ts';
import { getRequestsState } from './requests-state.ts';

const statusClasses = ['2xx', '3xx', '4xx', '5xx', '400', '401', '404', '405', '429', '500', '503', '0'];

export function RequestFilters({ entries }: { readonly entries: readonly ShownRequest[] }) {
  const app = useApp();
  const { filter } = getRequestsState(app);
  const set = (part: Partial<RequestFilter>): void => {
    filter.value = { ...filter.value, ...part };
  };
  const { text, method, status, user, operation, fault, hasNearMisses, job } = filter.value;
  const users = [...app.shown.value.fixture.users.map(({ name }) => name), unknownUser];
  const faults = app.shown.value.faults.map(({ id }) => id);
  const selected = app.selected.value;
  return (
    <form
      class="request-filters"
      role="search"
      aria-label="Requests"
      onSubmit={(event) => event.preventDefault()}
    >
      <input
        type="search"
        aria-label="Text in the request"
        placeholder="Path or text"
        value={text}
        onInput={(event) => set({ text: event.currentTarget.value })}
      />
      <Choice
        name="Method"
        value={method}
        values={[...new Set(entries.slice(-1000).map((one) => one.method))]}
        choose={(value) => set({ method: value })}
      />
      <Choice
        name="Status"
        value={status}
        values={statusClasses}
        show={(one) => (one === '0' ? 'no response' : one)}
        choose={(value) => set({ status: value })}
      />
      <Choice
        name="User"
        value={user}
        values={users}
        show={(one) => (one === unknownUser ? 'unknown token' : one)}
        choose={(value) => set({ user: value })}
      />
      <Choice
        name="Operation"
        value={operation}
        values={app.model.spec.operations.map(({ id }) => id)}
        choose={(value) => set({ operation: value })}
      />
      <Choice
        name="Fault"
        value={fault}
        values={['any', ...faults]}
        choose={(value) => set({ fault: value })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={hasNearMisses}
          onChange={(event) => set({ hasNearMisses: event.currentTarget.checked })}
        />
        Near misses
      </label>
      <label class="check">
        <input
          type="checkbox"
          disabled={selected === undefined && job === ''}
          checked={job !== ''}
          onChange={(event) => set({ job: event.currentTarget.checked ? (selected ?? '') : '' })}
        />
        Selected job
      </label>
      {countFilters(filter.value) > 0 ? (
        <button type="button" onClick={() => (filter.value = anyRequest)}>
          Show all requests
        </button>
      ) : undefined}
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly show?: (value: string) => string;
  readonly choose: (value: string) => void;
}

function Choice({ name, value, values, show = (one) => one, choose }: ChoiceProps) {
  return (
    <select aria-label={name} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{name}: any</option>
      {values.map((one) => (
        <option key={one} value={one}>
          {show(one)}
        </option>
      ))}
    </select>
  );
}
