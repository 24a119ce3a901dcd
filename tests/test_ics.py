"""The calendar file, read back by another library: what went in comes out, on the day it was meant, and a newer file replaces an older."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess

import icalendar
import pytest
from setup import node

from tests.conftest import ROOT

NOW = int(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC).timestamp() * 1000)
NOTICE = {
    "uid": "default/send-notice@aftersales-dispute-handbook",
    "day": "2026-11-28",
    "title": "发出无理由退货通知",
    "note": "从第二天数起，11月22日（周日）是第1日。\n11月28日（周六）是法定休假日，依法以休假日结束的次日为最后一日，就是11月30日（周一）。",
    "url": "https://example.org/手册/scenarios/no-reason-return.html#deadline-send-notice",
}


def made(*files: dict, zone: str = "Asia/Shanghai") -> list[dict]:
    """[{text, stamp}] of several files: {entries, now, after}."""
    command = [str(node()[0]), str(ROOT / "tests" / "make_ics.mjs")]
    done = subprocess.run(command, input=json.dumps(files), capture_output=True, text=True, cwd=ROOT, env=os.environ | {"TZ": zone})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def events(text: str) -> list[icalendar.Event]:
    """The entries of a file; the parser is asked to tolerate nothing."""
    found = icalendar.Calendar.from_ical(text)
    assert [str(found[key]) for key in ("VERSION", "PRODID", "METHOD")] == ["2.0", "-//aftersales-dispute-handbook//calendar//ZH", "PUBLISH"]
    assert not found.errors
    for event in found.walk("VEVENT"):
        assert not event.errors
    return found.walk("VEVENT")


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_what_went_in_comes_out(zone):
    (file,) = made({"entries": [NOTICE], "now": NOW}, zone=zone)
    (event,) = events(file["text"])
    assert str(event["UID"]) == NOTICE["uid"]
    assert str(event["SUMMARY"]) == NOTICE["title"]
    assert str(event["DESCRIPTION"]) == NOTICE["note"]
    assert str(event["URL"]) == NOTICE["url"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 11, 28), dt.date(2026, 11, 29)), "a whole day, no time of day"
    assert event["DTSTAMP"].dt == dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
    assert str(event["TRANSP"]) == "TRANSPARENT", "nobody is busy that day because of it"
    assert file["stamp"] == NOW


def test_it_reminds_the_day_before_and_on_the_day():
    """9:00 each; both from the beginning of the day, for an alarm counted from its end would ring when it is too late."""
    (event,) = events(made({"entries": [NOTICE], "now": NOW})[0]["text"])
    alarms = event.walk("VALARM")
    assert [a["TRIGGER"].dt for a in alarms] == [-dt.timedelta(hours=15), dt.timedelta(hours=9)]
    assert [a["TRIGGER"].params.get("RELATED", "START") for a in alarms] == ["START", "START"]
    assert {str(a["ACTION"]) for a in alarms} == {"DISPLAY"}
    assert {str(a["DESCRIPTION"]) for a in alarms} == {NOTICE["title"]}


def test_every_line_is_short_and_whole():
    """At most 75 bytes, never cut inside a character, CRLF at the end of each; texts of every kind of character come back as they were."""
    pick = random.Random(4)
    letters = "退款日期，。：；,;\\\"'abc 0\n——（）…é😀𠮷\u3000"
    notes = ["".join(pick.choice(letters) for _ in range(pick.randrange(400))).strip() for _ in range(200)]
    entries = [{"uid": f"u{i}", "day": "2027-02-28", "title": note.replace("\n", "") or "空", "note": note} for i, note in enumerate(notes)]
    (file,) = made({"entries": entries, "now": NOW})
    lines = file["text"].encode().split(b"\r\n")
    assert lines.pop() == b"", "the last line ends too"
    assert max(map(len, lines)) <= 75
    for line in lines:
        assert b"\n" not in line and b"\r" not in line
        line.decode()
    back = {str(e["UID"]): e for e in events(file["text"])}
    assert len(back) == 200
    for entry in entries:
        assert str(back[entry["uid"]].get("DESCRIPTION", "")) == entry["note"]
        assert str(back[entry["uid"]]["SUMMARY"]) == entry["title"]


def test_what_cannot_stand_in_a_calendar_is_a_space():
    entry = NOTICE | {"title": "一行\n两行", "note": "一\r\n二\r三\u0000四\u0007五\t六\u007f"}
    (event,) = events(made({"entries": [entry], "now": NOW})[0]["text"])
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == ("一行 两行", "一\n二\n三 四 五 六 ")


def test_a_text_cannot_add_a_line_of_its_own():
    bad = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:假的"
    (event,) = events(made({"entries": [NOTICE | {"title": bad, "note": bad}], "now": NOW})[0]["text"])
    assert str(event["UID"]) == NOTICE["uid"]


@pytest.mark.parametrize("now", [NOW + 1000, NOW + 86400_000, NOW, NOW - 86400_000 * 400], ids=["a second", "a day", "at once", "clock set back"])
def test_imported_again_it_is_newer(now):
    """The same entry by its UID, with a higher SEQUENCE and a later DTSTAMP, whatever the device's clock says."""
    (first,) = made({"entries": [NOTICE], "now": NOW})
    (second,) = made({"entries": [NOTICE | {"day": "2026-12-01"}], "now": now, "after": first["stamp"]})
    (old,), (new,) = events(first["text"]), events(second["text"])
    assert old["UID"] == new["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new["DTSTAMP"].dt > old["DTSTAMP"].dt
    assert second["stamp"] > first["stamp"]
    assert new["DTSTART"].dt == dt.date(2026, 12, 1)


def test_sequence_is_a_number_that_calendars_can_hold():
    early, late = made({"entries": [NOTICE], "now": 0}, {"entries": [NOTICE], "now": NOW + 40 * 365 * 86400_000})
    assert events(early["text"])[0]["SEQUENCE"] == 0
    assert events(late["text"])[0]["SEQUENCE"] < 2**31


def test_no_dates_no_entries():
    assert events(made({"entries": [], "now": NOW})[0]["text"]) == []


@pytest.mark.parametrize("day", ["2026-02-30", "", "2026-1-1", "明天"])
def test_a_day_that_is_none_is_refused(day):
    with pytest.raises(AssertionError, match="no such day"):
        made({"entries": [NOTICE | {"day": day}], "now": NOW})
