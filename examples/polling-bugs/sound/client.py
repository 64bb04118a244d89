"""A polling client in Python, with the standard library only. It waits with the function that it is given, so that a test can decide how time passes."""
import http.client
import json
import sys
import threading
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

POLL_SECONDS = 3
MAX_FAILURES = 10
FINAL = {"completed", "failed", "paused"}
WITH_RESULTS = {"completed", "paused"}


class Refused(Exception):
    """The same request would be refused again."""


class Trouble(Exception):
    """The request may succeed later."""

    def __init__(self, reason, retry_after=0):
        super().__init__(reason)
        self.retry_after = retry_after


def follow_job(api, job_id, wait, on_status, on_results):
    """Polls until the job is completed, failed or paused, and then gets its results."""
    while True:
        job = retry(lambda: get_status(api, job_id), wait)
        on_status(job)
        if job["status"] in FINAL:
            break
        wait(POLL_SECONDS)
    if job["status"] in WITH_RESULTS:
        on_results(retry(lambda: get_results(api, job_id), wait))
    return job


def retry(request, wait):
    failures = 0
    while True:
        try:
            return request()
        except Trouble as trouble:
            failures += 1
            if failures > MAX_FAILURES:
                raise
            wait(max(min(120, POLL_SECONDS * 2**failures), trouble.retry_after))


def get_status(api, job_id):
    job = get(api, f"/enrichment/status/{job_id}/")
    if not isinstance(job, dict) or not isinstance(job.get("status"), str):
        raise Trouble("The response has no status.")
    return job


def get_results(api, job_id):
    page = get(api, f"/enrichment/result/{job_id}/")
    if not isinstance(page, dict) or not isinstance(page.get("data"), list):
        raise Trouble("The response has no results.")
    return page["data"]


def get(api, path):
    url = urlsplit(api["baseUrl"] + path)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    try:
        connection.request("GET", url.path, headers={"Authorization": f"Bearer {api['token']}"})
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise Trouble(f"The API cannot be reached: {error!r}") from error
    finally:
        connection.close()
    if response.status in (408, 429) or response.status >= 500:
        raise Trouble(f"The API responded with {response.status}.", parse_retry_after(response.headers))
    if response.status != 200:
        raise Refused(f"The API responded with {response.status}.")
    try:
        return json.loads(body)
    except ValueError as error:
        raise Trouble("The response is not JSON.") from error


def parse_retry_after(headers):
    """Seconds or a date, which is relative to the clock of the server."""
    value = headers.get("Retry-After", "0")
    if value.isdigit():
        return int(value)
    try:
        return (parsedate_to_datetime(value) - parsedate_to_datetime(headers["Date"])).total_seconds()
    except (TypeError, ValueError):
        return 0


class Left(Exception):
    """The page was left."""


def torture_run(run):
    """Follows the job of a line that a test has written, waits in the time of the test, and tells it everything."""

    def tell(what, value):
        url = urlsplit(run["controlUrl"])
        connection = http.client.HTTPConnection(url.hostname, url.port)
        try:
            connection.request("POST", f"{url.path}{what}", json.dumps(value))
            if connection.getresponse().status == 410:
                raise Left("The page was left.")
        finally:
            connection.close()

    try:
        job = follow_job(
            run,
            run["jobId"],
            lambda seconds: tell("wait", seconds * 1000),
            lambda shown: tell("status", shown),
            lambda rows: tell("results", rows),
        )
        tell("end", {"job": job})
    except Exception as error:
        tell("end", {"reason": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    for line in sys.stdin:
        threading.Thread(target=torture_run, args=(json.loads(line),), daemon=True).start()
