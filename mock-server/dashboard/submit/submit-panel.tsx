/** New jobs: submitted as a client does, or added with the control API. */
import { useState } from 'preact/hooks';

import { AddJob } from './add-job.tsx';
import { SubmitAsClient } from './submit-as-client.tsx';
import './submit.css';

export function SubmitPanel() {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div class="stack">
      <div class="segments" role="group" aria-label="How to make a job">
        <button type="button" aria-pressed={!isAdding} onClick={() => setIsAdding(false)}>
          Submit as a client
        </button>
        <button type="button" aria-pressed={isAdding} onClick={() => setIsAdding(true)}>
          Add a job
        </button>
      </div>
      {isAdding ? <AddJob /> : <SubmitAsClient />}
    </div>
  );
}
