/** Answers that many tests expect, as status and body in one line. */
import { ownJobId } from './shipped.ts';

export const base = '/api/v1/enrichment';
export const ownJob = `${base}/status/${ownJobId}/`;

/** The job of the documentation, as alice sees it when the world begins. */
export const queued = `200 {"job_id":"${ownJobId}","status":"queued","submitted_at":"2026-05-06T14:25:40Z","updated_at":"2026-05-06T14:25:40Z"}`;
export const unauthorized = '401 {"message":"Invalid or expired token"}';
export const notFound = '404 {"detail":"Not found."}';
export const notAcceptable = '406 {"detail":"Could not satisfy the request Accept header."}';
export const notAllowed = (method: string) => `405 {"detail":"Method \\"${method}\\" not allowed."}`;
export const unsupported = (type: string) =>
  `415 {"detail":"Unsupported media type \\"${type}\\" in request."}`;

/** Django's own page for a path without a route: 179 bytes, a line break first and last. */
export const noRoute = `404 
<!doctype html>
<html lang="en">
<head>
  <title>Not Found</title>
</head>
<body>
  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
</body>
</html>
`;
