"""Table codes: a kind word and four digits, easy to say aloud and hard to mistype.

The words are short, ordinary and friendly; none is a slur, a body part or a near-homophone of another in the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from core.ids import TableCode

_TEXT = """
ACORN ALDER AMBER ANCHOR APPLE APRIL ARROW ASPEN ASTER AUTUMN BADGER BAKER BALLAD BASIL BEACON BERRY BIRCH BLOSSOM
BONFIRE BRAMBLE BREEZE BRIDGE BROOK BUTTON CANDLE CANYON CASTLE CEDAR CHERRY CIDER CLOVER COBALT COMET COPPER CORAL
COTTAGE CRICKET CRYSTAL DAISY DAWN DELTA DOLPHIN DRAGON DRUM EAGLE EMBER EMERALD FABLE FALCON FEATHER FERN FIDDLE
FINCH FJORD FLUTE FOREST FOX GALAXY GARDEN GARNET GINGER GLACIER GLEN GRANITE GROVE HARBOR HARP HARVEST HAVEN HAZEL
HERON HONEY ISLAND IVORY IVY JADE JASMINE JUNIPER KESTREL KETTLE LAGOON LANTERN LARK LAUREL LEMON LILAC LINDEN LOTUS
LUTE MAPLE MARBLE MEADOW MELODY MINT MIST MOSS NECTAR NUTMEG OAK OASIS OLIVE ONYX OPAL ORCHARD OSPREY OTTER PEARL
PEBBLE PEPPER PINE POPLAR POPPY PRAIRIE QUARTZ QUILL RABBIT RAIN RAVEN REED RIDGE RIVER ROBIN ROSE ROWAN RUBY
SAFFRON SAGE SAIL SAPPHIRE SHELL SILVER SPARROW SPRUCE STAR STONE STORY SUMMER SUNSET SWAN THISTLE THYME TIMBER
TOPAZ TORCH TULIP VALLEY VELVET VIOLET WALNUT WATER WILLOW WINTER WREN YARROW ZEPHYR
"""
WORDS = tuple(_TEXT.split())
PATTERN = re.compile(r"([A-Za-z]{2,10})[\s_-]*([0-9]{4})")


def new_code(below: Callable[[int], int]) -> TableCode:
    """A random code.

    Args:
        below: A uniform random whole number in ``[0, n)``.

    Example:
        >>> new_code(lambda n: 0)
        'ACORN-0000'
    """
    return TableCode(f"{WORDS[below(len(WORDS))]}-{below(10_000):04d}")


def read_code(text: str) -> TableCode | None:
    """The code somebody typed, in any case and with or without its hyphen; None when it cannot be one.

    Example:
        >>> read_code(" mist 1234 ")
        'MIST-1234'
    """
    match = PATTERN.fullmatch(text.strip())
    return TableCode(f"{match[1].upper()}-{match[2]}") if match else None
