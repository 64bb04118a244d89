/** The id of the interval that it clears is one that it never kept, so that each change of the job adds an interval. */
import { Component } from 'react';

import { type Bug, getRetryMs, isFinal, isPermanent, pollMs, showResults, toJob } from '../api.ts';
import { createAxios, toHttpError } from '../axios.ts';
import { mount, type PageProps } from '../mount.tsx';

class Page extends Component<PageProps, { readonly interval?: NodeJS.Timeout }> {
  override state: { readonly interval?: NodeJS.Timeout } = {};
  readonly #api = createAxios(this.props.run);
  readonly #all: NodeJS.Timeout[] = [];

  override componentDidMount() {
    this.#start(this.props.jobId);
  }

  override componentDidUpdate({ jobId }: PageProps) {
    if (jobId !== this.props.jobId) {
      clearInterval(this.state.interval);
      this.#start(this.props.jobId);
    }
  }

  override componentWillUnmount() {
    for (const interval of this.#all) clearInterval(interval);
  }

  #start(jobId: string) {
    const { run, onEnd } = this.props;
    let isBusy = false;
    let [failures, resumeAt] = [0, 0];
    const getData = async () => {
      if (isBusy || Date.now() < resumeAt) return;
      isBusy = true;
      try {
        const job = toJob((await this.#api.get(`/status/${jobId}/`)).data);
        failures = 0;
        run.onStatus(job);
        if (!isFinal(job)) return;
        clearInterval(interval);
        showResults(run, job, jobId).then(
          () => onEnd(jobId),
          (error: unknown) => onEnd(jobId, error),
        );
      } catch (error) {
        const reason = toHttpError(error);
        if (isPermanent(reason)) {
          clearInterval(interval);
          onEnd(jobId, reason);
        }
        resumeAt = Date.now() + getRetryMs(reason, (failures += 1));
      } finally {
        isBusy = false;
      }
    };
    const interval = setInterval(() => void getData(), pollMs);
    this.#all.push(interval);
    void getData();
  }

  override render() {
    return null;
  }
}

export const bug: Bug = {
  report: 'henrywhitaker3/Speedtest-Tracker#453',
  title: '[BUG] every "Show results for the last days" change add every time a new Interval-Event',
  library: 'Axios',
  mistake: 'Polls the previous job beside the new one, since its interval is never cleared.',
  breaks: ['own-job', 'own-results', 'stops-after-switch'],
  client: async (run) => mount(run, (props) => <Page {...props} />),
};
