"""The table of cases with their verdicts: in the artifacts of the run, and on the terminal."""

from database import artifacts


def selected(request, cases):
    """Return the cases of this run: all, or those that were asked for by name."""
    items = [i for i in request.session.items if i.nodeid.startswith(request.node.nodeid)]
    asked = [i.callspec.params.get("case") for i in items if hasattr(i, "callspec")]
    return [case for case in cases if any(case is one for one in asked)] or cases


def write_table(request, title, cases):
    width = max([len(case.name) for case in cases], default=0)
    rows = [f"{case.name:{width}}  {case.milliseconds:>5} ms  {case.verdict}" for case in cases]
    good = sum(not case.problems for case in cases)
    text = "\n".join([f"{title}: {good} of {len(cases)} kinds of order arrive as sent", *rows])
    (artifacts() / f"fidelity_{title}.txt").write_text(f"{text}\n")
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{text}")
