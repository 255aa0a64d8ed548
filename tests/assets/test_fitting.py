"""Pictures become what pages need: light, upright, in colours that all browsers mean, and silent on where they are from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from course_builder import build, check
from course_builder.assets import fitting
from course_builder.assets.fitting import WIDTHS, Fitting
from course_builder.cache import Cache
from course_builder.content import OnDisk
from tests.courses_on_disk import everything, page, write

pytestmark = pytest.mark.long

SECRET = "Camera of somebody"


def photograph(width: int, height: int) -> Image.Image:
    """A picture with as many colours and as little order as a photograph, red above and blue below."""
    grain = Image.effect_noise((width // 4, height // 4), 25).resize((width, height))
    colours = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (ImageChops.invert(colours), grain, colours))


def screenshot(width: int = 1100, height: int = 700) -> Image.Image:
    """Letters and lines in few colours."""
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for number in range(height // 20):
        draw.text((10, 20 * number), f"{number}: the quick brown fox jumps over the lazy dog " * 4, fill="#1d5c9e")
    draw.rectangle((width // 2, 100, width - 50, 300), fill="#e9f5ed", outline="#17693a", width=3)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET
    place = data.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 31.0, 12.0)
    return data


def phone(turned: int = 6) -> bytes:
    """A photograph of a phone that was held upright: it lies on its side in the file."""
    upright = photograph(1500, 2000)
    return saved(upright.rotate(90, expand=True), "JPEG", quality=92, exif=exif(turned))


@pytest.fixture(scope="module")
def photo() -> bytes:
    return phone()


def fitted(path: Path, content: bytes) -> tuple[fitting.Fitted, dict[str, bytes]]:
    path.write_bytes(content)
    found, contents = Fitting(Cache(None)).of(OnDisk.of(path))
    return found, {digest: one.read() for digest, one in contents.items()}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def mean(picture: Image.Image, box: tuple[int, int, int, int]) -> list[float]:
    return ImageStat.Stat(picture.convert("RGB").crop(box)).mean


# -- what becomes of one picture


def test_a_photograph_of_a_phone(tmp_path: Path, photo: bytes) -> None:
    found, contents = fitted(tmp_path / "photo.jpg", photo)
    assert [(one.ending, one.width) for one in found.webp] == [("webp", 656), ("webp", 1216)]
    assert (found.fallback.ending, found.fallback.width) == ("jpg", 1216)
    for version in found.versions:
        picture = opened(contents[version.digest])
        assert (picture.format, picture.size) == (
            "JPEG" if version is found.fallback else "WEBP",
            (version.width, round(version.width * 4 / 3)),
        )
        # Upright: red is above.
        above, below = mean(picture, (0, 0, version.width, 50)), mean(picture, (0, picture.height - 50, *picture.size))
        assert (above[0] > 200, above[2] < 50) == (True, True)
        assert (below[2] > 200, below[0] < 50) == (True, True)
        assert version.size < len(photo) / 2
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
    small, large = (contents[one.digest] for one in found.webp)
    assert len(small) < len(large) < len(contents[found.fallback.digest])


def test_a_screenshot_loses_nothing(tmp_path: Path) -> None:
    given = screenshot()
    found, contents = fitted(tmp_path / "screen.png", saved(given, "PNG"))
    assert found.fallback.ending == ""
    widest = opened(contents[found.webp[-1].digest])
    assert widest.size == given.size
    assert ImageChops.difference(widest.convert("RGB"), given).getbbox() is None


def test_a_photograph_as_png_is_not_kept_to_the_last_bit(tmp_path: Path) -> None:
    found, _ = fitted(tmp_path / "photo.png", saved(photograph(1000, 800), "PNG"))
    assert found.webp[-1].size < found.fallback.size / 2


FORMATS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "photograph": lambda: ("jpg", saved(photograph(1400, 900), "JPEG", quality=90)),
    "huge photograph": lambda: ("jpg", saved(photograph(5000, 4000), "JPEG", quality=85)),
    "coarse photograph": lambda: ("jpg", saved(photograph(2400, 900), "JPEG", quality=15, exif=exif())),
    "small photograph": lambda: ("jpg", saved(photograph(400, 300), "JPEG", exif=exif())),
    "comment": lambda: ("jpg", saved(photograph(1400, 900), "JPEG", comment=SECRET)),
    "gray": lambda: ("jpg", saved(photograph(1400, 900).convert("L"), "JPEG")),
    "for print": lambda: ("jpg", saved(photograph(1400, 900).convert("CMYK"), "JPEG")),
    "screenshot": lambda: ("png", saved(screenshot(2600, 1400), "PNG", optimize=True)),
    "few colours": lambda: ("png", saved(screenshot(2600, 1400).quantize(8), "PNG", optimize=True)),
    "black and white": lambda: ("png", saved(screenshot(2600, 1400).convert("1"), "PNG")),
    "see-through": lambda: ("png", saved(see_through(), "PNG")),
    "see-through palette": lambda: ("png", saved(see_through().quantize(16), "PNG")),
    "gif": lambda: ("gif", saved(screenshot(1400, 900).quantize(8), "GIF", comment=SECRET)),
    "webp": lambda: ("webp", saved(photograph(2000, 900), "WEBP", quality=80, exif=exif())),
    "webp without loss": lambda: ("webp", saved(screenshot(), "WEBP", lossless=True, exif=exif())),
    "avif": lambda: ("avif", saved(photograph(1400, 900), "AVIF", exif=exif())),
    "texts": lambda: ("png", saved(screenshot(), "PNG", pnginfo=texts())),
}


def see_through() -> Image.Image:
    picture = screenshot(1400, 900).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    return picture


def texts() -> object:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", SECRET)
    return info


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_heavier_nor_larger_and_nothing_is_told(tmp_path: Path, name: str) -> None:
    ending, given = FORMATS[name]()
    assert opened(given).width >= 400
    found, contents = fitted(tmp_path / f"picture.{ending}", given)
    original = opened(given)
    for version in found.versions:
        content = contents[version.digest]
        picture = opened(content)
        assert len(content) == version.size <= len(given), version
        assert picture.width == version.width <= original.width
        assert abs(picture.width / picture.height - original.width / original.height) < 0.01
        assert SECRET.encode() not in content
        assert original.has_transparency_data == picture.has_transparency_data
    assert max(one.size for one in found.webp or (found.fallback,)) <= 500_000
    widths = [one.width for one in found.webp]
    assert widths == sorted(set(widths))
    # It is still the same picture.
    shape = (60, 60)
    least = original.convert("RGBA").resize(shape).convert("RGB")
    for version in found.versions:
        other = opened(contents[version.digest]).convert("RGBA").resize(shape).convert("RGB")
        assert max(ImageStat.Stat(ImageChops.difference(least, other)).mean) < 12, version


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (900, 600), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=500, comment=SECRET)


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("gif", moving("GIF")),
        ("webp", moving("WEBP")),
        ("png", moving("PNG")),
        ("png", saved(Image.new("I;16", (900, 900), 5), "PNG")),
        ("png", saved(screenshot(200, 320), "PNG")),
        ("jpg", saved(photograph(1400, 900), "JPEG")[:-20_000]),
        ("jpg", b"no picture"),
    ],
    ids=["moving gif", "moving webp", "moving png", "deep", "tiny", "cut off", "none"],
)
def test_what_stays_as_it_is(tmp_path: Path, ending: str, content: bytes) -> None:
    found, contents = fitted(tmp_path / f"picture.{ending}", content)
    assert (found.fallback.ending, found.webp) == ("", ())
    assert contents[found.fallback.digest] == content


def swapped_profile() -> bytes:
    """A profile in which red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = int.from_bytes(profile[128:132], "big")
    tags = {profile[132 + 12 * at : 136 + 12 * at]: 136 + 12 * at for at in range(count)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    changed = bytearray(profile)
    changed[red : red + 8], changed[green : green + 8] = profile[green : green + 8], profile[red : red + 8]
    return bytes(changed)


def test_colours_of_another_profile_are_those_that_were_seen(tmp_path: Path) -> None:
    given = saved(photograph(1400, 900).point([*range(256)] * 2 + [0] * 256), "JPEG", icc_profile=swapped_profile())
    plain = saved(Image.new("RGB", (1700, 900), "red"), "PNG", icc_profile=swapped_profile(), pnginfo=texts())
    for name, content in (("a.jpg", given), ("b.png", plain)):
        found, contents = fitted(tmp_path / name, content)
        for version in found.versions:
            if version.ending:
                assert "icc_profile" not in opened(contents[version.digest]).info
    red, green, _ = mean(opened(contents[found.fallback.digest]), (0, 0, 100, 100))
    assert (red < 30, green > 225) == (True, True)


# -- the course


def course(root: Path, photo: bytes, text: str = "![A place](../media/p.jpg)", settings: str = "") -> Path:
    files = {**page(text), "media/p.jpg": photo, "course.yml": f"title: T\n{settings}\n"}
    return write(root, files)


def pictures(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in everything(folder).items() if "/media/" in name}


def test_a_page_names_all_versions_and_only_they_are_packed(tmp_path: Path, photo: bytes) -> None:
    result = build(course(tmp_path, photo), ["html", "scorm12", "scorm2004"])
    assert (result.ok, result.diagnostics) == (True, [])
    folder = result.built[0].path
    html = (folder / "a.html").read_text("utf-8")
    found = re.search(
        r'<picture><source type="image/webp" srcset="(\S+) 656w, (\S+) 1216w" sizes="[^"]+"><img [^>]*src="(\S+)"[^>]*>'
        r"</picture>",
        html,
    )
    assert found
    assert 'width="1500" height="2000"' in found[0]
    assert {*found.groups()} == {path.relative_to(folder).as_posix() for path in (folder / "media").iterdir()}
    for one in result.built:
        whole = everything(folder) if one.output == "html" else contents_of(one.path)
        assert not any(SECRET.encode() in content for content in whole.values())
        assert sum(name.startswith("media/p.") for name in whole) == 3
        assert one.output == "html" or all(
            f'href="{name}"'.encode() in whole["imsmanifest.xml"] for name in found.groups()
        )


def contents_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("text", "settings"),
    [("![A place](../media/p.jpg){.original}", ""), ("![A place](../media/p.jpg)", "pictures: original")],
)
def test_originals_on_request(tmp_path: Path, photo: bytes, text: str, settings: str) -> None:
    result = build(course(tmp_path, photo, text, settings), ["html"])
    assert [one.code for one in result.diagnostics] == ["picture-large"] * (len(photo) > 500_000)
    assert list(pictures(tmp_path / "output").values()) == [photo]
    assert "<picture" not in (result.built[0].path / "a.html").read_text("utf-8")


