"""deploy/: the site as nginx of Debian serves it, at the root and in a folder: what its heads say, what is kept, what is not there."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli
import nginx
import pytest
import www

from tests.conftest import POLICY, ROOT

DEPLOY = ROOT / "deploy"


@dataclass
class Answer:
    status: int
    head: dict[str, str]
    body: bytes


@dataclass
class Host:
    port: int
    folder: Path

    def __call__(self, path: str, method: str = "GET", **head: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, quote(path), headers={name.replace("_", "-"): value for name, value in head.items()})
        answer = connection.getresponse()
        result = Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        connection.close()
        return result


@pytest.fixture(scope="module")
def packed(site: Path, tmp_path_factory) -> Path:
    """Some of the site, packed: every kind of file that a host serves. All of it takes brotli at its best 40 s, the open data alone 12."""
    part, target = tmp_path_factory.mktemp("part") / "site", tmp_path_factory.mktemp("srv") / "www"
    many = {"print", "laws", "faq", "excuses", "s"}
    shutil.copytree(site, part, ignore=lambda folder, names: many & set(names) if Path(folder) == site else ())
    data = part / "data" / "handbook.json"
    data.write_bytes(data.read_bytes()[:200_000])
    www.write(part, target)
    return target


@pytest.fixture(scope="module")
def host(packed: Path) -> Iterator[Host]:
    """The packed site at the root and, the same files, under /handbook/."""
    if missing := nginx.lacking():
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    folder = packed / "handbook"
    folder.symlink_to(packed)
    (packed / ".env").write_text("SECRET=1", encoding="utf-8")
    (packed / "assets" / "share-0123456789.png").write_bytes(b"\x89PNG")
    with nginx.running(packed) as port:
        yield Host(port, packed)
    folder.unlink()


@pytest.mark.parametrize("at", ["/", "/handbook/"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("scenarios/no-reason-return.html", "text/html; charset=utf-8"),
        ("assets/handbook.js", "application/javascript; charset=utf-8"),
        ("service-worker.js", "application/javascript; charset=utf-8"),
        ("assets/stylesheets/site.css", "text/css; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("data/handbook.json", "application/json; charset=utf-8"),
        ("assets/favicon.svg", "image/svg+xml"),
        ("letters/return-notice.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_types_and_heads(host, at, name, kind):
    answer = host(at + name)
    assert answer.status == 200
    assert answer.head["content-type"] == kind
    assert answer.head["x-content-type-options"] == "nosniff"
    assert answer.head["referrer-policy"] == "no-referrer"
    assert answer.head["cache-control"] == "no-cache"
    assert answer.head["etag"]
    assert "server" not in answer.head or not re.search(r"\d", answer.head["server"])
    held = kind.startswith(("text/html", "application/javascript", "image/svg"))
    assert answer.head.get("content-security-policy") == (f"{POLICY}; frame-ancestors 'none'" if held else None)
    assert answer.body == (host.folder / (name or "index.html")).read_bytes()


def test_no_page_asks_for_what_its_heads_forbid(host):
    said = host("/").head["permissions-policy"]
    for power in ("camera", "microphone", "geolocation"):
        assert f"{power}=()" in said


def test_each_head_once(host):
    """A head that is said twice is joined with a comma, which changes what it means."""
    for path in ("/", "/data/handbook.json", "/nothing", "/manifest.webmanifest"):
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        names = [key.lower() for key, _ in answer.getheaders()]
        assert len(names) == len(set(names)), (path, names)
        connection.close()


@pytest.mark.parametrize(("accepts", "said", "unpack"), [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)])
@pytest.mark.parametrize("name", ["index.html", "assets/handbook.js", "assets/stylesheets/site.css", "data/handbook.json", "manifest.webmanifest"])
def test_packed_copies_go_to_who_can_read_them(host, name, accepts, said, unpack):
    plain, small = host(f"/{name}"), host(f"/{name}", Accept_Encoding=accepts)
    assert "content-encoding" not in plain.head
    assert small.head["content-encoding"] == said
    assert small.head["vary"] == plain.head.get("vary", "Accept-Encoding") == "Accept-Encoding"
    assert small.head["content-type"] == plain.head["content-type"]
    assert unpack(small.body) == plain.body
    copy = host.folder / f"{name}.{'br' if said == 'br' else 'gz'}"
    assert small.body == copy.read_bytes(), "packed again at each request"
    assert small.head["etag"] != plain.head["etag"]


def test_what_is_known_is_not_sent_again(host):
    for encoding in ("identity", "gzip", "br"):
        first = host("/index.html", Accept_Encoding=encoding)
        again = host("/index.html", Accept_Encoding=encoding, If_None_Match=first.head["etag"])
        assert (again.status, again.body) == (304, b"")
        assert again.head["cache-control"] == "no-cache"
        assert host("/index.html", Accept_Encoding=encoding, If_None_Match='"other"').status == 200


def test_only_a_name_with_a_hash_is_kept_for_good(host):
    assert host("/assets/share-0123456789.png").head["cache-control"] == "public, max-age=31536000, immutable"
    every = {p.relative_to(host.folder).as_posix() for p in host.folder.rglob("*.*") if p.is_file()}
    for name in sorted(n for n in every if n.endswith((".js", ".css", ".svg", ".png")) and not re.search(r"-[0-9a-f]{10}\.", n)):
        assert host(f"/{name}").head["cache-control"] == "no-cache", name


def test_a_part_of_a_file(host):
    name = "letters/return-notice.docx"
    whole = (host.folder / name).read_bytes()
    part = host(f"/{name}", Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.head["content-range"] == f"bytes 100-199/{len(whole)}"
    assert host(f"/{name}", Range=f"bytes={len(whole)}-").status == 416


@pytest.mark.parametrize("at", ["/", "/handbook/"])
@pytest.mark.parametrize(
    "name", ["nothing.html", "scenarios/nothing", "assets/", "letters/../nothing", ".env", ".git/config", "assets/.hidden", "data/nothing.json"]
)
def test_what_is_not_there_is_told_by_the_handbook(host, at, name):
    answer = host(at + name)
    assert answer.status == 404
    assert "没有这一页" in answer.body.decode("utf-8")
    assert b"SECRET" not in answer.body and b"Index of" not in answer.body
    assert answer.head["content-security-policy"].endswith("frame-ancestors 'none'")


def test_nothing_above_the_folder(host):
    for path in ("/../../../etc/passwd", "/assets/../../../../etc/passwd", "//etc/passwd"):
        assert host(path).status in (400, 404), path


def test_a_name_without_its_slash_is_led_on_where_it_is(host):
    answer = host("/handbook/scenarios")
    assert (answer.status, answer.head["location"]) == (301, "/handbook/scenarios/")
    assert host("/handbook/scenarios/").body == (host.folder / "scenarios" / "index.html").read_bytes()


def test_it_only_reads(host):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert host("/index.html", method).status == 405, method
    head = host("/index.html", "HEAD")
    assert (head.status, head.body) == (200, b"")


def test_open_data_may_be_read_by_pages_of_others(host):
    assert host("/data/handbook.json").head["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in host("/index.html").head


def test_many_at_once(host):
    """Two seconds of fifty connections: each gets its page. How many a second is no promise of this machine; the floor only tells a server that hangs."""
    done = nginx.load(host.port, ["/index.html", "/handbook/scenarios/no-reason-return.html", "/assets/handbook.js"], seconds=2)
    assert done["wrong"] == 0
    assert done["rate"] > 100


def test_a_first_visit_is_counted_with_all_it_loads():
    page = '<link rel="stylesheet" href="../a/s.css"><link rel="icon" href="../i.svg"><script src="../a/j.js"></script><a href="other.html">x</a>'
    assert nginx.files_of("scenarios/x.html", page) == {"scenarios/x.html", "a/s.css", "i.svg", "a/j.js"}


# the guide, word by word

GUIDE = (ROOT / "docs" / "about" / "deploy.md").read_text(encoding="utf-8")


def commands(place: str) -> list[str]:
    """The lines that a host types, of the part of the guide that has this anchor."""
    part = GUIDE.split(f"{{: #{place} }}")[1].split("\n## ")[0]
    return [line.partition(" #")[0].strip() for block in re.findall(r"```sh\n(.*?)```", part, flags=re.S) for line in block.splitlines()]


def test_the_address_holds_for_every_command_of_the_guide():
    """Each make builds the site again: an address before one command only is gone from what the next one makes."""
    for text in (GUIDE, (ROOT / "README.md").read_text(encoding="utf-8")):
        assert not re.findall(r"^.*\b[A-Z_]+=\S+ make\b.*$", text, flags=re.M)
        assert "export SITE_URL=" in text


def test_what_the_guide_runs_is_there_on_a_new_debian():
    typed = commands("nginx")
    installed = typed[0].removeprefix("sudo apt-get install ").split()
    base = {"rm", "cp", "make", "systemctl", "apt-get", "nginx"}
    used = {word.split()[0] for line in typed for word in line.replace("sudo ", "").split(" && ")}
    assert used - base <= set(installed)
    sent = next(line for line in typed if line.startswith("sudo rsync")).split()
    # a folder in a folder that is not there yet, and files of somebody whose own nobody else may read
    assert "--mkpath" in sent and "--chmod=D755,F644" in sent and sent[-1] == "/srv/handbook/"


# packing


def test_packing_again_touches_only_what_changed(tmp_path):
    site, out = tmp_path / "site", tmp_path / "www"
    (site / "a").mkdir(parents=True)
    for name, text in {
        "index.html": "字" * 500,
        "a/same.js": "x=1;" * 200,
        "a/tiny.js": "x",
        "a/gone.css": "p{}" * 200,
        "a/pic.png": "p" * 900,
    }.items():
        (site / name).write_text(text, encoding="utf-8")
    assert www.write(site, out) == (5, 5)
    packs = {p.name for p in out.rglob("*") if p.suffix in (".gz", ".br")}
    assert packs == {f"{n}.{s}" for n in ("index.html", "same.js", "gone.css") for s in ("gz", "br")}
    for path in out.rglob("*"):
        if path.is_file():
            os.utime(path, (1_000_000_000, 1_000_000_000))
    (site / "index.html").write_text("新" * 500, encoding="utf-8")
    (site / "a" / "gone.css").unlink()
    assert www.write(site, out) == (4, 1)
    assert (out / "a" / "same.js").stat().st_mtime == 1_000_000_000, "its ETag would change for nothing"
    assert (out / "index.html").stat().st_mtime > 1_000_000_000
    for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        copy = out / f"index.html{suffix}"
        assert unpack(copy.read_bytes()).decode("utf-8") == "新" * 500
        assert copy.stat().st_mtime == (out / "index.html").stat().st_mtime
    assert not list(out.rglob("gone*"))
    assert www.write(site, out) == (4, 0)


def test_packing_twice_gives_the_same_bytes():
    assert www.packed(b"abc" * 300) == www.packed(b"abc" * 300)


# the container: nothing here can build it


def test_the_container_file_is_read_by_hadolint():
    program = Path(sys.executable).parent / "hadolint"
    assert program.exists(), "没有 hadolint，先运行 make setup-tests"
    done = subprocess.run([program, DEPLOY / "Containerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_container_copies_what_is_there_and_runs_what_was_tested():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert "Never built where it was written" in text
    copied = re.findall(r"^COPY (\S+) (\S+)$", text, flags=re.M)
    made = {"build/www", "build/moved.conf"}
    assert all((ROOT / source).exists() for source, _ in copied if source not in made)
    assert dict(copied)["deploy/nginx.conf"] == "/etc/nginx/conf.d/handbook.conf"
    main, site = ((DEPLOY / name).read_text(encoding="utf-8") for name in ("container.conf", "nginx.conf"))
    assert f"root {dict(copied)['build/www']};" in site
    assert "/etc/nginx/conf.d/*.conf" in main
    old, new, target = re.search(r"sed -i 's/(.*)/(.*)/' (\S+)", text).groups()
    assert old in site and target == dict(copied)["deploy/nginx.conf"]
    port = re.search(r"listen (\d+);", new)[1]
    assert f"EXPOSE {port}" in text and int(port) >= 1024, "www-data may not listen below 1024"
    assert re.findall(r"(?<=install -y --no-install-recommends ).*(?= \\)", text) == ["nginx libnginx-mod-http-brotli-static"]
    written = re.findall(r"^ *(?:pid|\w+_temp_path|access_log|error_log) ([^ ;]+)", main, flags=re.M)
    assert len(written) == 8 and all(path.startswith(("/tmp/", "/dev/std")) for path in written), "only /tmp can be written there"
