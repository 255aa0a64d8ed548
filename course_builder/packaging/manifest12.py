"""The manifest of SCORM 1.2 (Content Aggregation Model 1.2, sections 2.2 and 2.3), with IMS metadata 1.2.1 inside."""

from __future__ import annotations

from lxml import etree

from course_builder.packaging.contents import organizations, resources
from course_builder.packaging.package import Package, Sco
from course_builder.packaging.xml import Writer, duration, identifier, serialised, text, title, vcard

# The prefixes are literal: Moodle matches names and ignores namespaces (R4).
WRITE = Writer({
    "": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "imsmd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
})  # fmt: skip
LOCATIONS = {"": "imscp_rootv1p1p2.xsd", "imsmd": "imsmd_rootv1p2p1.xsd", "adlcp": "adlcp_rootv1p2.xsd"}

VERSION = 20


def manifest(package: Package) -> bytes:
    """Return ``imsmanifest.xml`` of a SCORM 1.2 package.

    The schema version is exactly ``1.2`` (R3). ``adlcp:masteryscore`` is written only for a SCO that has one, because
    with it Moodle overrides the status when the learner leaves (R21).
    """
    attributes = {"identifier": identifier("manifest", package.id), "version": text(package.version)[:VERSION] or "1"}
    root = WRITE.root("manifest", attributes, LOCATIONS)
    metadata = WRITE.add(root, "metadata")
    WRITE.add(metadata, "schema", "ADL SCORM")
    WRITE.add(metadata, "schemaversion", "1.2")
    _lom(metadata, package)
    organizations(WRITE, root, package, _finish)
    resources(WRITE, root, package, "adlcp__scormtype")
    return serialised(root)


def _finish(element: etree._Element, sco: Sco | None) -> None:
    if sco and sco.mastery_score is not None:
        WRITE.add(element, "adlcp:masteryscore", str(sco.mastery_score))


def _lom(metadata: etree._Element, package: Package) -> None:
    """Append the metadata. All that CAM 1.2, 2.2.4, calls mandatory for a content aggregation is there."""
    lom = WRITE.add(metadata, "imsmd:lom")
    name = title(package.title)
    description = text(package.description) or name
    keywords = package.keywords or (package.title,)

    general = WRITE.add(lom, "imsmd:general")
    _strings(general, "title", package.language, name)
    entry = WRITE.add(general, "imsmd:catalogentry")
    WRITE.add(entry, "imsmd:catalog", "course-builder")
    _strings(entry, "entry", "x-none", text(package.id))
    for language in (package.language, *package.others):
        WRITE.add(general, "imsmd:language", language)
    _strings(general, "description", package.language, description)
    for keyword in keywords:
        _strings(general, "keyword", package.language, text(keyword))

    lifecycle = WRITE.add(lom, "imsmd:lifecycle")
    _strings(lifecycle, "version", "x-none", text(package.version))
    _term(lifecycle, "status", "Final")
    for role, who in (("Author", package.author), ("Publisher", package.publisher)):
        if who:
            contribution = WRITE.add(lifecycle, "imsmd:contribute")
            _term(contribution, "role", role)
            WRITE.add(WRITE.add(contribution, "imsmd:centity"), "imsmd:vcard", vcard(who))

    WRITE.add(WRITE.add(lom, "imsmd:metametadata"), "imsmd:metadatascheme", "ADL SCORM 1.2")

    technical = WRITE.add(lom, "imsmd:technical")
    WRITE.add(technical, "imsmd:format", "text/html")
    WRITE.add(technical, "imsmd:location", package.scos[0].href, type="URI")

    if package.minutes:
        learning_time = WRITE.add(WRITE.add(lom, "imsmd:educational"), "imsmd:typicallearningtime")
        WRITE.add(learning_time, "imsmd:datetime", duration(package.minutes))

    rights = WRITE.add(lom, "imsmd:rights")
    # Nothing that this compiler builds asks a learner for money.
    _term(rights, "cost", "no")
    _term(rights, "copyrightandotherrestrictions", "yes" if package.licence else "no")
    if package.licence:
        _strings(rights, "description", package.language, text(package.licence))

    classification = WRITE.add(lom, "imsmd:classification")
    _term(classification, "purpose", "Educational Objective")
    objectives = " ".join(text(one) for one in package.objectives)
    _strings(classification, "description", package.language, objectives or description)
    for keyword in keywords:
        _strings(classification, "keyword", package.language, text(keyword))


def _strings(parent: etree._Element, name: str, language: str, content: str) -> None:
    WRITE.add(WRITE.add(parent, f"imsmd:{name}"), "imsmd:langstring", content, xml__lang=language)


def _term(parent: etree._Element, name: str, value: str) -> None:
    """Append a word of the vocabulary of LOM 1.0; such words have no language (CAM 1.2, 2.2.5)."""
    element = WRITE.add(parent, f"imsmd:{name}")
    _strings(element, "source", "x-none", "LOMv1.0")
    _strings(element, "value", "x-none", value)
