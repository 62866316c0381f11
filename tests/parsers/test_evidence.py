from parsers.evidence import Proofs


def test_evidence_comes_in_the_order_of_the_record():
    proofs = Proofs()
    proofs.text("officials[0].phone", (9, 10))
    proofs.text("submissions[1].number", (3, 4))
    proofs.page("letter.published_at", "meta:PubDate")
    proofs.text("agencies[10].name", (7, 8))
    proofs.text("agencies[2].name", (6, 7))
    proofs.text("officials[0].name", (8, 9))
    proofs.text("submissions[0].title", (2, 3))
    proofs.text("submissions[0].assembly", (1, 2))
    proofs.text("letter.title", (0, 5))
    proofs.text("addressees[0].name", (5, 6))
    assert [e.field for e in proofs.ordered()] == [
        "letter.title", "letter.published_at", "submissions[0].assembly", "submissions[0].title", "submissions[1].number",
        "addressees[0].name", "agencies[2].name", "agencies[10].name", "officials[0].name", "officials[0].phone",
    ]  # fmt: skip


def test_evidence_in_the_text_has_offsets_and_on_the_page_a_source():
    proofs = Proofs()
    proofs.text("letter.title", (0, 5))
    proofs.page("letter.outcome", "metadata:办理结果")
    first, second = proofs.ordered()
    assert (first.source, first.start, first.end) == ("text", 0, 5)
    assert (second.source, second.start, second.end) == ("metadata:办理结果", None, None)
