import pytest

from archive import places
from archive.schema import create_archive


@pytest.mark.parametrize(
    ("code", "full_name", "level", "parent", "province"),
    [
        ("500116", "重庆市江津区", "county", "500000", "500000"),
        ("420300", "湖北省十堰市", "prefecture", "420000", "420000"),
        ("429004", "湖北省仙桃市", "county", "420000", "420000"),
        ("441900", "广东省东莞市", "prefecture", "440000", "440000"),
        ("330521", "浙江省湖州市德清县", "county", "330500", "330000"),
        ("710000", "台湾省", "province", "100000", "710000"),
        ("100000", "中华人民共和国", "national", None, "100000"),
    ],
)
def test_lookup(code, full_name, level, parent, province):
    place = places.lookup(code)
    assert (place.full_name, place.level, place.parent_code, place.province_code) == (
        full_name,
        level,
        parent,
        province,
    )


@pytest.mark.parametrize("code", ["999999", "", None])
def test_lookup_of_an_unknown_code_is_none(code):
    assert places.lookup(code) is None


def test_the_shelf_of_a_municipality_is_its_province():
    assert places.lookup("500100").name == "重庆市"


def test_chain_begins_with_the_country():
    assert [place.name for place in places.chain("330521")] == ["全国", "浙江省", "湖州市", "德清县"]


@pytest.mark.parametrize(
    ("code", "short", "kind"), [("500116", "江津", "区"), ("500233", "忠县", "县"), ("450000", "广西壮族", "自治区")]
)
def test_short_name_and_kind(code, short, kind):
    place = places.lookup(code)
    assert (place.short, place.kind) == (short, kind)


@pytest.mark.parametrize("code", ["330521", "500199", "500100", "999999"])
def test_ensure_makes_a_row_that_letters_can_point_to(tmp_path, code):
    db = create_archive(tmp_path / "archive.db")
    places.ensure(db, code)
    places.ensure(db, code)
    assert db.table("places").get(code)["province_code"] in ("330000", "500000", "100000")
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
