/** Says above every view that faults are active, since an app that fails now may be right. */
import { toVisible } from '../../../text/visible.ts';
import { useApp } from '../state/use-app.ts';
import { describeFault, isUsedUp } from './active-faults.ts';
import './faults.css';

export function FaultBanner() {
  const app = useApp();
  const faults = app.shown.value.faults.filter((fault) => !isUsedUp(fault));
  if (faults.length === 0) return <div class="fault-banner" hidden role="status" />;
  const names = faults.slice(0, 3).map(describeFault).join(' · ');
  return (
    <div class="fault-banner" role="status">
      <span aria-hidden="true">⚡</span>
      <span class="fault-banner-text">
        <strong>{faults.length === 1 ? 'A fault is active:' : `${faults.length} faults are active:`}</strong>{' '}
        {toVisible(names)}
        {faults.length > 3 ? ' …' : ''}
      </span>
      <button type="button" onClick={() => app.show({ panel: 'faults' })}>
        Show faults
      </button>
      <button type="button" onClick={() => void app.change('DELETE', 'faults')}>
        Remove all faults
      </button>
    </div>
  );
}
