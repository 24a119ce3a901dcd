"""The site as a folder to take away, and what is published beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

import offline as folder
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from macros import bundle
from macros.publish import downloads, offline
from tests.conftest import ROOT, loaded

BOOK = loaded()[0]
assert BOOK is not None
# the build takes it for today: no earlier day than those in the data, or they would be still to come
DAY = dt.date.fromisoformat(max(e.on for e in BOOK.log.values()))
EPOCH = str(int(dt.datetime.combine(DAY, dt.time(), dt.UTC).timestamp()))


def run(tool: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / f"{tool}.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": EPOCH} | environment)


@pytest.fixture(scope="module")
def made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """build/downloads of the site."""
    target = tmp_path_factory.mktemp("downloads")
    done = run("offline", "--site", site, "--out", target)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def unpacked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked in a path with spaces and Chinese."""
    target = tmp_path_factory.mktemp("unpacked") / "我的 文件" / "案子（一）"
    with zipfile.ZipFile(next(made.glob("*.zip"))) as archive:
        archive.extractall(target)
    return target / folder.NAME


def test_one_versioned_zip_with_its_checksum(made):
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.M)[1]
    name = f"offline-handbook-{version}-{DAY:%Y%m%d}.zip"
    assert {p.name for p in made.iterdir()} == {name, f"{name}.sha256"}
    digest = hashlib.sha256((made / name).read_bytes()).hexdigest()
    assert (made / f"{name}.sha256").read_text(encoding="utf-8") == f"{digest}  {name}\n"


def test_the_same_site_gives_the_same_bytes(site, made, tmp_path):
    """Whatever the order and the times of its files, and what an earlier edition left goes."""
    copy = tmp_path / "site"
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    out = tmp_path / "out"
    out.mkdir()
    (out / "offline-handbook-0.0.1-20200101.zip").write_bytes(b"old")
    (out / "handbook.pdf").write_bytes(b"%PDF")
    assert run("offline", "--site", copy, "--out", out).returncode == 0
    ours = next(made.glob("*.zip"))
    assert {p.name for p in out.iterdir()} == {ours.name, f"{ours.name}.sha256", "handbook.pdf"}
    assert (out / ours.name).read_bytes() == ours.read_bytes()
    with zipfile.ZipFile(ours) as archive:
        assert {info.date_time for info in archive.infolist()} == {(*DAY.timetuple()[:3], 0, 0, 0)}
        assert [info.filename for info in archive.infolist()] == sorted(info.filename for info in archive.infolist())


def test_what_lies_on_top_is_understood(unpacked):
    assert {p.name for p in unpacked.iterdir()} == {"打开手册.html", "先读我.txt", "handbook"}
    start = LexborHTMLParser((unpacked / "打开手册.html").read_text(encoding="utf-8"))
    assert start.css_first("meta[http-equiv=refresh]").attributes["content"] == "0; url=handbook/index.html"
    assert start.css_first("a").attributes["href"] == "handbook/index.html"
    assert (
        (unpacked / "先读我.txt").read_text(encoding="utf-8").startswith(f"《精品售后纠纷处理手册》，0.2.0版，{DAY.year}年{DAY.month}月{DAY.day}日\n")
    )
    # a program that garbles Chinese names breaks no link
    assert all(p.relative_to(unpacked).as_posix().isascii() for p in (unpacked / "handbook").rglob("*"))


def test_nothing_in_it_is_only_for_the_web_or_for_us(unpacked, site):
    inside = unpacked / "handbook"
    names = {p.relative_to(inside).as_posix() for p in inside.rglob("*") if p.is_file()}
    whole = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and not p.relative_to(site).as_posix().startswith("downloads/")}
    apart = {name for name in whole if name.endswith(".png") or name.startswith(f"{offline.LISTS}/")}
    assert (
        whole - names - {"feed.xml", "sitemap.xml", "_redirects"} == {"404.html", bundle.WORKER, "assets/offline.js", "manifest.webmanifest"} | apart
    )
    assert names <= whole
    assert not [n for n in names if re.search(r"[.](map|md|ya?ml|py)$|(^|/)[._]", n)]
    places = re.compile(rb"/(?:home|root|tmp|work|Users|github/workspace)/[\w.-]+/")
    found = [p for p in unpacked.rglob("*") if p.is_file() and places.search(p.read_bytes())]
    assert not found, "里面有这台机器上的路径"


