"""The two parts of a manifest that SCORM 1.2 and 2004 share: its organization and its resources.

An organization with one SCO has one item. With several, one item that launches nothing stands around theirs: a parent
with ``identifierref`` makes LMSs launch a page between modules (R2).
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from course_builder.packaging.package import Package, Sco
from course_builder.packaging.xml import Writer, identifier, title


def organizations(
    write: Writer, manifest: etree._Element, package: Package, finish: Callable[[etree._Element, Sco | None], None]
) -> None:
    """Append the organizations (SCORM 1.2 CAM 2.3.2; 2004 CAM 3.4.1.3).

    Args:
        finish: appends what the standard wants at the end of an item of a SCO; and, called with None, at the end of the
            organization and of an item that launches nothing.
    """
    name = identifier("organization", package.id)
    organization = write.add(write.add(manifest, "organizations", default=name), "organization", identifier=name)
    write.add(organization, "title", title(package.title))
    parent = organization
    if len(package.scos) > 1:
        parent = write.add(organization, "item", identifier=identifier("course", package.id), isvisible="true")
        write.add(parent, "title", title(package.title))
    for sco in package.scos:
        item = write.add(
            parent,
            "item",
            identifier=identifier("item", sco.id),
            identifierref=identifier("resource", sco.id),
            isvisible="true",
        )
        write.add(item, "title", title(sco.title))
        finish(item, sco)
    if parent is not organization:
        finish(parent, None)
    finish(organization, None)


def resources(write: Writer, manifest: etree._Element, package: Package, scorm_type: str) -> None:
    """Append the resources: one per SCO, and one asset with the files that all of them need.

    Every file is in exactly one resource (R7). A resource without a SCORM type would be an asset to Moodle, so all have
    one (R4).

    Args:
        scorm_type: the keyword for the attribute: ``adlcp__scormtype`` in 1.2, ``adlcp__scormType`` in 2004.
    """
    listed = write.add(manifest, "resources")
    shared = identifier("shared", package.id)
    for sco in package.scos:
        resource = write.add(
            listed,
            "resource",
            identifier=identifier("resource", sco.id),
            type="webcontent",
            href=sco.href,
            **{scorm_type: "sco"},
        )
        for name in sorted(sco.files, key=lambda name: (name != sco.href, name)):
            write.add(resource, "file", href=name)
        if package.shared:
            write.add(resource, "dependency", identifierref=shared)
    if package.shared:
        resource = write.add(listed, "resource", identifier=shared, type="webcontent", **{scorm_type: "asset"})
        for name in sorted(package.shared):
            write.add(resource, "file", href=name)
