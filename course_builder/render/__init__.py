"""From the model to pages: Jinja2 templates and CSS in ``theme/``, and the little Python that feeds them."""
