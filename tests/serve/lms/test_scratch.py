def test_look(author, browser):
    author.open("scorm12")
    author.course.locator("a[data-resume]").first.click()
    author.boil()
    author.page.screenshot(path="/tmp/lms1.png")
    author.page.emulate_media(color_scheme="dark")
    author.page.set_viewport_size({"width": 420, "height": 900})
    author.page.screenshot(path="/tmp/lms2.png", full_page=True)
    print(author.course.locator("html").inner_html()[:0])
