"""The page: nothing fetched, no script, sound for a keyboard and a screen reader."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from assess.report.build import make_report
from assess.report.formats.registry import render
from assess.report.formats.templates import ASSETS
from tests.reports.factories import DAY, advised, judged
from tests.reports.rendered_content import Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module", params=["zh", "en"])
def raw(request: pytest.FixtureRequest) -> bytes:
    return render(make_report([advised("anping-county-made-up")], request.param, DAY), ".html")


@pytest.fixture(scope="module")
def page(raw: bytes) -> Page:
    return Page(raw)


@pytest.mark.slow
def test_it_is_small_and_always_the_same() -> None:
    for name in ("tongbai-peanut", "anping-county-made-up"):
        for language in ("zh", "en"):
            for result in (judged(name), advised(name)):
                first = render(make_report([result], language, DAY), ".html")
                assert first == render(make_report([result], language, DAY), ".html")
                assert len(first) < 150_000


def test_it_fetches_nothing_and_runs_nothing(raw: bytes, page: Page) -> None:
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    names = {tag for tag, _ in page.elements}
    assert not names & {"script", "iframe", "object", "embed", "img", "form", "base", "video", "audio"}
    for tag, attributes in page.elements:
        for key, value in attributes.items():
            assert not key.startswith("on"), (tag, key)
            if key in ("src", "href", "xlink:href", "action", "srcset"):
                assert value is not None
                assert value.startswith("#") or value == "data:,", (tag, value)
    assert not re.search(rb"url\(|@import|https?:", raw)


def test_links_lead_somewhere_and_ids_are_unique(page: Page) -> None:
    ids = [a["id"] for _, a in page.elements if a.get("id")]
    targets = {a["href"][1:] for a in page.all("a") if (a.get("href") or "").startswith("#")}  # type: ignore[index]

    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert targets <= set(ids), targets - set(ids)


def test_every_score_opens_to_its_chain(raw: bytes, page: Page) -> None:
    result = advised("anping-county-made-up")
    chained = {a.get("id") for a in page.all("dl")}

    assert {node.id for node in result.nodes} | {gate.id for gate in result.gates} | {"total"} == chained
    text = raw.decode()
    assert len(re.findall(r"<a href=#", text)) > 400
    formulas = {node.formula for node in result.nodes if node.formula}
    assert all(formula in page.text for formula in formulas)


def test_every_chain_ends_where_its_values_were_stated() -> None:
    result = judged("anping-county-made-up")
    text = unescape(render(make_report([result], "zh", DAY), ".html").decode())
    used = [used for node in result.nodes for used in node.used]
    assert len(used) > 50
    assert not [used.where for used in used if used.where not in text], "the place in the file"
    assert not [used.fact for used in used if f"· {used.fact} ·" in text], "the id, which tells an officer nothing"


def test_it_can_be_used_without_eyes_or_mouse(page: Page) -> None:
    assert page.all("html")[0]["lang"] in ("zh-CN", "en")
    assert len(page.all("title")) >= 1
    assert len(page.all("h1")) == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1
    levels = [int(tag[1]) for tag, _ in page.titles]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(head.get("scope") == "col" for head in page.all("th"))
    for drawing in page.all("svg"):
        assert drawing["role"] == "img"
        assert drawing["aria-labelledby"]
    assert len(page.all("desc")) == len(page.all("svg"))
    ids = {a.get("id") for _, a in page.elements}
    for _, attributes in page.elements:
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids
    for region in page.elements:
        if region[1].get("tabindex") is not None:
            assert region[1].get("aria-label")
    first = page.all("a")[0]
    assert first["class"] == "skip"
    assert first["href"] == "#text"


def test_text_stands_out_from_its_ground() -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))

    for ink in ("ink", "soft", "mark"):
        for ground in ("#ffffff", colours["tint"]):
            assert _contrast(colours[ink], ground) >= 4.5, (ink, ground)


def _contrast(one: str, other: str) -> float:
    light = sorted((_luminance(one), _luminance(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# In a browser


def browse(address: str, profile: Path, *more: str) -> subprocess.CompletedProcess[str]:
    quiet: tuple[str, ...] = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
    )
    log = ("--enable-logging=stderr", "--v=0", f"--user-data-dir={profile}")
    return subprocess.run(
        [str(CHROMIUM), *quiet, *log, *more, address], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.office
@needs_chromium
def test_a_browser_shows_it_without_a_word_of_complaint(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(raw)
    trace = tmp_path / "net.json"

    done = browse(f"file://{tmp_path}/report.html#LE06", tmp_path / "p", f"--log-net-log={trace}", "--dump-dom")

    assert "</html>" in done.stdout
    assert not re.findall(r"CONSOLE.*", done.stderr)
    asked = set(re.findall(r'"url":"(https?://[^"]+)"', trace.read_text(errors="replace"))) if trace.exists() else set()
    # The browser asks its maker for the time and for new parts of itself; that is not the page.
    assert not [
        address for address in asked if not re.match(r"https?://[\w.]+\.(google|googleapis|gstatic)\.com/", address)
    ]
    opened = re.findall(r"<details open", done.stdout)
    assert len(opened) == 1


PROBE = """<script>onload = () => {
  const over = [...document.querySelectorAll("body *")].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll"));
  const cut = [...document.querySelectorAll("svg text")].filter(e => {
    const a = e.getBoundingClientRect(), b = e.ownerSVGElement.getBoundingClientRect();
    return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 1; });
  document.title = `width ${innerWidth} over ${over.length} cut ${cut.length} sideways ${
    document.documentElement.scrollWidth > innerWidth}`; }</script>"""


@pytest.mark.office
@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_a_phone_and_a_desk(raw: bytes, tmp_path: Path, width: int) -> None:
    """The page is measured inside a frame of the width; the probe is the test's, not the page's."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", raw.decode()).replace("</body>", PROBE)
    (tmp_path / "inner.html").write_text(text, encoding="utf-8")
    frame = f'<iframe id="f" src="inner.html" width="{width}" height="900" style="border:0"></iframe>'
    script = "<script>onload = () => setTimeout(() => { document.title = f.contentDocument.title }, 500)</script>"
    (tmp_path / "outer.html").write_text(f"<body>{frame}{script}</body>", encoding="utf-8")

    address, more = f"file://{tmp_path}/outer.html", ("--allow-file-access-from-files", "--window-size=1400,1000")
    done = browse(address, tmp_path / "p", *more, "--virtual-time-budget=3000", "--dump-dom")

    assert f"<title>width {width} over 0 cut 0 sideways false</title>" in done.stdout, done.stdout[:300]
