/** The pages of the app: all jobs, and one job. They do not depend on the library that loads the data. */
import { type SubmitEvent, useEffect, useState } from 'react';

import { hasResults, type JobData } from './data.ts';
import { JobRows, Records, Trouble } from './views.tsx';

interface PageProps {
  readonly data: JobData;
  readonly open: (id: string | undefined) => void;
}

export function App({ data }: Pick<PageProps, 'data'>) {
  const [id, setId] = useState(() => location.hash.slice(1));
  const open = (wanted = '') => {
    history.replaceState(null, '', `#${wanted}`);
    setId(wanted);
  };
  return (
    <main>
      <h1>Enrichment jobs</h1>
      {id === '' ? <AllJobs data={data} open={open} /> : <OneJob data={data} open={open} id={id} />}
    </main>
  );
}

function AllJobs({ data, open }: PageProps) {
  const { value: jobs, error } = data.useJobs();
  const [wanted, setWanted] = useState('');
  const filter = useDebounced(wanted, 300);
  const found = jobs?.filter((job) => `${job.job_id} ${job.status}`.includes(filter));
  return (
    <>
      <SubmitForm data={data} open={open} />
      <section className="card" aria-labelledby="your-jobs">
        <h2 id="your-jobs">Your jobs</h2>
        <Trouble error={error} />
        {jobs === undefined && error === undefined && <p>Loading…</p>}
        {jobs?.length === 0 && <p>None yet: submit one.</p>}
        {found !== undefined && jobs?.length !== 0 && (
          <>
            <label>
              Filter{' '}
              <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
            </label>
            <JobRows jobs={found} open={open} />
          </>
        )}
      </section>
    </>
  );
}

function SubmitForm({ data, open }: PageProps) {
  const submit = data.useSubmit();
  const [companies, setCompanies] = useState('');
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    await submit(companies.split('\n').filter((line) => line.trim() !== '')).then(open, setError);
    setBusy(false);
  };
  return (
    <form className="card" onSubmit={(event) => void send(event)}>
      <label>
        Companies, one a line
        <textarea
          rows={3}
          required
          spellCheck={false}
          value={companies}
          onChange={(event) => setCompanies(event.target.value)}
        />
      </label>
      <Trouble error={error} />
      <button type="submit" className="main" disabled={isBusy}>
        Submit
      </button>
    </form>
  );
}

function OneJob({ data, open, id }: PageProps & { readonly id: string }) {
  const { value: job, error } = data.useJob(id);
  const control = data.useControl();
  const [refusal, setRefusal] = useState<Error>();
  const order = (action: 'pause' | 'resume') => (
    <button
      type="button"
      onClick={() => void control(id, action).then(() => setRefusal(undefined), setRefusal)}
    >
      {action === 'pause' ? 'Pause' : 'Resume'}
    </button>
  );
  return (
    <section className="card" aria-labelledby="job">
      <h2 id="job">Job {id.slice(0, 8)}</h2>
      <p role="status">{job === undefined ? 'Loading…' : `The job is ${job.status}.`}</p>
      <Trouble error={refusal ?? error} />
      <p className="actions">
        <button type="button" onClick={() => open(undefined)}>
          All jobs
        </button>
        {job?.status === 'in-progress' && order('pause')}
        {job?.status === 'paused' && order('resume')}
      </p>
      {job !== undefined && hasResults(job) && <Results data={data} job={job} />}
    </section>
  );
}

function Results({
  data,
  job,
}: Pick<PageProps, 'data'> & { readonly job: Parameters<JobData['useResults']>[0] }) {
  const { value: page, error } = data.useResults(job);
  return (
    <>
      <Trouble error={error} />
      {page === undefined ? <p>Loading the results…</p> : <Records page={page} />}
    </>
  );
}

/** A debounced value, so that quick typing causes one search. */
function useDebounced(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
