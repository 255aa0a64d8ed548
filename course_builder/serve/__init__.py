"""What runs on the author's own machine: the preview, and an LMS to try packages in."""
