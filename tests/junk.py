"""What hypothesis makes up: values that a terminal would never send, and orders gone wrong."""

import copy

from hypothesis import settings
from hypothesis import strategies as st

# One run gives the same inputs as the next one; the number can be raised from outside.
FIXED = settings(derandomize=True, database=None, deadline=None, print_blob=False)

SURROGATES = st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF, exclude_categories=())
# What has broken servers before: put into every place of an order, one at a time.
NASTY = [
    None,
    "",
    "\ud800",
    "nul\0",
    "x" * 1100,
    "1",
    True,
    -1,
    0,
    10**400,
    2**31,
    float("nan"),
    1e308,
]
NASTY += [float("inf"), [], [[]], [[6, 0, [2**31 - 1]]], [[0, 0, {}]], {}, {"a": "\ud800"}]

TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(SURROGATES, min_size=1, max_size=3),
    st.sampled_from(
        ["", " ", "\0", "a\0b", "\ud800", "x" * 1100, "1", "None", "null", "%s", "'; --"]
    ),
)
NUMBERS = st.one_of(
    st.sampled_from(
        [0, -1, 1, 2**31 - 1, 2**31, 2**63, -(2**63), 10**400, 1e308, 0.1, True, False]
    ),
    st.floats(),
    st.integers(),
)
SCALARS = st.one_of(st.none(), NUMBERS, TEXTS)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)

NO_ID = JUNK.filter(lambda value: type(value) is not int or not 0 < value < 2**31)
NO_TOKEN = JUNK.filter(lambda value: not isinstance(value, str) or len(value) < 8)
# What is taken for a text: nothing at all, or a text that can be stored.
NO_TEXT = JUNK.filter(
    lambda value: (
        value
        and (not isinstance(value, str) or len(value) > 1024 or "\0" in value or "\ud800" in value)
    )
)


def paths_of(value, path=()):
    """Each place in a JSON value, as the keys that lead there."""
    items = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    yield path
    for key, inner in items:
        yield from paths_of(inner, (*path, key))


def replaced(value, path, new):
    """A copy of ``value`` with one place set to ``new``."""
    value = copy.deepcopy(value)
    owner = value
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = new
    return value


def mutate(data, value, times):
    """A copy of ``value`` with up to ``times`` places replaced, removed or doubled."""
    value = copy.deepcopy(value)
    for _i in range(times):
        path = data.draw(st.sampled_from([path for path in paths_of(value) if path]))
        owner = value
        for key in path[:-1]:
            owner = owner[key]
        how = data.draw(st.sampled_from(["replace", "replace", "remove", "double"]))
        if how == "replace":
            owner[path[-1]] = data.draw(JUNK)
        elif how == "remove":
            del owner[path[-1]]
        elif isinstance(owner, list):
            owner.append(copy.deepcopy(owner[path[-1]]))
        if not value:
            break
    return value
