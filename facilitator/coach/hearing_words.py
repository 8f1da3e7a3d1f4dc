"""The little words by which the coach tells people from things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("i", "we"), "M"),
    **dict.fromkeys(("you", "he", "she", "they", "u"), "Y"),
    **dict.fromkeys(("somebody", "someone", "anybody", "anyone", "everybody", "everyone", "whoever"), "S"),
    **dict.fromkeys(("nobody", "noone"), "N"),
}
"""Pronouns as the signs of `hearing`."""

APART: Final[Mapping[str, tuple[str, ...]]] = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "'ve": ("have",),
    "'re": ("are",),
    "'ll": ("will",),
    "'m": ("am",),
    "im": ("M", "am"),
    "ive": ("M", "have"),
    "gonna": ("going", "to"),
    **{f"{modal}ve": (modal, "have") for modal in ("should", "could", "would")},
    **{f"{modal}a": (modal, "have") for modal in ("should", "could", "would")},
    **{f"{verb}nt": (verb, "not") for verb in ("did", "does", "do", "should", "could", "would", "was", "is", "has")},
}
"""Short forms in full, also where the apostrophe is left out."""

DROPPED: Final = word_set("""
really simply clearly actually honestly totally completely absolutely frankly definitely certainly basically apparently
literally truly easily tbh imo imho lol btw well pretty quite somehow please
""")
"""What may stand between any two words, and says nothing here."""

NAMES_THAT_ARE_WORDS: Final = word_set("""
will mark grace rose bill may april june august hope joy chance hunter clay reed heath iris robin basil frank art jack
drew pat rob sue dawn faith summer max rich victor wade chase grant dean penny ruby amber lance miles gene ray stone
cliff dale brook forest glen guy holly ivy jasmine jean josh ken lily olive pearl piper sage sandy skip tab van young
page cash christian colt crew dash earl ford french harmony hazel honor jade jay jet justice major mason melody mercy
""")
NOT_A_NAME: Final = word_set("""
the a an this that these those we you they it i he she there any all our its both each everyone anyone somebody someone
everybody anybody nobody things
""")
"""What follows such a word at the beginning of a sentence when it is no name: «Will the …», «Mark all …»."""

THE: Final = word_set("the a an our my this that some every another no one two three each which")
MODIFIERS: Final = word_set("""
junior senior on-call oncall new duty shift night release project product incident network database db qa security
platform storage support operations backend frontend ops infra cloud hosting external third-party offshore dear
previous former lead chief principal staff level-1 l1 l2 tier-1 first-line second-line site data web mobile payments
billing other second secondary primary whole entire infrastructure system systems test customer service it
""")
"""What may stand before a role without an article."""
STOPS: Final = word_set("""
of in on at to for with without by from during after before over under against between across through into onto within
behind via about around until since despite than as upon like near throughout due except and or but so if when while
because although though unless whenever where that which who whom whose what why how whether not never always only even
just is are was were be been being am has have had do does did will would shall should can could may might must ought
let lets make made makes tell told ask asked asks blame blamed it its there here then now also again still already
'd 's us me them him if had thanks thank nice typical classic good bad once
""")

COMPARED: Final = word_set("""
any more less better sane decent competent normal real good sensible experienced careful half-decent so-called
self-proclaimed self-appointed wannabe
""")
"""With these before it, a role is an example held up to others («any sane engineer would have …»), or made fun of."""
MACHINES_TOO: Final = word_set("""
platform infra infrastructure storage billing frontend backend networking payments support security product
""")
"""Teams that are also named for what they run."""
