/** Legal variants of lists and timestamps: other zones, other pages, jobs that somebody deletes, and a clock that is wrong. */
import { addHeaders, changeHeaders, changeSentJobs, replaceBody, replaceJson } from '../change-response.ts';
import type { LegalVariant, VariantRequest, VariantResponse } from '../variant-server.ts';

const minute = 60_000;

/** Rewrites both timestamps of each job. */
function changeTimes(change: (text: string) => string): LegalVariant {
  return changeSentJobs((job) =>
    Object.fromEntries(
      Object.entries(job).map(([name, value]) => [
        name,
        /^(submitted|updated)_at$/.test(name) ? change(String(value)) : (value as unknown),
      ]),
    ),
  );
}

const toZone = (minutes: number, designator: string) =>
  changeTimes(
    (text) => `${new Date(Date.parse(text) + minutes * minute).toISOString().slice(0, 19)}${designator}`,
  );

/** A gateway that sends another time than the server behind it. */
const shiftDate = (by: number) =>
  changeHeaders((name, value) => [
    name,
    /^date$/i.test(name) ? new Date(Date.parse(value) + by).toUTCString() : value,
  ]);

const isList = ({ target }: VariantRequest) => /\/status\/(\?.*)?$/.test(target);

interface Pages {
  readonly size: number;
  /** The name of the parameter, and its value for a place in the list. */
  readonly parameter: string;
  readonly format: (place: number) => string;
  readonly parse: (text: string) => number;
  /** The envelope of a page, or none, and the headers that lead to the next one. */
  readonly wrap: (results: readonly unknown[], next: string | null) => unknown;
  readonly toHeaders?: (next: string | null) => VariantResponse['headers'];
}

/** A list in pages, with links relative to the requested address. */
function inPages({ size, parameter, format, parse, wrap, toHeaders = () => [] }: Pages): LegalVariant {
  return {
    change: (answer, request) => {
      if (!isList(request) || answer.status !== 200) return answer;
      const given = new URL(request.target, 'http://host').searchParams.get(parameter);
      const place = given === null ? 0 : parse(given);
      let next: string | null = null;
      const paged = replaceJson(answer, (jobs) => {
        if (!Array.isArray(jobs)) return jobs;
        if (place + size < jobs.length) next = `?${parameter}=${format(place + size)}`;
        return wrap(jobs.slice(place, place + size), next);
      });
      return addHeaders(paged, ...toHeaders(next));
    },
  };
}

const cursor = {
  size: 5,
  parameter: 'cursor',
  format: (place: number) => Buffer.from(`o=${place}`).toString('base64url'),
  parse: (text: string) => Number(Buffer.from(text, 'base64url').toString().slice(2)),
} as const;

/** Somebody deletes the oldest job during the run: then neither operation shows it. */
function deleteOldest(after: number): LegalVariant {
  let gone = '';
  return {
    change: (answer, request) => {
      const { count, target } = request;
      if (gone !== '' && target.includes(gone))
        return { ...replaceBody(answer, Buffer.from('{"detail":"Not found."}')), status: 404 };
      if (!isList(request) || answer.status !== 200) return answer;
      return replaceJson(answer, (jobs) => {
        if (!Array.isArray(jobs) || jobs.length < 9) return jobs;
        const last = jobs.at(-1) as { readonly job_id: string };
        if (gone === '' && count >= after) gone = last.job_id;
        return (jobs as readonly { readonly job_id: string }[]).filter(({ job_id: id }) => id !== gone);
      });
    },
  };
}

export const listAndTimeVariants: Readonly<Record<string, LegalVariant>> = {
  'writes the time of India with its offset': toZone(330, '+05:30'),
  'writes the time of New York with its offset': toZone(-300, '-05:00'),
  'writes the letters of its timestamps in lower case': changeTimes((text) => text.toLowerCase()),
  'is behind a gateway whose clock is an hour late': shiftDate(-60 * minute),
  'is behind a gateway whose clock is an hour early': shiftDate(60 * minute),
};

/** These leave the clauses of the other kind of list without evidence. */
export const pagedVariants: Readonly<Record<string, LegalVariant>> = {
  'pages its list by a cursor, without a count': inPages({
    ...cursor,
    wrap: (results, next) => ({ next, previous: null, results }),
  }),
  'pages a bare list by a Link header': inPages({
    ...cursor,
    wrap: (results) => results,
    toHeaders: (next) => (next === null ? [] : [['Link', `<${next}>; rel="next"`]]),
  }),
  'pages its list by numbers, with the links in an object': inPages({
    size: 5,
    parameter: 'page',
    format: (place) => String(place / 5 + 1),
    parse: (text) => (Number(text) - 1) * 5,
    wrap: (results, next) => ({ links: { next, previous: null }, results }),
  }),
  'pages a bare list by numbers in a Link header': inPages({
    size: 5,
    parameter: 'page',
    format: (place) => String(place / 5 + 1),
    parse: (text) => (Number(text) - 1) * 5,
    wrap: (results) => results,
    toHeaders: (next) => (next === null ? [] : [['Link', `<${next}>; rel="next"`]]),
  }),
  'pages its list by limit and offset, with relative links': {
    change: (answer, request) => {
      if (!isList(request) || answer.status !== 200) return answer;
      const offset = Number(new URL(request.target, 'http://host').searchParams.get('offset') ?? 0);
      return replaceJson(answer, (jobs) => {
        if (!Array.isArray(jobs)) return jobs;
        const next = offset + 4 < jobs.length ? `?limit=4&offset=${offset + 4}` : null;
        const previous = offset > 0 ? `?limit=4&offset=${Math.max(0, offset - 4)}` : null;
        return { count: jobs.length, next, previous, results: jobs.slice(offset, offset + 4) };
      });
    },
  },
};

/** These are made for each trial, because they remember what they did. */
export const deletingVariants: Readonly<Record<string, () => LegalVariant>> = {
  'deletes a job early in the run': () => deleteOldest(4),
  'deletes a job while it is watched': () => deleteOldest(110),
};
