/** Lists the clauses of the results page. */
import type { Clause } from '../verdict/clause.ts';
import * as bounds from '../clauses/result-bounds.ts';
import * as file from '../clauses/result-file.ts';
import * as lines from '../clauses/result-lines.ts';
import * as paging from '../clauses/result-pages.ts';
import * as rows from '../clauses/result-rows.ts';
import * as results from '../clauses/results.ts';
import {
  assumed,
  client,
  codes,
  pausePage,
  resultsEndpoint,
  resultsQuery,
  resultsResponse,
} from './sources.ts';

// biome-ignore format: one line per clause, so that it reads as a table
export const resultsPage = [
  // Results
  { id: 'results-answer', level: 'MUST', ...resultsEndpoint, promise: 'A completed or paused job has results.', judge: results.resultsAnswer },
  { id: 'results-not-yet', level: 'MUST', ...resultsEndpoint, promise: 'A queued, in-progress or failed job has no results.', judge: results.noResultsYet },
  { id: 'results-not-yet-error', ...assumed('The results page does not say how a job without results is reported.'), promise: 'A request for the results of a job without results is rejected with an error in a known reading.', judge: results.notReadyRefused },
  { id: 'results-shape', level: 'MUST', ...resultsResponse, promise: 'Results are JSON with job_id, total_records, page, page_size and data.', judge: results.resultsShape },
  { id: 'results-contact-shape', level: 'MUST', ...resultsResponse, promise: 'Every record of a person has the documented fields.', judge: results.contactShape },
  { id: 'results-identity', level: 'MUST', ...resultsResponse, promise: 'The results belong to the requested job.', judge: results.resultsIdentity },
  { id: 'results-page-echoed', level: 'MUST', ...resultsResponse, promise: 'page and page_size are the requested values, or the documented defaults.', judge: results.pageEchoed },
  { id: 'results-page-size-capped', level: 'MUST', ...resultsQuery, promise: 'No page has more records than requested, or more than the documented maximum.', judge: paging.pageSizeCapped },
  { id: 'results-total-steady', level: 'MUST', ...resultsResponse, promise: 'total_records is the same on every page.', judge: paging.totalSteady },
  { id: 'results-pages-full', level: 'MUST', ...resultsQuery, promise: 'Every page is full, and the last one has the remaining records.', judge: paging.pagesFull },
  { id: 'results-pages-join', level: 'MUST', ...resultsQuery, promise: 'Consecutive pages contain consecutive records.', judge: paging.pagesJoin },
  { id: 'results-same-twice', level: 'MUST', ...resultsQuery, promise: 'The same page contains the same records every time.', judge: paging.sameTwice },
  { id: 'results-nothing-beyond', ...assumed('The results page does not describe a page beyond the last one.'), promise: 'A page beyond the last one has no records.', judge: paging.nothingBeyond },
  { id: 'results-bounds', level: 'MUST', ...resultsQuery, promise: 'A page or a page size outside the documented range is rejected or replaced, and never returned.', judge: bounds.boundsRefused },
  { id: 'results-rows-readable', level: 'MUST', ...resultsEndpoint, promise: 'Every record of a job with results can be read.', judge: bounds.everyRowReadable },
  { id: 'results-kept-by-pause', level: 'MUST', ...pausePage, promise: 'A paused job loses no records.', judge: rows.pausedKeepRows },
  { id: 'results-records-alike', ...assumed('No page says that all records of a job have the same fields, but the framework sends the same fields for each.'), promise: 'All records of a page have the same fields.', judge: rows.recordsAlike },
  { id: 'results-csv', level: 'MUST', ...resultsQuery, promise: 'Results can be downloaded as CSV.', judge: file.csvServed },
  { id: 'results-csv-complete', level: 'MUST', ...resultsQuery, promise: 'The CSV contains all records.', judge: file.csvComplete },
  { id: 'results-csv-lines', level: 'MUST', ...client('A line with more or fewer cells than the first one, or an open quote, puts values into the wrong columns of every spreadsheet.'), promise: 'Every line of the CSV has as many cells as the first one, and every quote is closed.', judge: lines.csvRectangular },
  { id: 'results-csv-records', level: 'MUST', ...client('CSV and JSON are two forms of the same results; a client may use either.'), promise: 'Every record of the JSON pages is in the CSV, with its texts in the right columns.', judge: lines.csvSameRecords },
  { id: 'results-csv-in-utf8', level: 'SHOULD', ...client('Without another charset in its Content-Type, a text is read as UTF-8.'), promise: 'The CSV is in UTF-8, or names its charset.', judge: lines.csvInUtf8 },
  { id: 'results-csv-agrees', ...assumed('The results page shows no CSV; we assume that its columns have the names of the JSON fields.'), promise: 'CSV and JSON contain the same values.', judge: file.csvAgrees },
  { id: 'results-csv-attached', ...assumed('The results page calls the CSV a download, but shows no header.'), promise: 'The CSV is sent as an attachment.', judge: file.csvAttached },
  { id: 'unknown-results-404', level: 'MUST', ...codes, promise: 'A request for the results of an unknown job returns 404.', judge: results.unknownResultsNotFound },
  { id: 'foreign-results-404', level: 'MUST', ...resultsEndpoint, promise: "A request for the results of another user's job returns 404.", judge: results.foreignResultsNotFound },
  { id: 'foreign-results-like-unknown', level: 'MUST', ...codes, promise: "The results of another user's job get exactly the same response as those of an unknown job.", judge: results.foreignResultsLikeUnknown },
] as const satisfies readonly Clause[];
