/** The choices that both forms have: a user and a scenario of the world. */
import { toVisible } from '../../../text/visible.ts';
import { useApp } from '../state/use-app.ts';

interface ChoiceProps {
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

export function UserChoice({ value, onChoose }: ChoiceProps) {
  const { users } = useApp().shown.value.fixture;
  return (
    <label class="submit-field">
      <span>User</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {users.map(({ name, expired, active }) => (
          <option key={name} value={name}>
            {name}
            {expired ? ' (expired token)' : active ? '' : ' (inactive)'}
          </option>
        ))}
      </select>
    </label>
  );
}

/** An empty value is the default scenario of the world. */
export function ScenarioChoice({ value, onChoose }: ChoiceProps) {
  const { scenarios, defaultScenario } = useApp().shown.value.fixture;
  const names = Object.keys(scenarios).toSorted();
  return (
    <label class="submit-field">
      <span>Scenario</span>
      <select
        value={value}
        aria-describedby="scenario-about"
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">the default ({defaultScenario})</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <span id="scenario-about" class="label submit-about">
        {toVisible(scenarios[value === '' ? defaultScenario : value]?.about ?? '')}
      </span>
    </label>
  );
}

export function CategoryChoice({
  categories,
  value,
  onChoose,
}: ChoiceProps & { readonly categories: readonly string[] }) {
  return (
    <label class="submit-field">
      <span>Category</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {categories.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The user of the filter, or the first of the world. */
export function useFirstUser(): string {
  const app = useApp();
  const { users } = app.shown.value.fixture;
  const names = users.map(({ name }) => name);
  const { value: filtered } = app.user;
  return filtered !== undefined && names.includes(filtered) ? filtered : (names[0] ?? '');
}
