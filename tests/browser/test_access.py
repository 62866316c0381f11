"""The keyboard alone, screen readers' rules (axe-core), focus that can be seen, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_reading import PATHS

SERIOUS = ("serious", "critical")


def faults(page):
    return [
        f"{fault['id']} ({fault['impact']}): {fault['nodes'][0]['html'][:120]} {fault['nodes'][0]['failureSummary'][:200]}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_no_serious_fault(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(PATHS[name])
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["seed", "edited", "hostile"])
def test_axe_finds_no_serious_fault_in_a_letter(page, letters, which, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(letters[which])
    assert faults(page) == []
    page.goto(letters[which].replace("/archive", "") + "/versions/1")
    assert faults(page) == []


def test_axe_finds_no_serious_fault_on_a_phone_in_english(page, letters):
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/?lang=en", letters["seed"], "/commitments"):
        page.goto(path)
        assert faults(page) == []


def test_the_first_key_leads_to_the_content(page):
    page.goto("/about")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_letter_is_found_and_read_with_the_keyboard_alone(page):
    page.goto("/")
    while page.evaluate("document.activeElement.name") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("利息补贴")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.letter-item') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/letters/*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('to-text')"):
            break
    key = page.evaluate("document.activeElement.dataset.ev")
    expect(page.locator(f"mark[data-ev='{key}']").first).to_have_css("background-color", "rgb(255, 215, 94)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_printed_a_letter_is_the_letter(page, letters):
    page.goto(letters["seed"])
    page.emulate_media(media="print")
    for hidden in (".site-head", ".site-foot", ".outline"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".letter-text")).to_be_visible()
    expect(page.locator(".facts")).to_be_visible()