def test_every_link_in_it_leads_somewhere(unpacked):
    inside = unpacked / "handbook"
    broken = []
    for path in inside.rglob("*.html"):
        url = path.relative_to(inside).as_posix()
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("[href], [src]"):
            value = node.attributes.get("href") or node.attributes.get("src") or ""
            if not urlparse(value).scheme and not (inside / unquote(urlparse(urljoin(f"//x/{url}", value)).path).lstrip("/")).is_file():
                broken.append(f"{url}: {value}")
    assert not broken, broken[:20]


def place(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html).css_first("[data-downloads]")


def test_the_page_says_what_is_there(site, unpacked):
    """Without a zip beside it nothing is linked; in the folder it is the folder itself."""
    assert "make offline" in place((site / downloads.PAGE).read_text(encoding="utf-8")).text()
    inside = place((unpacked / "handbook" / downloads.PAGE).read_text(encoding="utf-8"))
    assert inside.css("a") == [] and "就是这一份" in inside.text()


def test_published(site, made, tmp_path):
    """Everything that lies in build/downloads goes along and is linked with its size; what a browser stores fits the changed page."""
    copy, lying = tmp_path / "site", tmp_path / "lying"
    shutil.copytree(site, copy)
    shutil.copytree(made, lying)
    (lying / "handbook.pdf").write_bytes(b"%PDF" + b"0" * 3_600_000)
    (lying / "handbook-online.pdf").write_bytes(b"%PDF" + b"0" * 9_000)
    (lying / downloads.BILL).write_bytes(b"{}" + b" " * 121_000)
    for _ in range(2):  # a second time it is the same again
        done = run("publish", "--site", copy, "--downloads", lying)
        assert done.returncode == 0, done.stderr
    archive = next(made.glob("*.zip"))
    links = place((copy / downloads.PAGE).read_text(encoding="utf-8")).css("li")
    assert [li.text() for li in links] == [
        f"整本手册的文件夹（压缩包），{round(archive.stat().st_size / 1e6)} MB",
        "整本手册（PDF，可以打印），4 MB",
        "网购退换（PDF），9 KB",
        "做这本手册用到的软件（SBOM，给查安全的人看），121 KB",
    ]
    for li in links:
        assert (copy / "about" / li.css_first("a").attributes["href"]).resolve().is_file()
    listed = json.loads((copy / "downloads" / "index.json").read_text(encoding="utf-8"))
    assert listed[0] == {
        "file": archive.name,
        "title": "整本手册的文件夹（压缩包）",
        "bytes": archive.stat().st_size,
        "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
    }
    check = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS", f"{archive.name}.sha256"], cwd=copy / "downloads", capture_output=True, text=True
    )
    assert check.returncode == 0 and check.stdout.count(": OK") == 5, check.stdout + check.stderr
    _, files = offline.listed(copy)
    assert files[downloads.PAGE][0] == hashlib.sha256((copy / downloads.PAGE).read_bytes()).hexdigest()[:10]
    assert not [name for name in files if name.startswith("downloads/")]
    # made anew of the published site, the zip is the one that lies beside it
    again = tmp_path / "again"
    assert run("offline", "--site", copy, "--out", again).returncode == 0
    assert (again / archive.name).read_bytes() == archive.read_bytes()


def test_what_is_missing_is_told(tmp_path, site):
    (tmp_path / "none").mkdir()
    assert "先运行 make site" in run("offline", "--site", tmp_path).stderr
    assert "先运行 make site" in run("publish", "--site", tmp_path).stderr
    assert "先运行 make offline" in run("publish", "--site", site, "--downloads", tmp_path / "none").stderr


def test_the_workflow_publishes_what_was_checked():
    """Its steps call tasks of the Makefile, in this order; every action is pinned; the site is uploaded after everything lies beside it."""
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                assert set(re.findall(r"\bmake (?:--silent )?([a-z-]+)", step.get("run", ""))) <= tasks, step
                assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")), step
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]["site"]["steps"]
    order = [step.get("run") or step.get("uses", "").split("@")[0] for step in steps]
    wanted = ["make test", "make pdf", "make publish", "actions/upload-pages-artifact"]
    assert [order.index(step) for step in wanted] == sorted(order.index(step) for step in wanted)
    assert order.index("actions/configure-pages") < order.index("make test"), "the address is known before anything is built"
