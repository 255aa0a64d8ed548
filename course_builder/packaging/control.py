"""The files of a package that describe it: the manifest, and the standard's schemas."""

from __future__ import annotations

from course_builder.packaging import manifest12, manifest2004, schemas
from course_builder.packaging.package import MANIFEST, STANDARDS, Package, Standard


def files(standard: Standard, package: Package) -> dict[str, bytes]:
    """Return all files of a package that are not content, by name; all stand at its root (R1, R5).

    Raises:
        SchemasMissingError: where the standard's schemas have not been put in place.
        ValueError: for a standard that is not known.
    """
    described = {name: bytes(content) for name, content in schemas.files(standard).items()}
    match standard:
        case "scorm12":
            described[MANIFEST] = manifest12.manifest(package)
        case "scorm2004-3" | "scorm2004-4":
            described[MANIFEST] = manifest2004.manifest(package, 3 if standard == "scorm2004-3" else 4)
    return described


def names(standard: Standard) -> frozenset[str]:
    """Return the names of these files. A manifest does not list them: they describe what it lists."""
    if standard not in STANDARDS:
        raise ValueError(f"{standard!r} is not a standard; known: {', '.join(STANDARDS)}")
    return frozenset({MANIFEST, *schemas.files(standard)})