def test_a_file_that_is_shown_and_offered(tmp_path: Path, photo: bytes) -> None:
    text = ":::figure[A place]\n![A place](../media/p.jpg)\n:::\n\n[The photograph](../media/p.jpg)"
    built = build(course(tmp_path, photo, text), ["html"]).built[0].path
    assert len(pictures(tmp_path / "output")) == 4
    html = (built / "a.html").read_text("utf-8")
    large = re.search(r"(\S+) 1216w", html)
    assert large
    assert f'<a href="{large[1]}"' in html
    offered = re.search(r'<a href="(media/[^"]*)"[^>]*>The photograph', html)
    assert offered
    assert (built / offered[1]).read_bytes() == photo


def test_a_figure_with_an_original_opens_the_original(tmp_path: Path, photo: bytes) -> None:
    text = ":::figure[A place]\n![A place](../media/p.jpg){.original}\n:::"
    build(course(tmp_path, photo, text), ["html"])
    assert list(pictures(tmp_path / "output").values()) == [photo]


def test_what_an_author_chose_by_hand_stays(tmp_path: Path, photo: bytes) -> None:
    text = '<picture><img src="../media/p.jpg" alt="A place"></picture>\n\n![A place](../media/p.jpg)'
    built = build(course(tmp_path, photo, text), ["html"]).built[0].path
    html = (built / "a.html").read_text("utf-8")
    assert len(re.findall("<picture>", html)) == 2
    assert len(re.findall("<source", html)) == 1


