"""The sealed page in a real browser without a network: opened by its passphrase alone, read in either direction."""

import pytest

from safeconduct.foundation.documents.sealed_page import SealedPage, SealedPageLabels, sealed_page_html

PASSPHRASE = "7K3F-9Q2M-ABCD-0XYZ"
pytestmark = [pytest.mark.walk, pytest.mark.slow]


def page(language: str) -> SealedPage:
    labels = SealedPageLabels(
        language=language, title="Sealed <b>referral</b>", explanation="Type it.", passphrase="Passphrase", open="Open",
        wrong="This is not it, & nothing opened.", too_old="Too old.",
    )  # fmt: skip
    lines = (("Name", "أمينة حداد"), ("Reason", "</script><script>document.title = 'broken'</script>"))
    return SealedPage(labels=labels, reference="R-7K3F9-Q2MAB", heading="Referral", lines=lines, note="Call the post.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_browser_opens_the_page_without_a_network(browser, tmp_path, language):
    path = tmp_path / "page.html"
    path.write_bytes(sealed_page_html(page(language), PASSPHRASE))
    complaints: list[str] = []
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    try:
        tab = context.new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(path.as_uri())
        assert tab.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        tab.fill("#passphrase", "0000-0000-0000-0000")
        tab.click("button")
        tab.wait_for_selector("#problem:not([hidden])")
        assert tab.inner_text("#problem") == "This is not it, & nothing opened."
        assert "أمينة" not in tab.content()
        tab.fill("#passphrase", PASSPHRASE.lower().replace("0", "o").replace("-", " "))
        tab.press("#passphrase", "Enter")
        tab.wait_for_selector("#lines:not([hidden])")
        assert tab.locator("dd").all_inner_texts() == [value for _what, value in page(language).lines]
        assert tab.inner_text("#note") == "Call the post."
        assert "broken" not in tab.title()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        context.close()
    assert complaints == []
