"""Every screen of ours serves screen readers, keyboards and weak eyes, as far as axe sees."""

import pytest
from npm import packages
from scene import DESKTOP, PHONE, Stage, resize
from scenes import SCENES
from stage import stage_server

RUN = """(selector) => axe.run({include: [[selector]]}, {resultTypes: ["violations"]})"""


@pytest.fixture(scope="module")
def stage(browser):
    axe = packages() / "axe-core/axe.min.js"
    with stage_server() as server, Stage(browser, server, axe) as stage:
        yield stage


def visible_parts(till, selector):
    parts = selector.split(", ")
    return [part for part in parts if till.page.locator(part).first.is_visible()]


def violations(till, part):
    """Return what axe finds in our elements: the rule, the element, what is wrong."""
    return [
        (rule["id"], node["html"], node["failureSummary"])
        for rule in till.page.evaluate(RUN, part)["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_screen_has_no_barrier(stage, scene):
    """axe-core finds no violation in our elements, on a desktop and on a phone."""
    found, seen = [], set()
    with scene.shown(stage) as till:
        for size in (DESKTOP, PHONE):
            resize(till, size, scene.on_phone)
            for part in visible_parts(till, scene.selector):
                seen.add(part)
                found += violations(till, part)
        resize(till, DESKTOP)
    assert seen == set(scene.selector.split(", "))
    assert found == []
