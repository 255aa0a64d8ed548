"""wagtail-lms: lessons in a Wagtail site. Its API sends each value by itself, unheard, and answers "true" to all."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.runtimes import Served, started

SERVE = """
import json, sys
from pathlib import Path
import django
from django.conf import settings

folder = Path({folder!r})
(folder / "templates").mkdir(exist_ok=True)
(folder / "templates" / "base.html").write_text("<!doctype html><title>x</title>{{% block content %}}{{% endblock %}}")
settings.configure(
    DEBUG=True, SECRET_KEY="rehearsal", ALLOWED_HOSTS=["*"], ROOT_URLCONF="__main__", BASE_DIR=folder,
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "db.sqlite3", "OPTIONS": {{"timeout": 20}}}}}},
    INSTALLED_APPS=["wagtail_lms", "wagtail.contrib.forms", "wagtail.contrib.redirects", "wagtail.embeds", "wagtail.sites",
        "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.admin", "wagtail",
        "modelcluster", "taggit", "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [folder / "templates"], "APP_DIRS": True,
        "OPTIONS": {{"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}}}}],
    MEDIA_ROOT=folder / "media", MEDIA_URL="/media/", STATIC_URL="/static/", WAGTAIL_SITE_NAME="x", WAGTAIL_LMS_AUTO_ENROLL=True,
    WAGTAILADMIN_BASE_URL="http://127.0.0.1", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", X_FRAME_OPTIONS="SAMEORIGIN", USE_TZ=True,
)
django.setup()

from django.core.management import call_command
from django.urls import include, path
from wagtail import urls as wagtail_urls

urlpatterns = [path("lms/", include("wagtail_lms.urls")), path("", include(wagtail_urls))]

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    from django.contrib.auth import get_user_model
    from django.core.files import File
    from django.test import Client
    from wagtail.models import Page
    from wagtail_lms.models import CoursePage, SCORMLessonPage, SCORMPackage

    learner = get_user_model().objects.create_user("learner", password="rehearsal")
    package = SCORMPackage(title="Course")
    with open({package!r}, "rb") as file:
        package.package_file.save("course.zip", File(file), save=False)
        package.save()
    course = Page.objects.get(depth=1).add_child(instance=CoursePage(title="Course", slug="course"))
    lesson = course.add_child(instance=SCORMLessonPage(title="Lesson", slug="lesson", scorm_package=package))
    client = Client()
    client.force_login(learner)
    known = {{"session": client.cookies["sessionid"].value, "lesson": lesson.id}}
    (folder / "known.json").write_text(json.dumps(known))
    call_command("runserver", "127.0.0.1:{port}", use_reloader=False, verbosity=0)
"""

HELD = """
import json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("select key, value from wagtail_lms_scormdata")
print(json.dumps(dict(rows.fetchall())))
"""


class WagtailLms:
    name = "wagtail-lms"
    requirements = ("wagtail-lms",)
    frame = "#scorm-frame"

    def serve(self, python: Path, folder: Path, package: Path, port: int) -> subprocess.Popen[bytes]:
        return started(python, folder, SERVE, package=str(package), port=port)

    def enrol(self, served: Served, context: BrowserContext) -> str:
        known = json.loads((served.folder / "known.json").read_text(encoding="utf-8"))
        context.add_cookies([{"name": "sessionid", "value": known["session"], "url": served.address}])
        return f"{served.address}/lms/scorm-lesson/{known['lesson']}/play/"

    def held(self, served: Served, context: BrowserContext) -> dict[str, str]:
        command = [str(served.python), "-c", HELD, str(served.folder / "db.sqlite3")]
        held: dict[str, str] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return held