def test_posters_logos_and_the_start(tmp_path: Path, photo: bytes) -> None:
    write(tmp_path, {"media/film.mp4": b"\0\0\0\x18ftypmp42"})
    text = ":::video[Film]{src=../media/film.mp4 poster=../media/p.jpg}\nWords.\n:::"
    settings = "picture: media/p.jpg\ntheme: {logo: media/p.jpg}"
    built = build(course(tmp_path, photo, text, settings), ["html"]).built[0].path
    names = {path.suffix: path.name for path in (built / "media").glob("p.*")}
    assert len(list((built / "media").glob("p.*"))) == 3
    start, film = ((built / name).read_text("utf-8") for name in ("index.html", "a.html"))
    assert f'poster="media/{names[".jpg"]}"' in film
    assert f'<img class="logo" src="media/{names[".jpg"]}"' in film
    assert re.search(r'<picture><source [^>]*><img class="hero-picture" src="media/p\.\w+\.jpg"', start)


def test_the_single_file_has_one_version_inside(tmp_path: Path, photo: bytes) -> None:
    built = build(course(tmp_path, photo), ["single"]).built[0]
    html = built.path.read_text("utf-8")
    assert html.count("data:image/webp;base64,") == 1
    assert "data:image/jpeg" not in html
    assert "<picture" not in html
    assert built.size < len(photo) * 2


