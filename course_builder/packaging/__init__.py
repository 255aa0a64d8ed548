"""What the SCORM outputs share: the description of a package, its manifest, the standard's schemas, and the zip.

Nothing here reads the course or touches the disk (the schemas that come with this Python package apart): outputs
describe a package with ``package.Package``, and get bytes back.
"""
