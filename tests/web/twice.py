"""A letter that makes one promise in its commitment table and again in a sentence, has no date and a covered addressee."""

from tests.archive.captured import record

URL = "http://www.bishan.gov.cn/twice.html"
PROMISE = "建成向阳立体停车楼，新增泊位330个"
SENTENCE = "我局将在2023年底前建成向阳立体停车楼，新增泊位330个。"


def letter():
    """The record of that letter."""
    found = record("03")
    found["url"] = URL
    text = f"关于向阳停车的复函\n{SENTENCE}\n{PROMISE}\n2023年底前"
    found["letter"] |= {"title": "关于向阳停车的复函", "doc_number": None, "doc_number_raw": None, "text": text}
    # It bears no date at all: it stands among the others where it was first seen. Its addressee is covered by the publisher.
    found["addressees"] = [{"name": "罗**", "role": "deputy", "lead": True}]
    found["letter"] |= {"signed_on": None, "signed_on_status": "missing", "published_at": None}
    found["sections"], found["tables"], found["evidence"] = [], [], []
    common = {"ordinal": None, "due_text": "2023年底前", "due_kind": "by", "due_start": None, "due_end": "2023-12-31"}
    found["commitments"] = [
        {**common, "source": "table", "content": PROMISE, "responsible": ["区城市管理局"]},
        {**common, "source": "body", "content": SENTENCE, "responsible": []},
    ]
    for promise in found["commitments"]:
        start = text.index(promise["content"] if promise["source"] == "body" else f"\n{PROMISE}\n2023")
        start += promise["source"] == "table"
        promise |= {"start": start, "end": start + len(promise["content"])}
    return found
