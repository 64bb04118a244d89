/** The worlds of the mock: switch to one, create one, reset or delete the one that is shown. */
import { useEffect, useState } from 'preact/hooks';

import { toVisible } from '../../../text/visible.ts';
import { firstWorld, isWorldName, worldNameRule } from '../../domain/world-names.ts';
import { useApp } from '../state/use-app.ts';

export function WorldList() {
  const app = useApp();
  const name = app.world.value;
  const [names, setNames] = useState<readonly string[]>([]);
  const [isAsked, setAsked] = useState(false);
  const update = async (): Promise<void> => {
    const called = await app.control.call('GET', 'worlds');
    if (called.ok && Array.isArray(called.body)) setNames(called.body.map(String));
  };
  // A world is there as soon as the page follows it.
  const isLive = app.connection.value.kind === 'live';
  useEffect(() => {
    void update();
    setAsked(false);
  }, [name, isLive]);
  const remove = async (): Promise<void> => {
    // A page that still followed the world would make it again.
    app.show({ world: firstWorld, job: undefined, at: undefined });
    const called = await app.control.call('DELETE', `worlds/${name}`);
    app.notices.add(
      called.ok
        ? { kind: 'done', text: `The world "${name}" is deleted.` }
        : { kind: 'problem', text: called.reason },
    );
    await update();
  };
  return (
    <section class="stack" aria-labelledby="worlds-all">
      <h3 id="worlds-all">Worlds</h3>
      <ul class="world-list">
        {[...new Set([...names, name])].toSorted().map((one) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === name ? 'true' : undefined}
              class={one === name ? 'is-current' : ''}
              onClick={() => app.show({ world: one, job: undefined, at: undefined })}
            >
              {toVisible(one)}
            </button>
          </li>
        ))}
      </ul>
      <NewWorld />
      <div class="row">
        <button
          type="button"
          onClick={() =>
            void app.change('POST', 'reset', {}).then((called) => {
              if (called.ok) app.notices.add({ kind: 'done', text: `The world "${name}" begins again.` });
            })
          }
        >
          Reset “{name}”
        </button>
        {isAsked ? (
          <span class="row" role="alert">
            Delete “{name}” with all its jobs?
            <button type="button" class="danger" onClick={() => void remove()}>
              Yes, delete “{name}”
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              Keep it
            </button>
          </span>
        ) : (
          <button type="button" class="danger" onClick={() => setAsked(true)}>
            Delete “{name}”
          </button>
        )}
      </div>
    </section>
  );
}

function NewWorld() {
  const app = useApp();
  const [text, setText] = useState('');
  const isWrong = text !== '' && !isWorldName(text);
  return (
    <form
      class="stack"
      aria-label="New world"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWorldName(text)) return;
        app.show({ world: text, job: undefined, at: undefined });
        setText('');
      }}
    >
      <div class="row">
        <input
          type="text"
          aria-label="Name of a new world"
          placeholder="checkout-7"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'world-rule' : undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" disabled={!isWorldName(text)}>
          Create or open
        </button>
      </div>
      {isWrong ? (
        <p id="world-rule" class="world-wrong">
          A name is {worldNameRule}.
        </p>
      ) : undefined}
    </form>
  );
}
