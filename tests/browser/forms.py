"""Checks a log of API calls against the exact forms of the standards, as real LMSs read them.

The runtime is more lenient than many an LMS: it takes 64,000 characters of SCORM 1.2 suspend data and a time in any notation.
So every value that was sent is held against the tables below. An element that no table has is an error as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tests.browser.lms import Call

DECIMAL = r"-?\d+(\.\d+)?"
REAL = r"-?\d+(\.\d{1,7})?"
PERCENT = r"(100(\.0+)?|\d{1,2}(\.\d+)?)"
SPAN_12 = r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?"
SPAN_2004 = r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?"
ID_12 = r"[\x21-\x7e]{1,255}"
# Characters of a URI without brackets; what begins with urn: must be one.
ID_2004 = r"(?!urn:(?![A-Za-z0-9][A-Za-z0-9-]{1,31}:[^:]))[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]{1,4000}"
NAME = r"\w+"

FORMS_12 = {
    r"cmi\.suspend_data": r"[ -~]{0,4096}",
    r"cmi\.core\.lesson_location": r"[ -~]{0,255}",
    r"cmi\.core\.lesson_status": r"passed|completed|failed|incomplete|browsed",
    r"cmi\.core\.exit": r"time-out|suspend|logout|",
    r"cmi\.core\.session_time": SPAN_12,
    r"cmi\.core\.score\.(raw|min|max)": PERCENT,
    r"cmi\.objectives\.\d+\.id": ID_12,
    r"cmi\.objectives\.\d+\.score\.(raw|min|max)": PERCENT,
    r"cmi\.objectives\.\d+\.status": r"passed|completed|failed|incomplete|browsed",
    r"cmi\.interactions\.\d+\.id": ID_12,
    r"cmi\.interactions\.\d+\.objectives\.\d+\.id": ID_12,
    r"cmi\.interactions\.\d+\.type": r"true-false|choice|fill-in|matching|performance|sequencing|likert|numeric",
    r"cmi\.interactions\.\d+\.time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?",
    r"cmi\.interactions\.\d+\.latency": SPAN_12,
    r"cmi\.interactions\.\d+\.weighting": PERCENT,
    r"cmi\.interactions\.\d+\.result": rf"correct|wrong|unanticipated|neutral|{DECIMAL}",
}
PATTERNS_12 = {
    "true-false": r"[01tf]",
    "choice": r"[a-z0-9](,[a-z0-9])*",
    "sequencing": r"[a-z0-9](,[a-z0-9])*",
    "matching": r"[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*",
    "likert": r"[a-z0-9]",
    "numeric": DECIMAL,
    "fill-in": r"[^\x00-\x1f]{1,255}",
}

FORMS_2004 = {
    r"cmi\.suspend_data": r"[ -~]{0,64000}",
    r"cmi\.location": r"[ -~]{0,1000}",
    r"cmi\.completion_status": r"completed|incomplete",
    r"cmi\.success_status": r"passed|failed",
    r"cmi\.exit": r"time-out|suspend|normal|",
    r"cmi\.session_time": SPAN_2004,
    r"cmi\.progress_measure": r"1(\.0+)?|0(\.\d{1,7})?",
    r"cmi\.score\.scaled": r"-?(1(\.0+)?|0(\.\d{1,7})?)",
    r"cmi\.score\.(raw|min|max)": REAL,
    r"cmi\.objectives\.\d+\.id": ID_2004,
    r"cmi\.objectives\.\d+\.score\.scaled": r"-?(1(\.0+)?|0(\.\d{1,7})?)",
    r"cmi\.objectives\.\d+\.score\.(raw|min|max)": REAL,
    r"cmi\.objectives\.\d+\.success_status": r"passed|failed",
    r"cmi\.objectives\.\d+\.completion_status": r"completed|incomplete",
    r"cmi\.interactions\.\d+\.id": ID_2004,
    r"cmi\.interactions\.\d+\.objectives\.\d+\.id": ID_2004,
    r"cmi\.interactions\.\d+\.type": r"true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other",
    r"cmi\.interactions\.\d+\.timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?",
    r"cmi\.interactions\.\d+\.latency": SPAN_2004,
    r"cmi\.interactions\.\d+\.weighting": REAL,
    r"cmi\.interactions\.\d+\.description": r"(?s).{1,250}",
    r"cmi\.interactions\.\d+\.result": rf"correct|incorrect|unanticipated|neutral|{REAL}",
    r"adl\.nav\.request": r"continue|previous|exit|exitAll|suspendAll|abandon|abandonAll",
}
PART = r"(?:(?!\[[,.:]\]).){1,250}"
PATTERNS_2004 = {
    "true-false": r"true|false",
    "choice": rf"{NAME}(\[,\]{NAME}){{0,35}}",
    "sequencing": rf"{NAME}(\[,\]{NAME}){{0,35}}",
    "matching": rf"{NAME}\[\.\]{NAME}(\[,\]{NAME}\[\.\]{NAME}){{0,35}}",
    "likert": NAME,
    "numeric": rf"{REAL}\[:\]{REAL}",
    "fill-in": rf"(\{{case_matters=(true|false)\}})?{PART}(\[,\]{PART}){{0,9}}",
    "long-fill-in": r"(?s).{1,4000}",
}
RESPONSES_2004 = PATTERNS_2004 | {"numeric": REAL, "fill-in": rf"{PART}(\[,\]{PART}){{0,9}}"}

WRITE_ONLY = re.compile(r"cmi\.(core\.)?(exit|session_time)|adl\.nav\.request")
WRITE_ONLY_12 = re.compile(r"cmi\.interactions\.\d+\.(?!objectives\._count|correct_responses\._count).*")
READ_ONLY = re.compile(
    r".*\._(children|count|version)|cmi\.(core\.)?(student|learner)_.*|cmi\.(core\.)?(credit|entry|total_time|(lesson_)?mode)"
)
SCORE = re.compile(r"cmi\.(core\.)?score\.")
STATUS = re.compile(r"cmi\.(core\.lesson_status|completion_status|success_status)")
ENTRY = re.compile(r"(cmi\.(?:interactions|objectives))\.(\d+)\.(.+)")


def problems(calls: Iterable[Call], version: str) -> list[str]:
    """Return everything in a launch's log that an LMS could take badly; empty for a flawless one."""
    calls = list(calls)
    return [*_of_session(calls), *_of_answers(calls, version), *_of_forms(calls, version), *_of_order(calls)]


