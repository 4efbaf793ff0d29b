"""When a job that failed runs again."""

from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.jobs import Job

# Twice as long apart each time, for some minutes: somebody waits, and later it is of no use.
FOR_A_WHILE = RetryStrategy(max_attempts=8, exponential_wait=2)
_LONGEST_WAIT = 300  # seconds


class KeepTrying(BaseRetryStrategy):
    """Again after 2, 4, 8 ... seconds, then every five minutes: an outage loses no work."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When to run a failed job again, whatever made it fail."""
        del exception
        doubled = 2 ** min(job.attempts + 1, 10)
        return RetryDecision(retry_in={"seconds": min(doubled, _LONGEST_WAIT)})
