"""What a reader does, in a real browser: search, read, check a fact, see what changed, filter, take away."""

import re

import pytest
from playwright.sync_api import expect


def test_from_search_to_letter_to_evidence(page, shot):
    page.goto("/")
    shot("home-zh", full=True)
    page.get_by_label("用词语、姓名或文号查找复函").fill("利息补贴")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("封复函")
    expect(page.locator(".snippet mark").first).to_have_text("利息补贴")
    shot("search-zh")
    page.get_by_role("link", name="关于江津区第十八届人大三次会议第18号建议的复函").first.click()
    expect(page.locator("h1")).to_have_text("关于江津区第十八届人大三次会议第18号建议的复函")
    expect(page.locator(".doc-number")).to_have_text("津政务函〔2023〕11号")
    shot("letter-zh")
    signed = page.locator(".facts a.to-text", has_text="2023年4月27日")
    mark = page.locator(f"mark[data-ev='{signed.get_attribute('data-ev')}']")
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    signed.hover()
    expect(mark).to_have_css("background-color", "rgb(255, 215, 94)")
    signed.click()
    expect(mark).to_be_in_viewport()
    shot("letter-evidence-zh")


def test_the_two_commitments_and_their_dates(page, letters):
    page.goto(letters["seed"])
    items = page.locator(".commitment-list > li")
    expect(items.nth(0)).to_contain_text("长期坚持")
    expect(items.nth(1)).to_contain_text("2023年底前")
    expect(items.nth(1).locator("time")).to_have_attribute("datetime", "2023-12-31")
    items.nth(1).locator("a").click()
    expect(page.locator(".letter-text table .promise").nth(1)).to_be_in_viewport()


def test_a_table_of_a_letter_shows_its_last_column_and_gives_the_words_most_room(page, letters):
    page.goto(letters["seed"])
    cells = page.locator(".letter-text table tr").nth(1).locator("td")
    expect(cells).to_have_count(4)
    widths = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
    assert max(widths) == widths[1]
    wrap = page.locator(".letter-text .table-wrap").first
    assert wrap.evaluate("wrap => wrap.scrollWidth <= wrap.clientWidth")


def test_the_sections_stand_in_the_outline(page, letters):
    page.goto(letters["seed"])
    outline = page.locator(".outline li:not(.extra)")
    markers = [text.split()[0] for text in outline.all_text_contents()]
    assert [m[:2] for m in markers] == ["一、", "一是", "二是", "三是", "四是", "二、", "一是", "二是"]
    outline.nth(5).get_by_role("link").click()
    expect(page.locator("#section-5")).to_be_in_viewport()


def test_from_an_edited_letter_to_its_versions(page, letters, shot):
    page.goto(letters["edited"])
    page.get_by_role("link", name="查看改动").click()
    page.get_by_role("link", name="第 2 版").click()
    expect(page.locator("h1")).to_have_text("第 2 版")
    expect(page.locator(".diff ins").first).to_be_visible()
    expect(page.locator(".diff del").first).to_be_visible()
    shot("version-zh")


def test_a_filter_narrows_and_can_be_taken_away(page):
    page.goto("/search?q=建议")
    before = int(page.locator(".count strong").inner_text())
    year = page.locator(".facet", has_text="年份").get_by_role("link").first
    expected = year.locator(".n").inner_text()
    year.click()
    expect(page.locator(".count strong")).to_have_text(expected)
    page.locator(".active-filters a").click()
    expect(page.locator(".count strong")).to_have_text(str(before))


def test_the_tracker(page, shot):
    page.goto("/commitments")
    expect(page.locator(".chart li")).to_have_count(37)
    heights = page.locator(".chart rect").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().height)")
    assert max(heights) > 60
    shot("commitments-zh")
    page.locator(".tabs").get_by_role("link", name="期限已过").click()
    expect(page.locator(".due-overdue").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="日历").click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_charts_are_drawn_on_the_first_page(page):
    page.goto("/")
    for chart in (".bars rect", ".hbars rect"):
        sizes = page.locator(chart).evaluate_all(
            "bars => bars.map(bar => { const r = bar.getBoundingClientRect(); return r.width * r.height; })"
        )
        assert len(sizes) >= 4
        assert max(sizes) > 500


def test_language_switch_and_back(page, letters, shot):
    page.goto(letters["seed"])
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".facts h2").first).to_have_text("Answers")
    shot("letter-en")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    shot("home-en", full=True)
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_the_captured_page_is_shown_without_running_anything(page, letters, shot):
    page.goto(letters["seed"])
    page.get_by_role("link", name="存档网页").click()
    frame = page.frame_locator("iframe.captured")
    expect(frame.locator("body")).to_contain_text("尊敬的胡付忠代表")
    assert page.locator("iframe.captured").get_attribute("sandbox") == ""
    shot("capture-zh")


def test_a_hostile_letter_does_nothing(page, letters):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in (
        letters["hostile"],
        letters["hostile"].replace("/archive", "") + "/capture",
        "/",
        "/search?q=alert",
        "/archive/letters",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert dialogs == []


PATHS = {
    "home": "/", "search": "/search?q=建议", "commitments": "/commitments", "agencies": "/agencies", "places": "/places",
    "place": "/places/500116", "deputies": "/deputies", "changes": "/changes", "health": "/health", "about": "/about",
    "feeds": "/feeds", "data": "/data", "table": "/archive/letters", "sql": "/archive?sql=select+id,title+from+letters+limit+5",
}  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_a_page_fits_a_phone(page, shot, name):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(PATHS[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(f"phone-{name}")


def test_a_letter_fits_a_phone(page, letters, shot):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(letters["seed"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot("phone-letter", full=True)


@pytest.mark.parametrize("name", PATHS)
def test_a_page_in_the_dark(browser, base_url, name):
    context = browser.new_context(
        base_url=base_url, color_scheme="dark", locale="zh-CN", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(PATHS[name])
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(n) for n in re.findall(r"\d+", background)) < 60
    page.screenshot(path=f"tests/browser/screenshots/dark-{name}.png")
    context.close()


def test_everything_can_be_read_without_scripts(browser, base_url, letters):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(letters["seed"])
    page.locator(".facts a.to-text").first.click()
    expect(page.locator("mark:target")).to_have_count(1)
    page.goto("/")
    page.get_by_label("用词语、姓名或文号查找复函").fill("融资")
    page.get_by_role("button", name="检索").click()
    expect(page.locator(".letter-item").first).to_be_visible()
    context.close()