def test_each_module_as_a_sco(tmp_path: Path, photo: bytes) -> None:
    root = course(tmp_path, photo, settings="outputs: {scorm12: {sco: module}}")
    write(root, {"modules/b.md": "# B\n\n![A place](../media/p.jpg)\n"})
    result = build(root)
    assert (result.ok, result.diagnostics) == (True, [])
    files = contents_of(result.built[0].path)
    for name in ("a/a.html", "b/b.html"):
        assert len(re.findall(rb"\.\./media/p\.\w+\.(?:webp|jpg)", files[name])) == 3


def test_checking_and_the_preview_make_nothing(tmp_path: Path, photo: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "_fit", lambda _: pytest.fail("a picture was worked on"))
    assert check(course(tmp_path, photo)).diagnostics == []


# -- the store


def test_it_is_the_same_from_the_store_and_anew(tmp_path: Path, photo: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "again", "none"):
        text = "![A place](../media/p.jpg)\n\n![A screen](../media/s.png)"
        write(course(tmp_path / name, photo, text), {"media/s.png": saved(screenshot(2000, 1500), "PNG")})
    store = Cache(tmp_path / "store")
    outputs = ["html", "scorm12", "single"]
    assert build(tmp_path / "first", outputs, cache=store).ok
    real = fitting._fit
    monkeypatch.setattr(fitting, "_fit", lambda _: pytest.fail("a picture was worked on again"))
    assert build(tmp_path / "again", outputs, cache=Cache(tmp_path / "store")).ok
    monkeypatch.setattr(fitting, "_fit", real)
    assert build(tmp_path / "none", outputs, cache=Cache(None)).ok
    first, again, none = (everything(tmp_path / name / "output") for name in ("first", "again", "none"))
    assert first == again == none


def test_what_is_gone_from_the_store_is_made_again(tmp_path: Path, photo: bytes) -> None:
    root = course(tmp_path / "course", photo)
    store = tmp_path / "store"

    class Emptied:
        def step(self, name: str, done: int = 0, total: int = 0) -> None:
            if name == "write":
                for path in store.glob("??/*"):
                    path.unlink()

    assert build(root, ["html"], cache=Cache(store), progress=Emptied()).ok
    before = everything(root / "output")
    assert build(root, ["html"], cache=Cache(None)).ok
    assert everything(root / "output") == before


def test_another_recipe_is_another_key(tmp_path: Path, photo: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.jpg").write_bytes(photo)
    original, store = OnDisk.of(tmp_path / "p.jpg"), Cache(tmp_path / "store")
    first, _ = Fitting(store).of(original)
    monkeypatch.setattr(fitting, "WIDTHS", (300, 500))
    fitting._tools.cache_clear()
    second, _ = Fitting(store).of(original)
    fitting._tools.cache_clear()
    assert [[one.width for one in found.webp] for found in (first, second)] == [[*WIDTHS], [300, 500]]


def test_several_at_once_are_as_one_after_the_other(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.png").write_bytes(saved(screenshot(900 + 100 * number, 400), "PNG"))
    originals = [OnDisk.of(path) for path in sorted(tmp_path.glob("*.png"))]
    ahead, alone = Fitting(Cache(None)), Fitting(Cache(None))
    ahead.ahead(originals)
    assert [ahead.of(one) for one in originals] == [alone.of(one) for one in originals]
