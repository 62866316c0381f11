"""A letter written by someone who means harm: every value of its record tries to become markup, a formula or a link."""

from tests.archive.captured import record

SCRIPT = "<script>alert('x')</script>"
HANDLER = "\"'><img src=x onerror=alert(1)><svg/onload=alert(2)>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
OVERRIDE = "\u202egnp.exe\u2066"
LINK = "javascript:alert(3)"
EVIL = f"{FORMULA}{SCRIPT}{HANDLER}{OVERRIDE}{{{{7*7}}}}"
URL = "http://www.junan.gov.cn/info/1088/666666.htm"
TAGS = (SCRIPT, "<img src=x", "<svg/onload", "<b>evil", "<i>evil")


def letter():
    """The record of the hostile letter."""
    found = record("11")
    found["url"] = URL
    found["letter"] |= {
        "title": FORMULA + SCRIPT + "的答复",
        "doc_number": f"@SUM(1){HANDLER}",
        "doc_number_raw": f"@SUM(1){HANDLER}",
        "reply_form": f"<b>evil{OVERRIDE}</b>",
        "outcome": "<i>evil",
        "disclosure": HANDLER,
        "signed_on": "2026-03-01",
        "published_at": "2026-03-02",
        "text": f"{EVIL}\n{EVIL}\n{SCRIPT}\t{HANDLER}",
    }
    size = len(found["letter"]["text"])
    found["submissions"][0] |= {"title": EVIL, "category": SCRIPT, "place": HANDLER}
    found["addressees"] = [{"name": f"<b>evil{HANDLER}</b>", "role": "member", "lead": True}]
    found["agencies"] = [{"name": f"<i>evil{HANDLER}</i>", "role": "issuer"}]
    found["officials"] = [{"name": SCRIPT, "role": "signer", "title": HANDLER, "phone": None}]
    found["sections"] = [{"marker": "一、", "level": 1, "parent": None, "heading": EVIL, "start": 0, "end": size}]
    found["commitments"] = [
        {
            "source": "body", "ordinal": None, "content": EVIL, "responsible": [HANDLER], "due_text": FORMULA, "due_kind": "by",
            "due_start": "2026-03-01", "due_end": "2030-12-31", "start": 3, "end": size - 3,
        }
    ]  # fmt: skip
    found["tables"] = [{"kind": "other", "header": [], "rows": [[SCRIPT, HANDLER]]}]
    found["attachments"] = [{"title": EVIL, "url": LINK, "kind": "file"}]
    found["evidence"] = [
        {"field": "letter.title", "source": "text", "start": 0, "end": 30},
        {"field": "letter.doc_number", "source": "text", "start": 10, "end": 50},
        {"field": "letter.outcome", "source": f"meta:{SCRIPT}"},
    ]
    found["issues"] = [{"code": SCRIPT, "detail": EVIL}]
    found["page"] |= {"site_name": SCRIPT, "breadcrumb": [HANDLER], "index_number": SCRIPT}
    return found
