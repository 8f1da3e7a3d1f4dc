"""The why written from an answer is good English in front of a whole room, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.coach.questions import as_cause, effect_of, infinitive, next_why, same, therefore

BEING = [
    ("the database connection pool was exhausted", "Why was the database connection pool exhausted?"),
    ("Because the database connection pool was exhausted.", "Why was the database connection pool exhausted?"),
    ("pool size was hardcoded to 100 connections", "Why was pool size hardcoded to 100 connections?"),
    (
        "it was designed before auto-scaling requirements emerged",
        "Why was it designed before auto-scaling requirements emerged?",
    ),
    ("The certificate was not renewed", "Why was the certificate not renewed?"),
    ("the alerts were muted during the migration", "Why were the alerts muted during the migration?"),
    (
        "The staging environment is much smaller than production",
        "Why is the staging environment much smaller than production?",
    ),
    ("there was no alert on pool saturation", "Why was there no alert on pool saturation?"),
    ("There is no second approver", "Why is there no second approver?"),
    ("CPU and memory were saturated", "Why were CPU and memory saturated?"),
    ("the index wasn't rebuilt after the restore", "Why wasn't the index rebuilt after the restore?"),
    ("alerts aren't tested", "Why aren't alerts tested?"),
    ("DB connections were leaked by the worker", "Why were DB connections leaked by the worker?"),
    ("IC was not aware of the change freeze", "Why was the IC not aware of the change freeze?"),
    ("SEV1 was declared late", "Why was SEV1 declared late?"),
    ("@alice was not paged", "Why was @alice not paged?"),
    ("Nobody was on call for the billing service", "Why was nobody on call for the billing service?"),
    ("we were never told about the maintenance window", "Why were we never told about the maintenance window?"),
    ("It's hardcoded", "Why is it hardcoded?"),
    ("it’s not in the release checklist", "Why is it not in the release checklist?"),
    ("there's no staging environment", "Why is there no staging environment?"),
    ("that's the default of the library", "Why is that the default of the library?"),
    ("They're run by hand", "Why are they run by hand?"),
    ("it's been broken since March", "Why has it been broken since March?"),
    (
        "the timeout (30 s) was longer than the health check's",
        "Why was the timeout (30 s) longer than the health check's?",
    ),
    ("The S3 bucket was public", "Why was the S3 bucket public?"),
    ("DNS was misconfigured", "Why was DNS misconfigured?"),
    ("GitHub was down", "Why was GitHub down?"),
    ("Black Friday traffic was 3x the forecast", "Why was Black Friday traffic 3x the forecast?"),
    ("Friday deploys aren't blocked", "Why aren't Friday deploys blocked?"),
    ("`max_connections` was left at its default", "Why was `max_connections` left at its default?"),
    ('"retry forever" was the default', 'Why was "retry forever" the default?'),
    ("Team was overloaded", "Why was the team overloaded?"),
    ("Grafana dashboard was stale", "Why was the Grafana dashboard stale?"),
    ("only one replica was healthy", "Why was only one replica healthy?"),
    ("deploying on Fridays was normal", "Why was deploying on Fridays normal?"),
    ("the hardcoded limit was too low", "Why was the hardcoded limit too low?"),
    ("the alert threshold was set to 95%, not 80%", "Why was the alert threshold set to 95%, not 80%?"),
    ("the rule was documented but not enforced", "Why was the rule documented but not enforced?"),
    ("The feature was released to 100% of users at once", "Why was the feature released to 100% of users at once?"),
    ("alerting on pool saturation was missing", "Why was alerting on pool saturation missing?"),
    ("all three replicas were in one zone", "Why were all three replicas in one zone?"),
    ("the on-call engineer's laptop was offline", "Why was the on-call engineer's laptop offline?"),
    ("not all nodes were drained", "Why were not all nodes drained?"),
    ("the pool is limited to 100 connections", "Why is the pool limited to 100 connections?"),
]
HELPING = [
    ("the alert could not fire", "Why could the alert not fire?"),
    ("The pool couldn't grow", "Why couldn't the pool grow?"),
    ("the app cannot reload its config", "Why can the app not reload its config?"),
    ("anyone can push to main", "Why can anyone push to main?"),
    ("the operator won't restart a crashed pod", "Why won't the operator restart a crashed pod?"),
    ("the job would retry forever", "Why would the job retry forever?"),
    ("Engineers can deploy without staging validation", "Why can engineers deploy without staging validation?"),
    ("the cache must be warmed by hand", "Why must the cache be warmed by hand?"),
    (
        "the load balancer may send traffic to a dead node",
        "Why is it that the load balancer may send traffic to a dead node?",
    ),
    ("We didn't anticipate the spike", "Why didn't we anticipate the spike?"),
    (
        "the configuration management system doesn't support dynamic scaling",
        "Why doesn't the configuration management system support dynamic scaling?",
    ),
    ("Reviewers don't see generated files", "Why don't reviewers see generated files?"),
    ("the monitor did not cover replicas", "Why did the monitor not cover replicas?"),
    ("the exporter does not refresh its token", "Why does the exporter not refresh its token?"),
    ("I didn't know which dashboard to open", "Why didn't I know which dashboard to open?"),
    ("Alice didn't have access to the console", "Why didn't Alice have access to the console?"),
    ("the release checklist doesn't mention load tests", "Why doesn't the release checklist mention load tests?"),
    (
        "the test suite doesn't cover failover, only the happy path",
        "Why doesn't the test suite cover failover, only the happy path?",
    ),
    ("the failover had never been rehearsed", "Why had the failover never been rehearsed?"),
    ("the runbook has been out of date since March", "Why has the runbook been out of date since March?"),
    ("health checks had been disabled", "Why had health checks been disabled?"),
    ("we've never tested the restore", "Why have we never tested the restore?"),
    ("the disk had filled up overnight", "Why had the disk filled up overnight?"),
    ("nobody has looked at the alert since May", "Why has nobody looked at the alert since May?"),
    ("we had to restart every node by hand", "Why did we have to restart every node by hand?"),
    ("the pool had a fixed limit of 100", "Why did the pool have a fixed limit of 100?"),
    ("The service has no owner", "Why does the service have no owner?"),
    ("the on-call rotation has no DB expert", "Why does the on-call rotation have no DB expert?"),
    ("replicas have no read-only mode", "Why do replicas have no read-only mode?"),
    ("the runbook had the old hostname", "Why did the runbook have the old hostname?"),
    ("nobody had access to the vendor console", "Why did nobody have access to the vendor console?"),
    ("orders.user_id had no index", "Why did orders.user_id have no index?"),
]
PAST = [
    ("traffic doubled during holiday shopping", "Why did traffic double during holiday shopping?"),
    ("Traffic doubled", "Why did traffic double?"),
    ("the deploy failed halfway", "Why did the deploy fail halfway?"),
    ("the nightly job stopped on Friday", "Why did the nightly job stop on Friday?"),
    ("Error rate increased by 20%", "Why did the error rate increase by 20%?"),
    ("the health check timed out", "Why did the health check time out?"),
    ("requests timed out after 30 s", "Why did requests time out after 30 s?"),
    ("the connection pool saturated", "Why did the connection pool saturate?"),
    ("latency dropped once we disabled retries", "Why did latency drop once we disabled retries?"),
    ("the retry logic tried to reconnect forever", "Why did the retry logic try to reconnect forever?"),
    ("we tried to fail over by hand", "Why did we try to fail over by hand?"),
    ("the primary lost its lease", "Why did the primary lose its lease?"),
    ("the node ran out of disk", "Why did the node run out of disk?"),
    ("the query took 40 seconds", "Why did the query take 40 seconds?"),
    ("the migration broke the login page", "Why did the migration break the login page?"),
    ("the alert went to the wrong channel", "Why did the alert go to the wrong channel?"),
    ("The certificate expired on Sunday", "Why did the certificate expire on Sunday?"),
    ("a failed deploy caused the outage", "Why did a failed deploy cause the outage?"),
    (
        'Aggressive retry logic caused "thundering herd" when DB slowed',
        'Why did aggressive retry logic cause "thundering herd" when DB slowed?',
    ),
    ("the config push overwrote the feature flags", "Why did the config push overwrite the feature flags?"),
    ("Someone forgot to renew the domain", "Why did someone forget to renew the domain?"),
    ("nobody noticed the red dashboard", "Why did nobody notice the red dashboard?"),
    ("No one saw the warning", "Why did no one see the warning?"),
    ("we deployed on a Friday evening", "Why did we deploy on a Friday evening?"),
    ("We never tested the rollback", "Why did we never test the rollback?"),
    ("They rolled back the wrong service", "Why did they roll back the wrong service?"),
    ("it only logged a warning", "Why did it only log a warning?"),
    ("the script deleted all the backups", "Why did the script delete all the backups?"),
    ("the vendor changed the API without notice", "Why did the vendor change the API without notice?"),
    ("@bob restarted the wrong node", "Why did @bob restart the wrong node?"),
    ("Heath misread the graph", "Why did Heath misread the graph?"),
    ("the queue grew faster than we drained it", "Why did the queue grow faster than we drained it?"),
    ("our tests passed against a mock", "Why did our tests pass against a mock?"),
    ("Failover took 12 minutes", "Why did failover take 12 minutes?"),
    (
        "the load balancer kept sending traffic to the dead node",
        "Why did the load balancer keep sending traffic to the dead node?",
    ),
    ("the team thought that the replica was healthy", "Why did the team think that the replica was healthy?"),
    ("monitoring showed only averages", "Why did monitoring show only averages?"),
    (
        "Recent code deploy increased DB query frequency by 20%",
        "Why did the recent code deploy increase DB query frequency by 20%?",
    ),
    ("latency alerts fired 20 minutes late", "Why did latency alerts fire 20 minutes late?"),
    ("the service restarted twice", "Why did the service restart twice?"),
    ("the feature flag defaulted to on", "Why did the feature flag default to on?"),
    ("replication lagged behind by 40 minutes", "Why did replication lag behind by 40 minutes?"),
    ("Expired certificate broke logins", "Why did the expired certificate break logins?"),
    ("Kubernetes evicted the pods", "Why did Kubernetes evict the pods?"),
    ("Redis ran out of memory", "Why did Redis run out of memory?"),
    ("AWS throttled our API calls", "Why did AWS throttle our API calls?"),
    ("p99 latency rose to 8 s", "Why did p99 latency rise to 8 s?"),
    ("nobody told support", "Why did nobody tell support?"),
    ("it worked in staging", "Why did it work in staging?"),
    ("no alert fired when the pool saturated", "Why did no alert fire when the pool saturated?"),
    ("the increased load broke the cache", "Why did the increased load break the cache?"),
    ("the job silently failed", "Why did the job silently fail?"),
    ("retries amplified load", "Why did retries amplify load?"),
    ("we redeployed the old image", "Why did we redeploy the old image?"),
]
PRESENT = [
    ("the retry logic amplifies load", "Why does the retry logic amplify load?"),
    (
        "the deploy tool allows production deploys without staging validation",
        "Why does the deploy tool allow production deploys without staging validation?",
    ),
    (
        "Deployment process allows production deploys without staging validation.",
        "Why does the deployment process allow production deploys without staging validation?",
    ),
    (
        "Configuration management system lacks dynamic scaling capabilities.",
        "Why does the configuration management system lack dynamic scaling capabilities?",
    ),
    (
        "Release process lacks traffic spike load testing requirement.",
        "Why does the release process lack traffic spike load testing requirement?",
    ),
    ("nobody owns the runbook", "Why does nobody own the runbook?"),
    ("It runs as root", "Why does it run as root?"),
    ("we deploy from laptops", "Why do we deploy from laptops?"),
    ("nothing checks the backups", "Why does nothing check the backups?"),
    ("the health check ignores the database", "Why does the health check ignore the database?"),
    ("our retry library depends on wall-clock time", "Why does our retry library depend on wall-clock time?"),
    ("Alerting depends on the same cluster", "Why does alerting depend on the same cluster?"),
    ("reviewers see only the diff", "Why do reviewers see only the diff?"),
    ("the number of retries exceeds the limit", "Why does the number of retries exceed the limit?"),
]
THINGS = [
    ("No load testing for 2x traffic", "Why was there no load testing for 2x traffic?"),
    ("No alerts on replication lag", "Why were there no alerts on replication lag?"),
    ("No staging check", "Why was there no staging check?"),
    ("No DB expert on-call", "Why was there no DB expert on-call?"),
    ("No auto-scaling", "Why was there no auto-scaling?"),
    ("No alert that fires on lag", "Why was there no alert that fires on lag?"),
    ("Missing runbook", "Why was the runbook missing?"),
    ("Missing alerts on replication lag", "Why were the alerts on replication lag missing?"),
    ("Missing index on orders.user_id", "Why was the index on orders.user_id missing?"),
    ("Lack of staging check", "Why was there no staging check?"),
    ("Lack of test coverage", "Why was there a lack of test coverage?"),
    ("Hardcoded pool size", "Why was the pool size hardcoded?"),
    ("Outdated runbook", "Why was the runbook outdated?"),
    ("Expired TLS certificate", "Why was the TLS certificate expired?"),
    ("Flaky tests", "Why were the tests flaky?"),
    ("Monitoring gap", "Why was there a monitoring gap?"),
    ("Holiday traffic spike", "Why was there a holiday traffic spike?"),
    ("Vendor maintenance window", "Why was there a vendor maintenance window?"),
    ("Process gap", "Why was there a process gap?"),
    ("API gateway bug", "Why was there an API gateway bug?"),
    ("memory leak in the image resizer", "Why was there a memory leak in the image resizer?"),
    ("Time pressure", "Why was there time pressure?"),
    ("Because of holiday traffic", "Why was there holiday traffic?"),
    ("Training gaps", "Why were there training gaps?"),
    ("a retry storm", "Why was there a retry storm?"),
    ("an unindexed query", "Why was there an unindexed query?"),
    ("Too many retries", "Why were there too many retries?"),
    ("Too little disk space", "Why was there too little disk space?"),
    ("Not enough capacity", "Why was there not enough capacity?"),
    ("Not enough replicas", "Why were there not enough replicas?"),
    ("Not in release checklist", "Why was it not in the release checklist?"),
    ("Not tested under load", "Why was it not tested under load?"),
    ("DB connection pool exhausted", "Why was the DB connection pool exhausted?"),
    ("DB down", "Why was the DB down?"),
    ("Customers unable to complete checkout", "Why were customers unable to complete checkout?"),
    (
        "Connection pool metrics not monitored, only reactive error alerts",
        "Why were connection pool metrics not monitored, only reactive error alerts?",
    ),
    (
        "Circuit breaker not tested under DB degradation scenarios",
        "Why was the circuit breaker not tested under DB degradation scenarios?",
    ),
    (
        "Recent deploy not load tested for 2x traffic spike",
        "Why was the recent deploy not load tested for 2x traffic spike?",
    ),
    ("Runbook outdated (referenced old database hostname)", "Why was the runbook outdated?"),
]
PARTS = [
    ("the pod crashed, which took the node down", "Why did the pod crash?"),
    ("The disk was full, so writes failed", "Why was the disk full?"),
    ("the cache was cold because the node had just restarted", "Why had the node just restarted?"),
    ("writes failed due to a full disk", "Why was there a full disk?"),
    ("the pool was exhausted; retries made it worse", "Why was the pool exhausted?"),
    ("Pool exhausted. It had 100 connections.", "Why was the pool exhausted?"),
    ("the pool was exhausted - again", "Why was the pool exhausted?"),
    ("probably the pool was too small", "Why was the pool too small?"),
    ("And nobody noticed", "Why did nobody notice?"),
    ("why was it hardcoded?", "Why was it hardcoded?"),
]
UNSURE = [
    ("when the DB slowed, retries piled up", "Why is it that when the DB slowed, retries piled up?"),
    ("traffic doubled and the pool stayed at 100", "Why is it that traffic doubled and the pool stayed at 100?"),
    ("traffic doubled and the pool was exhausted", "Why is it that traffic doubled and the pool was exhausted?"),
    ("Traffic doubled, pool size unchanged", "Why is it that traffic doubled, pool size unchanged?"),
    (
        "the change wasn't reviewed and nobody noticed",
        "Why is it that the change wasn't reviewed and nobody noticed?",
    ),
    (
        "during the migration both replicas were read-only",
        "Why is it that during the migration both replicas were read-only?",
    ),
    ("the version deployed was old", "Why is it that the version deployed was old?"),
    ("the problem was the cache was cold", "Why is it that the problem was the cache was cold?"),
    ("the alert was muted, the dashboard was red", "Why is that: the alert was muted, the dashboard was red?"),
    ("DB down: disk full", "Why is that: «DB down: disk full»?"),
    ("DNS", "Why is that: DNS?"),
    ("human error", "Why is that: human error?"),
    ("the config the tool generated was wrong", "Why is that: the config the tool generated was wrong?"),
    ("a pool that was too small", "Why was there a pool that was too small?"),
    ("the engineer who was on call", "Why is that: the engineer who was on call?"),
    ("before the fix was deployed", "Why is that: before the fix was deployed?"),
    ("stale cached credentials in the image", "Why were the cached credentials in the image stale?"),
    ("config lost after restart", "Why is that: config lost after restart?"),
    ("Alert sent to the wrong channel", "Why was the alert sent to the wrong channel?"),
    ("連接池已耗盡", "Why is that: 連接池已耗盡?"),
    ("die Datenbank war voll", "Why is that: die Datenbank war voll?"),
    ("¿por qué?", "Why is that: ¿por qué?"),
    ("🔥", "Why is that?"),
    ("", "Why is that?"),
    ("...", "Why is that?"),
    ("because", "Why is that?"),
    ("x " * 5000, "Why is that?"),
]
TABLE = [*BEING, *HELPING, *PAST, *PRESENT, *THINGS, *PARTS, *UNSURE]


def test_the_table_is_large_and_has_no_answer_twice() -> None:
    assert len({text for text, _ in TABLE}) == len(TABLE) >= 120


@pytest.mark.parametrize(("text", "question"), TABLE, ids=lambda text: text[:40])
def test_the_next_why(text: str, question: str) -> None:
    assert next_why(text) == question


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("because the pool was exhausted", "the pool was exhausted"),
        ("Because of holiday traffic.", "holiday traffic"),
        ("'cause nobody knew", "nobody knew"),
        ("Because, @alice was asleep", "@alice was asleep"),
        ("because: db_pool.size was 100", "db_pool.size was 100"),
        ("  The Pool was full.  ", "The Pool was full"),
        ("since March the pool is too small", "since March the pool is too small"),
        ("becausetown was down", "becausetown was down"),
        ("the limit was copied from Acme Inc.", "the limit was copied from Acme Inc."),
        ("DNS, TLS, etc.", "DNS, TLS, etc."),
        ("it just stopped...", "it just stopped..."),
        ("because", "because"),
        ("Because of.", "Because of"),
        (".", "."),
        ("", ""),
    ],
)
def test_what_a_typed_because_says(text: str, cause: str) -> None:
    assert as_cause(text) == cause


@pytest.mark.parametrize(
    ("question", "effect"),
    [
        ("Why did the API fail?", "the API failed"),
        ("why did API fail", "API failed"),
        ("Why was the connection pool exhausted?", "the connection pool was exhausted"),
        ("Why didn't the pool scale with traffic?", "the pool didn't scale with traffic"),
        ("Why was it hardcoded instead of auto-scaling?", "it was hardcoded instead of auto-scaling"),
        ("Why did customers see 500s?", "customers saw 500s"),
        ("Why were customers unable to check out?", "customers were unable to check out"),
        ("Why has the site been down?", "the site has been down"),
        ("Why is checkout so slow?", "checkout is so slow"),
        ("Why does the job run twice?", "the job runs twice"),
        ("Why can anyone deploy?", "anyone can deploy"),
        ("Why did nobody ever notice?", "nobody ever noticed"),
        ("Why had the node just restarted?", "the node had just restarted"),
        ("Why is it that traffic doubled, pool size unchanged?", "traffic doubled, pool size unchanged"),
        ("Why did the retry queue drop messages?", None),  # «the retry queued»?
        ("Why no load testing?", None),
        ("Why is that: DNS?", None),
        ("Why?", None),
        ("What happened?", None),
        ("", None),
        ("why " * 3000, None),
    ],
)
def test_what_a_typed_why_takes_for_granted(question: str, effect: str | None) -> None:
    assert effect_of(question) == effect


@pytest.mark.parametrize(("text", "question"), BEING + PAST + PRESENT, ids=lambda text: text[:40])
def test_a_question_goes_back_to_its_answer_or_nowhere(text: str, question: str) -> None:
    effect = effect_of(question)
    assert effect is None or next_why(effect) == question


def test_a_chain_is_read_back_from_its_root() -> None:
    texts = ["Because the release process lacks a load test.", "Pool size was hardcoded", "because API calls failed"]
    assert therefore(texts) == (
        "The release process lacks a load test",
        "therefore pool size was hardcoded",
        "therefore API calls failed.",
    )
    assert therefore(["db_pool was 100"]) == ("db_pool was 100.",)
    assert therefore(["it just stopped..."]) == ("It just stopped...",)
    assert therefore([]) == therefore([" "]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pool was exhausted.", "because pool  was exhausted"),
        ("Retries piled up!", "the retry piled up"),
        ("no on-call expert", "No on call experts"),
        ("Missing “runbooks”", "missing runbook"),
        ("batches failed", "batch failed"),
    ],
)
def test_the_same_cause_in_the_same_words(one: str, other: str) -> None:
    assert same(one) == same(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the pool was full", "the pool was not full"),
        ("zone A failed", "zone failed"),
        ("limit was 1", "limit was -1"),
        ("limit was 2.5", "limit was 25"),
        ("pip failed", "pipe failed"),
        ("news", "new"),
        ("DNS", "DN"),
        ("user_id", "user id"),
        ("the", "a"),
        ("🔥", "💥"),
    ],
)
def test_another_cause_is_not_the_same(one: str, other: str) -> None:
    assert same(one) != same(other)


def test_infinitives() -> None:
    pairs = {
        "deployed": "deploy",
        "Ran": "run",
        "stopped": "stop",
        "tried": "try",
        "redeployed": "redeploy",
        "cut": "cut",
    }
    assert {verb: infinitive(verb) for verb in pairs} == pairs
    assert infinitive("deploy") is infinitive("pool") is infinitive("") is None


ODD = [
    "",
    " ",
    "?",
    "a?b",
    "because because",
    "...",
    "it's",
    "No",
    "not",
    "Why?",
    "«»",
    '"',
    "was was",
    "and",
    ", ,",
    "no one",
]
WORDS = [word for text, _ in TABLE[:-8] for word in text.split(" ")]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS + ODD), max_size=9).map(" ".join), st.sampled_from(ODD))


@given(TEXTS)
@example("«" * 10_000)
@example('"(`' * 3_333)
@example("because " * 1_250)
@example("why\x85was\u2028it?")
def test_whatever_the_text_there_is_one_question_in_one_line(text: str) -> None:
    asked = next_why(text)
    assert asked.startswith("Why ") and asked.endswith("?") and not asked.endswith("??")
    assert len(asked.splitlines()) == 1 and asked == asked.strip() and len(asked) < 300
    assert as_cause(text) or not text.strip()
    assert same(text) == same(f"  {text}\n")
    assert all("\n" not in line for line in therefore([text, text]))
    effect_of(text)
    effect_of(asked)
