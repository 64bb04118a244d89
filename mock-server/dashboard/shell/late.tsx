/** A part of the page that is loaded when it is first shown. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** @param load the same function each time; it is called once */
export function Late({ load }: { readonly load: () => Promise<FunctionComponent> }) {
  const [loaded, setLoaded] = useState(() => known.get(load));
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    if (loaded !== undefined) return;
    load().then(
      (component) => {
        known.set(load, { component });
        setLoaded({ component });
      },
      () => setFailed(true),
    );
  }, [load, loaded]);
  if (isFailed)
    return (
      <p class="empty">This part of the page could not be loaded. Reload the page when the mock runs.</p>
    );
  return loaded === undefined ? <p class="empty">Loading …</p> : <loaded.component />;
}

const known = new Map<() => Promise<FunctionComponent>, { readonly component: FunctionComponent }>();
