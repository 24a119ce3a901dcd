"""What the handbook is made with, as a list for programs (SBOM, CycloneDX 1.6 JSON): `make offline`, `make publish`.

    python tools/sbom.py [--out build/downloads]

Every package that requirements.lock and package-lock.json pin, with its version, its address (purl), its licence as it states it and what it needs itself.
Scope: `required` makes the site, some of it is in the site's scripts; `excluded` only tests or reads it. No clock and no chance: the time is the edition's,
the serial number comes from the locks, so that what is made twice is the same. The locks themselves, with every file's hash, are named by their SHA-256.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib.metadata as installed
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.tool import Tool
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from macros.edition import moment, version  # noqa: E402
from macros.publish.downloads import BILL  # noqa: E402

LOCKS = ("requirements.lock", "package-lock.json")
# stand among those that only test, for `make site` does without them, and make what lies beside the site: PDFs, packed copies
BESIDE = ("typst", "pikepdf", "brotli")


@dataclass
class Package:
    """A pinned package: `licence` as it states it, or ""; `needs`: the keys of those that it needs; `builds`: the site is made with it."""

    purl: PackageURL
    licence: str
    needs: set[str] = field(default_factory=set)
    builds: bool = False


@cache
def licence_of(name: str) -> str:
    """What an installed package says of its licence: an expression, a word, or a classifier; "" where it is not installed or says nothing."""
    try:
        said = installed.metadata(name)
    except installed.PackageNotFoundError:
        return ""
    short = said.get("License") or ""
    classifiers = [c.rsplit(" :: ", 1)[1] for c in said.get_all("Classifier") or [] if c.startswith("License :: ") and c.count(" :: ") > 1]
    return said.get("License-Expression") or (short if 0 < len(short) < 64 and "\n" not in short else "") or " OR ".join(classifiers)


@cache
def needs_of(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """Names of what an installed package asks for, on whatever machine, with these extras; nothing of one that is for another machine."""
    try:
        asked = [Requirement(line) for line in installed.requires(name) or []]
    except installed.PackageNotFoundError:
        return set()
    wanted = [r for r in asked if "extra ==" not in str(r.marker) or any(f'extra == "{extra}"' in str(r.marker) for extra in extras)]
    inner = [needs_of(r.name, frozenset(r.extras)) for r in wanted if r.extras]
    return {canonicalize_name(r.name) for r in wanted}.union(*inner)


def asked_name(line: str) -> str:
    """The name in a line of pyproject.toml, as locks write it."""
    return canonicalize_name(Requirement(line).name)


def reached(packages: dict[str, Package], roots: Iterable[str]) -> set[str]:
    """Keys of all that the roots need, and they themselves."""
    found: set[str] = set()
    left = list(roots)
    while left:
        key = left.pop()
        if key in packages and key not in found:
            found.add(key)
            left.extend(packages[key].needs)
    return found


def python(root: Path) -> dict[str, Package]:
    """name==version → package, of requirements.lock. One that changes with Python's version stands there more than once."""
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned: list[tuple[str, str]] = re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.M)
    keys: dict[str, list[str]] = {}
    for name, number in pinned:
        keys.setdefault(name, []).append(f"{name}=={number}")
    packages = {}
    for name, number in pinned:
        needs = {key for needed in needs_of(name) - {name} for key in keys.get(needed, [])}
        packages[f"{name}=={number}"] = Package(PackageURL("pypi", None, name, number), licence_of(name), needs)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in (*BESIDE, *map(asked_name, project["dependencies"])):
        for key in reached(packages, keys[name]):
            packages[key].builds = True
    return packages


def npm(root: Path) -> dict[str, Package]:
    """Place in node_modules → package, of package-lock.json. A package may stand there twice, in two versions."""
    places = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {}
    for place, entry in places.items():
        if place:
            group, _, name = place.rpartition("node_modules/")[2].rpartition("/")
            purl = PackageURL("npm", group or None, name, entry["version"])
            packages[place] = Package(purl, entry.get("license", ""), builds=not (entry.get("dev") or entry.get("devOptional")))

    def found(place: str, name: str) -> str | None:
        """Where Node.js finds what is asked for: the nearest node_modules, upwards."""
        while True:
            if (near := f"{place}/node_modules/{name}".lstrip("/")) in packages:
                return near
            if not place:
                return None
            place = place.rpartition("/node_modules/")[0] if "/node_modules/" in place else ""

    for place, package in packages.items():
        entry = places[place]
        asked = [*entry.get("dependencies", {}), *entry.get("optionalDependencies", {}), *entry.get("peerDependencies", {})]
        package.needs = {near for name in asked if (near := found(place, name))}
    return packages


def bill(root: Path, when: dt.datetime | None) -> Bom:
    """The list of what the locks of `root` pin, dated `when`."""
    licences = LicenseFactory()
    bom = Bom()
    bom.metadata.tools.tools.add(Tool(name="cyclonedx-python-lib", version=installed.version("cyclonedx-python-lib")))
    own = Component(
        name="aftersales-dispute-handbook",
        version=version(root),
        type=ComponentType.APPLICATION,
        bom_ref="handbook",
        licenses=[licences.make_from_string("MIT AND CC-BY-4.0")],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.BUILD_META,
                url=XsUri(name),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256((root / name).read_bytes()).hexdigest())],
            )
            for name in LOCKS
        ],
    )
    bom.metadata.component = own
    packages = python(root) | npm(root)
    components = {
        key: Component(
            name=package.purl.name,
            group=package.purl.namespace,
            version=package.purl.version,
            type=ComponentType.LIBRARY,
            bom_ref=str(package.purl) if "/node_modules/" not in key else f"{package.purl}#{key}",
            purl=package.purl,
            scope=ComponentScope.REQUIRED if package.builds else ComponentScope.EXCLUDED,
            licenses=[licences.make_from_string(package.licence)] if package.licence else [],
        )
        for key, package in packages.items()
    }
    bom.components.update(components.values())
    asked = json.loads((root / "package.json").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    direct = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    roots = [f"{asked_name(line)}{Requirement(line).specifier}" for line in direct]  # each is pinned: ==1.6.1
    roots += [f"node_modules/{name}" for name in (*asked["dependencies"], *asked["devDependencies"])]
    if astray := [key for key in roots if key not in components]:
        sys.exit(f"锁里没有：{'、'.join(astray)}。运行 make lock")
    bom.register_dependency(own, [components[key] for key in roots])
    for key, package in packages.items():
        bom.register_dependency(components[key], [components[needed] for needed in package.needs])
    # chance would make two lists of one edition differ; a list of other packages has another number
    pinned = "".join(f"{ref}\n" for ref in sorted(str(c.bom_ref.value) for c in components.values()))
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{own.name}@{own.version} {when}\n{pinned}")
    bom.metadata.timestamp = when
    return bom


def text(root: Path, when: dt.datetime | None) -> str:
    """The list as it is written. Without a known time none stands in it: the library would take the clock's."""
    made = json.loads(JsonV1Dot6(bill(root, when or dt.datetime.fromtimestamp(0, dt.UTC))).output_as_string())
    if when is None:
        del made["metadata"]["timestamp"]
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description="what the handbook is made with")
    options.add_argument("--out", type=Path, default=ROOT / "build" / "downloads")
    asked = options.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / BILL
    target.write_text(text(ROOT, moment()), encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e3:.0f} KB")


if __name__ == "__main__":
    main()
