"""The manifest of SCORM 2004 (Content Aggregation Model, chapter 3), 3rd and 4th edition.

The metadata is in a file of its own, which the manifest names with ``adlcp:location`` (CAM 3.4.1.2). Written into the
manifest it would break the 3rd edition's schema: that allows elements of other namespaces only where their schema comes
along, and the schema of LOM is not among the files that we have.
"""

from __future__ import annotations

from lxml import etree

from course_builder.packaging.contents import organizations, resources
from course_builder.packaging.package import Package, Sco
from course_builder.packaging.xml import Writer, duration, identifier, serialised, text, title, vcard

METADATA = "metadata.xml"

EDITIONS = {3: "2004 3rd Edition", 4: "2004 4th Edition"}

# The prefixes are literal: Moodle matches names and ignores namespaces (R4).
WRITE = Writer({
    "": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
})  # fmt: skip
LOCATIONS = {
    "": "imscp_v1p1.xsd",
    "adlcp": "adlcp_v1p3.xsd",
    "adlseq": "adlseq_v1p3.xsd",
    "adlnav": "adlnav_v1p3.xsd",
    "imsss": "imsss_v1p0.xsd",
}

LOM = Writer({"": "http://ltsc.ieee.org/xsd/LOM"})


def manifest(package: Package, edition: int) -> bytes:
    """Return ``imsmanifest.xml`` of a SCORM 2004 package. The package must also hold ``metadata(package)``.

    Args:
        edition: 3 or 4; the schema version is then exactly ``2004 3rd Edition`` or ``2004 4th Edition`` (R3).

    Raises:
        ValueError: for another edition.
    """
    if edition not in EDITIONS:
        raise ValueError(f"there is no edition {edition} of SCORM 2004 here; known: 3, 4")
    attributes = {"identifier": identifier("manifest", package.id), "version": text(package.version)[:20] or "1"}
    root = WRITE.root("manifest", attributes, LOCATIONS)
    element = WRITE.add(root, "metadata")
    WRITE.add(element, "schema", "ADL SCORM")
    WRITE.add(element, "schemaversion", EDITIONS[edition])
    WRITE.add(element, "adlcp:location", METADATA)
    organizations(WRITE, root, package, _sequencing)
    resources(WRITE, root, package, "adlcp__scormType")
    return serialised(root)


def _sequencing(element: etree._Element, sco: Sco | None) -> None:
    """Append how the LMS goes through the activities (CAM chapter 5; SN 3.2 and 3.14).

    Activities with others inside let learners choose and go on. A SCO reports completion and success itself. Its
    primary objective has no id: with one, LMSs put it into ``cmi.objectives`` before the SCO writes its own there (RTE,
    section 4.2.17).
    """
    sequencing = WRITE.add(element, "imsss:sequencing")
    if sco is None:
        WRITE.add(sequencing, "imsss:controlMode", choice="true", flow="true")
        return
    WRITE.add(WRITE.add(sequencing, "imsss:objectives"), "imsss:primaryObjective", satisfiedByMeasure="false")
    WRITE.add(sequencing, "imsss:deliveryControls", completionSetByContent="true", objectiveSetByContent="true")


def metadata(package: Package) -> bytes:
    """Return ``metadata.xml``: the package's IEEE 1484.12.1 metadata in the binding of IEEE 1484.12.3."""
    lom = LOM.root("lom", {}, {})
    language = package.language

    general = LOM.add(lom, "general")
    number = LOM.add(general, "identifier")
    LOM.add(number, "catalog", "course-builder")
    LOM.add(number, "entry", text(package.id))
    _string(general, "title", language, title(package.title))
    LOM.add(general, "language", language)
    if package.description:
        _string(general, "description", language, text(package.description))
    for keyword in package.keywords:
        _string(general, "keyword", language, text(keyword))

    life_cycle = LOM.add(lom, "lifeCycle")
    LOM.add(LOM.add(life_cycle, "version"), "string", text(package.version))
    _term(life_cycle, "status", "final")
    for role, who in (("author", package.author), ("publisher", package.publisher)):
        if who:
            contribution = LOM.add(life_cycle, "contribute")
            _term(contribution, "role", role)
            LOM.add(contribution, "entity", vcard(who))

    LOM.add(LOM.add(lom, "metaMetadata"), "metadataSchema", "LOMv1.0")
    LOM.add(LOM.add(lom, "technical"), "format", "text/html")
    if package.minutes:
        LOM.add(LOM.add(LOM.add(lom, "educational"), "typicalLearningTime"), "duration", duration(package.minutes))
    if package.licence:
        rights = LOM.add(lom, "rights")
        _term(rights, "copyrightAndOtherRestrictions", "yes")
        _string(rights, "description", language, text(package.licence))
    if package.objectives:
        classification = LOM.add(lom, "classification")
        _term(classification, "purpose", "educational objective")
        _string(classification, "description", language, " ".join(text(one) for one in package.objectives))
    return serialised(lom)


def _string(parent: etree._Element, name: str, language: str, content: str) -> None:
    LOM.add(LOM.add(parent, name), "string", content, language=language)


def _term(parent: etree._Element, name: str, value: str) -> None:
    """Append a word of LOM's own vocabulary."""
    element = LOM.add(parent, name)
    LOM.add(element, "source", "LOMv1.0")
    LOM.add(element, "value", value)
