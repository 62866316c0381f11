import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opencc import OpenCC

from archive.search.folding import RUN, VARIANTS, Folded, normalise, runs


def test_traditional_characters_fold_as_opencc_does():
    t2s = OpenCC("t2s")
    han = [chr(cp) for block in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0)) for cp in range(*block)]
    simplified = t2s.convert("\n".join(han)).split("\n")
    chained = {"薴"}  # OpenCC gives 苧, which it simplifies in its turn
    differing = [
        (c, s)
        for c, s in zip(han, simplified, strict=True)
        if unicodedata.is_normalized("NFKC", c) and VARIANTS.get(ord(c), c) != s and c not in chained
    ]
    assert len(han) > 90_000
    assert differing == []


@pytest.mark.parametrize(
    ("published", "folded"),
    [
        ("ＰＰＰ項目５Ｇ", "ppp项目5g"),
        ("二○二三年", "二〇二三年"),
        ("⻓江⾯", "长江面"),  # radicals from a PDF
        ("養\u200b老", "养老"),
        ("陈 立代表", "陈立代表"),
        ("的答 复", "的答复"),
        ("政 府 工 作", "政府工作"),
        ("陈　立", "陈立"),
        ("养老 服务", "养老 服务"),
        ("养 A 老", "养 a 老"),
    ],
)
def test_normalise(published, folded):
    assert normalise(published) == folded


texts = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("养老務 　 Aéß①㎡ﬁ…，\u0301\u200b가ᄀ\u11a8ｶﾞⅨ"), max_size=20),
    st.text(st.sampled_from("养老 ab，。\n"), max_size=20),
)


@given(texts)
def test_runs_are_those_of_the_normalised_text(text):
    assert runs(text) == RUN.findall(normalise(text))


@given(texts)
@example("ｶﾞ養 老①㎡Å")
def test_every_folded_piece_leads_back_to_the_original(text):
    folded = Folded(text)
    assert RUN.findall(folded.text) == RUN.findall(normalise(text))
    for match in RUN.finditer(folded.text):
        start, end = folded.span(*match.span())
        assert 0 <= start < end <= len(text)
        assert match.group() in normalise(text[start:end])
