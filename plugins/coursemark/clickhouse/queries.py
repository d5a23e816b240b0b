"""The questions to the database. Each answer is rows of (last, name, value), the last one marked.

They need no setting, so that an account that may only read can ask them, and name the table by a
parameter. The last row tells a whole answer from one that was cut off.
"""

from __future__ import annotations

_SAID = """JSONExtract(event, 'Tuple(
        actor Tuple(objectType String, account Tuple(name String), mbox String, openid String),
        object Tuple(id String))')"""

_ACTOR = "tupleElement(said, 'actor')"
_ACCOUNT = f"tupleElement(tupleElement({_ACTOR}, 'account'), 'name')"
_MAILBOX = f"replaceRegexpOne(tupleElement({_ACTOR}, 'mbox'), '^mailto:', '')"
_OPENID = f"tupleElement({_ACTOR}, 'openid')"
_ACTIVITY = "tupleElement(tupleElement(said, 'object'), 'id')"

# As `statements.learner_of` finds the learner and `records.read.normal_id` spells the id.
_IDENTITY = f"""multiIf(
        tupleElement({_ACTOR}, 'objectType') NOT IN ('', 'Agent'), '',
        {_ACCOUNT} != '', {_ACCOUNT},
        {_MAILBOX} != '', {_MAILBOX},
        {_OPENID})"""
_UNSEEN = r"[\\p{Cc}\\p{Cf}]+"
_AROUND = r"^[\\s\\p{Z}]+|[\\s\\p{Z}]+$"
_LEARNER = f"""replaceRegexpAll(
        replaceRegexpAll(normalizeUTF8NFKC({_IDENTITY}), '{_UNSEEN}', ''), '{_AROUND}', '')"""

# Equal for statements that differ in nothing but what a store adds.
_CONTENT = """sipHash64(arraySort(arrayFilter(
        pair -> tupleElement(pair, 1) NOT IN ('stored', 'authority', 'version'),
        JSONExtractKeysAndValuesRaw(event))))"""

_TABLE = "{database:Identifier}.{table:Identifier}"

# A store does not show what was voided; a table still holds it.
_VOIDED = f"""SELECT toUUIDOrZero(JSONExtractString(event, 'object', 'id')) FROM {_TABLE}
        WHERE position(event, 'verbs/voided') > 0
        AND JSONExtractString(event, 'verb', 'id') = 'http://adlnet.gov/expapi/verbs/voided'"""

_UNITED = f"""SELECT event_id, emission_time, event, {_SAID} AS said, {_LEARNER} AS learner,
        {_CONTENT} AS content
    FROM {_TABLE}
    WHERE startsWith({_ACTIVITY}, {{site:String}})
    AND cityHash64(learner) % {{partitions:UInt32}} = {{partition:UInt32}}
    AND learner >= {{start:String}}
    AND (empty({{only:Array(String)}}) OR learner IN {{only:Array(String)}})
    AND event_id GLOBAL NOT IN ({_VOIDED})
    LIMIT 1 BY event_id, content"""


_NO_MOMENT = "toInt64(0)"
_NO_ID = "toUUID('00000000-0000-0000-0000-000000000000')"


def _ended(rows: str) -> str:
    """Rows of (name, value, moment, id) in this order, and one that says that it is the last."""
    return f"""SELECT last, name, value FROM (
    SELECT toUInt8(0) AS last, name, value, moment, id FROM ({rows})
    UNION ALL SELECT toUInt8(1), '', '', {_NO_MOMENT}, {_NO_ID}
) ORDER BY last, name, moment, id FORMAT RowBinary"""


LOGS = _ended(
    f"""SELECT learner AS name, event AS value, event_id AS id,
        toUnixTimestamp64Micro(toDateTime64(emission_time, 6)) AS moment
    FROM ({_UNITED})"""
)
"""Learner and statement, a learner's statements together and oldest first."""

FINGERPRINTS = _ended(
    f"""SELECT learner AS name, {_NO_MOMENT} AS moment, {_NO_ID} AS id,
        concat(toString(count()), ' ', toString(groupBitXor(sipHash64(event_id, content)))) AS value
    FROM ({_UNITED}) GROUP BY learner"""
)
"""Learner, and how many statements of which contents."""

COUNT = _ended(
    f"""SELECT 'count' AS name, {_NO_MOMENT} AS moment, {_NO_ID} AS id,
        arrayStringConcat(arrayMap(n -> toString(n), [count(), countIf(here), countIf(not readable),
            uniqExactIf(learner, here)]), ' ') AS value
    FROM (
        SELECT {_SAID} AS said, {_LEARNER} AS learner, isValidJSON(event) AS readable,
            startsWith({_ACTIVITY}, {{site:String}}) AS here
        FROM {_TABLE}
    )"""
)
"""Rows of the table: all, those of the site, unreadable ones; and the site's learners."""
