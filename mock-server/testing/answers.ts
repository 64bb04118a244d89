/** Responses that many tests expect, as status and body in one line. */

/** The job of alice whose id is in the world file. */
export const ownJobId = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';

export const base = '/api/v1/enrichment';
export const ownJob = `${base}/status/${ownJobId}/`;

/** The job of the documentation, as alice sees it at the start of the world. */
export const queued = `200 {"job_id":"${ownJobId}","status":"queued","submitted_at":"2026-05-06T14:25:40Z","updated_at":"2026-05-06T14:25:40Z"}`;
export const unauthorized = '401 {"message":"Invalid or expired token"}';
export const notFound = '404 {"detail":"Not found."}';
export const notAcceptable = '406 {"detail":"Could not satisfy the request Accept header."}';
export const notAllowed = (method: string) => `405 {"detail":"Method \\"${method}\\" not allowed."}`;
export const unsupported = (type: string) =>
  `415 {"detail":"Unsupported media type \\"${type}\\" in request."}`;

export const required = (...fields: readonly string[]) => refused(fields, 'This field is required.');
/** A 400 with the same error for each field. */
export const refused = (fields: readonly string[], words: string) =>
  `400 ${JSON.stringify(Object.fromEntries(fields.map((field) => [field, [words]])))}`;
export const noChoice = (field: string, given: string) =>
  refused([field], `"${given}" is not a valid choice.`);
export const notJson = (reason: string) =>
  `400 ${JSON.stringify({ detail: `JSON parse error - ${reason}` })}`;
export const notPausable = '400 {"error":"Only a job that is in progress can be paused."}';
export const notReady = '400 {"error":"Results are not available for this job yet."}';
export const submitted = '201 {"job_id":"ID","status":"queued"}';

const page = (title: string, words: string) => `
<!doctype html>
<html lang="en">
<head>
  <title>${title}</title>
</head>
<body>
  <h1>${title}</h1><p>${words}</p>
</body>
</html>
`;

/** Django's own page for a path without a route: 179 bytes, a line break first and last. */
export const noRoute = `404 ${page('Not Found', 'The requested resource was not found on this server.')}`;
export const suspicious = `400 ${page('Bad Request (400)', '')}`;
export const crashed = `500 ${page('Server Error (500)', '')}`;
/** The page of the server before Django. */
export const workerFailed = `500 <html>
  <head>
    <title>Internal Server Error</title>
  </head>
  <body>
    <h1><p>Internal Server Error</p></h1>
    
  </body>
</html>
`;
