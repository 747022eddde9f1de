"""tokens.css: colours that can be read (WCAG 2.2, 1.4.3 and 1.4.11), and no colour anywhere else."""

import re

import pytest

BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
VALUE = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(")

TEXT = [  # ink, ground
    (ink, ground)
    for ink in ("ink", "ink-soft", "accent", "accent-strong", "differs")
    for ground in ("paper", "sheet", "tint")
] + [
    ("accent-strong", "accent-tint"),
    ("ink", "accent-tint"),
    ("ink-soft", "accent-tint"),
    ("accent", "accent-tint"),
    ("accent-ink", "accent"),
    ("differs-ink", "differs"),
    ("ink", "differs-tint"),
    ("ink-soft", "differs-tint"),
    ("differs", "differs-tint"),
    ("paper", "ink"),
    ("masthead-ink", "masthead"),
    ("masthead-soft", "masthead"),
]
SHAPES = [  # borders of controls, marks, bars
    ("rule-strong", "paper"),
    ("rule-strong", "sheet"),
    ("rule-strong", "tint"),
    ("rule-heavy", "paper"),
    ("accent", "track"),
    ("masthead-soft", "masthead"),
]
SCHEMES = (
    "light", "dark", "contrast", "dark by the system", "contrast by the system",
    "dark contrast by the system", "print",
)  # fmt: skip


def rules(path):
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def channels(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour):
    """WCAG 2.2, definition of relative luminance."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def schemes(theme):
    css = rules(theme / "assets/css/tokens.css")
    blocks = [(selector, dict(VALUE.findall(body))) for selector, body in BLOCK.findall(css)]
    named = [values for _, values in blocks if "paper" in values]
    assert len(named) == len(SCHEMES)
    light = named[0]
    return {name: light | values for name, values in zip(SCHEMES, named, strict=True)}


def test_the_formula_gives_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_ground(schemes, scheme, ink, ground):
    values = schemes[scheme]
    assert contrast(values[ink], values[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_marks_and_controls_stand_out_from_their_ground(schemes, scheme, shape, ground):
    values = schemes[scheme]
    assert contrast(values[shape], values[ground]) >= 3


def test_dark_is_the_same_whether_reader_or_system_chose_it(schemes):
    assert schemes["dark"] == schemes["dark by the system"]
    assert schemes["contrast"] == schemes["dark contrast by the system"]


@pytest.mark.parametrize("scheme", [name for name in SCHEMES if "contrast" in name])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_high_contrast_is_held_to_the_stricter_ratio(schemes, scheme, ink, ground):
    """WCAG 2.2, 1.4.6: 7 : 1."""
    values = schemes[scheme]
    assert contrast(values[ink], values[ground]) >= 7


def test_each_scheme_gives_every_colour_a_value(theme):
    css = rules(theme / "assets/css/tokens.css")
    blocks = [dict(VALUE.findall(body)) for _, body in BLOCK.findall(css)]
    coloured = [{name for name, value in b.items() if COLOUR.search(value)} for b in blocks if "paper" in b]
    light, *others = coloured
    for names in others:
        assert light - {"shade"} == names - {"shade"}


def test_no_colour_stands_outside_the_tokens(theme):
    for path in (theme / "assets/css").glob("*.css"):
        if path.name != "tokens.css":
            assert not COLOUR.findall(rules(path)), path.name


def test_every_token_that_is_used_is_defined(theme):
    css = "".join(rules(path) for path in (theme / "assets/css").glob("*.css"))
    defined = set(re.findall(r"(?<![\w-])--([a-z0-9-]+):", css))
    used = set(re.findall(r"var\(--([a-z0-9-]+)", css))
    assert used - defined == {"v"}  # the figure of a bar or strip, set where it stands
