"""Settings that keep doors shut and say who we are."""

import pytest

from crawler import settings


@pytest.mark.parametrize(
    "contact", ["archive@example.org", "https://example.org/contact", "mailto:archive@example.org"]
)
def test_contact_goes_into_the_user_agent(contact):
    agent = settings.user_agent(contact)
    assert agent.startswith("fuhan/")
    assert contact in agent


@pytest.mark.parametrize("contact", ["", "me", "example.org", "https://localhost", "a b@example.org"])
def test_no_contact_no_name(contact):
    with pytest.raises(settings.ContactMissingError, match="set FUHAN_CONTACT"):
        settings.user_agent(contact)


def test_no_port_is_opened():
    assert settings.TELNETCONSOLE_ENABLED is False
    assert settings.REMOTE_CONTROL_ENABLED is False


def test_only_http_is_spoken():
    assert {scheme for scheme, handler in settings.DOWNLOAD_HANDLERS.items() if handler} == {"http", "https"}
