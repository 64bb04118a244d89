/** The sources of clauses: the sections of the pages, and the other bases of a promise. */

export const status = (section: string) =>
  ({ basis: 'documented', source: { page: 'status', section } }) as const;
export const sibling = (page: string, section: string) =>
  ({ basis: 'sibling', source: { page, section } }) as const;
export const drf = (section: string) =>
  ({ basis: 'framework', source: { page: 'framework', section } }) as const;

export const authenticationPage = status('Authentication');
export const singlePage = status('Get Status For a Single Job');
export const listPage = status('List All Jobs for the Current User');
export const mappingPage = status('Status States & API Mapping');
export const pollingPage = status('Polling Guidance');
export const errorPage = status('Error Responses');
export const submitEndpoint = sibling('submit', 'Endpoint');
export const resultsEndpoint = sibling('results', 'Endpoint');
export const resultsQuery = sibling('results', 'Query');
export const resultsResponse = sibling('results', 'Response');
export const pausePage = sibling('control', 'Pause');
export const resumePage = sibling('control', 'Resume');
export const codes = sibling('errors', 'Codes');
export const assumed = (reason: string) => ({ level: 'ASSUMED', basis: 'assumed', reason }) as const;
/** A promise that no page makes in words, but that every client depends on; the reason is a sentence. */
export const client = (reason: string) => ({ basis: 'client', reason }) as const;