def _of_session(calls: list[Call]) -> Iterator[str]:
    methods = [call.method for call in calls]
    if methods[:1] != ["Initialize"] or methods.count("Initialize") != 1:
        yield "the session does not begin with one Initialize"
    ends = [index for index, method in enumerate(methods) if method in {"Finish", "Terminate"}]
    if len(ends) > 1 or any(index != len(methods) - 1 for index in ends):
        yield "the session does not end with one Finish or Terminate"
    for call in calls:
        if not call.strings:
            yield f"{call}: not every argument is a string"
        wanted = {"GetValue": 1, "SetValue": 2}.get(call.method, 1)
        if len(call.values) != wanted:
            yield f"{call}: {len(call.values)} arguments"
        elif call.method not in {"GetValue", "SetValue"} and call.values != [""]:
            yield f'{call}: the argument is not ""'


def _of_answers(calls: list[Call], version: str) -> Iterator[str]:
    unset: set[str] = set()
    for call in calls:
        if call.method == "GetValue":
            if call.error == 403 and version == "2004" and call.key not in unset:
                unset.add(call.key)  # nothing there yet: that is how SCORM 2004 says so
            elif call.error:
                yield f"{call}: error"
        elif call.answer != "true" or call.error:
            yield f"{call}: error"


def _of_forms(calls: list[Call], version: str) -> Iterator[str]:
    old = version == "1.2"
    forms, patterns, responses = (
        (FORMS_12, PATTERNS_12, PATTERNS_12) if old else (FORMS_2004, PATTERNS_2004, RESPONSES_2004)
    )
    response_name = "student_response" if old else "learner_response"
    types: dict[str, str] = {}
    for call in calls:
        if call.method == "GetValue" and (
            WRITE_ONLY.fullmatch(call.key) or (old and WRITE_ONLY_12.fullmatch(call.key))
        ):
            yield f"{call}: may not be read"
        if call.method != "SetValue" or len(call.values) != 2:
            continue
        key, value = call.values
        if READ_ONLY.fullmatch(key):
            yield f"{call}: may not be written"
            continue
        entry = re.fullmatch(rf"(cmi\.interactions\.\d+)\.(type|{response_name}|correct_responses\.\d+\.pattern)", key)
        if entry and entry[2] == "type":
            types[entry[1]] = value
        if entry and entry[2] != "type":
            kind = types.get(entry[1], "")
            table = responses if entry[2] == response_name else patterns
            if not re.fullmatch(table.get(kind, "(?!)"), value):
                yield f"{call}: not in the form of {kind or 'an interaction without type'}"
            if kind == "choice" and len(set(re.split(r"\[,\]|,", value))) != len(re.split(r"\[,\]|,", value)):
                yield f"{call}: an option is there twice"
            continue
        form = next((form for name, form in forms.items() if re.fullmatch(name, key)), None)
        if form is None:
            yield f"{call}: no such element"
        elif not re.fullmatch(form, value):
            yield f"{call}: not in the form of the standard"


def _of_order(calls: list[Call]) -> Iterator[str]:
    """Id first, then type, then the rest; no gaps; no id twice; score before status before Commit."""
    # What was there before the launch is known only where the course asked.
    next_index: dict[str, int] = {}
    ids: dict[str, set[str]] = {}
    seen: dict[str, list[str]] = {}
    status_set = uncommitted = False
    for call in calls:
        if call.method == "GetValue" and call.key.endswith("._count"):
            next_index.setdefault(call.key.removesuffix("._count"), int(call.answer or 0))
        if call.method in {"Commit", "Finish", "Terminate"}:
            if call.method != "Commit" and uncommitted:
                yield f"{call}: something that matters was not committed before"
            status_set = uncommitted = False
        if call.method != "SetValue":
            continue
        uncommitted = uncommitted or not call.key.startswith("adl.nav.")
        status_set = status_set or bool(STATUS.fullmatch(call.key))
        if SCORE.match(call.key) and status_set:
            yield f"{call}: the score comes after the status"
        entry = ENTRY.fullmatch(call.key)
        if not entry:
            continue
        group, index, name = entry[1], int(entry[2]), entry[3]
        known = seen.setdefault(f"{group}.{index}", [])
        if name == "id":
            if index > next_index.get(group, 0):
                yield f"{call}: the indices have a gap"
            next_index[group] = max(next_index.get(group, 0), index + 1)
            if group == "cmi.objectives" and call.values[1] in ids.setdefault(group, set()):
                yield f"{call}: an objective is there twice"
            ids.setdefault(group, set()).add(call.values[1])
        elif "id" not in known and index >= next_index.get(group, 0):
            yield f"{call}: the id does not come first"
        if group == "cmi.interactions" and name not in {"id", "type"} and "type" not in known:
            yield f"{call}: the type does not come second"
        known.append(name)
