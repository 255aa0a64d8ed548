"""The manifest of SCORM 2004 (Content Aggregation Model, chapter 3), 3rd and 4th edition.

There is no LOM metadata (CAM chapter 4): the schema of LOM is not among the standard's files that we have, and no
document of a package may use a namespace whose schema does not come along (R36). CAM 3.4.1.1 asks for none.
"""

from __future__ import annotations

from lxml import etree

from course_builder.packaging.contents import organizations, resources
from course_builder.packaging.package import Package, Sco
from course_builder.packaging.xml import Writer, identifier, serialised, text

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


def manifest(package: Package, edition: int) -> bytes:
    """Return ``imsmanifest.xml`` of a SCORM 2004 package.

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
