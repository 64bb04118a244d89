/** Puts a component onto a page, as an app does: it is there until the page is left, also after its job has ended. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

import type { ClientRun } from './api.ts';

export interface PageProps {
  readonly run: ClientRun;
  /** Changes when the user turns to another job. */
  readonly jobId: string;
  /** To be called when the job is at rest and its results are shown, or with the reason why that will never be. */
  readonly onEnd: (jobId: string, error?: unknown) => void;
}

/** Resolves when the job that is shown has ended; rejects when the page is left, or the job cannot be followed. */
export function mount(run: ClientRun, page: (props: PageProps) => ReactNode): Promise<void> {
  const Page = page;
  const root = createRoot(document.createElement('main'));
  return new Promise((resolve, reject) => {
    let current = run.jobId;
    const onEnd = (jobId: string, error?: unknown) => {
      if (jobId !== current) return;
      if (error === undefined) resolve();
      else reject(error);
    };
    const show = (jobId: string) => {
      current = jobId;
      root.render(<Page run={run} jobId={jobId} onEnd={onEnd} />);
    };
    const leave = () => {
      root.unmount();
      reject(run.signal.reason as Error);
    };
    run.signal.addEventListener('abort', leave);
    run.onSwitch(show);
    show(run.jobId);
  });
}
