"""What is passed over: phrases without a number, or about what a table without a map does not keep track of.

Which claw holds whom, what an object looks like, who sees a light, whether water takes the edge off a fire, how
somebody charmed feels. Each is written out here, so that nothing is passed over unseen.
"""

from __future__ import annotations

import re
from typing import Final

from data.srd.build.reading import Read, phrase
from data.srd.build.words import SELF


def _nothing(found: re.Match[str], done: Read) -> None:
    """Nothing that the engine keeps track of."""


_PHRASES: Final = (
    r"trigger: [^.]*\.(?= response)",
    r"response(?::| -) ?",
    rf"{SELF} can't take this action again until the start of its next turn",
    r"being underwater doesn't grant resistance (?:against|to) this (?:fire )?damage",
    r"(?:the \w+|it) then (?:takes root if possible)",
    r"the target dies if (?:this (?:effect|attack)|its hit point maximum|this reduces)[^.]*to 0",
    r"if the target is a flammable object that isn't being worn or carried, it (?:also catches fire|starts burning)",
    r"the spores spread around corners",
    r"the [\w ]+ utters a blasphemous word",
    r"the \w+ emits (?:a horrific screech|magical, divine energy)",
    r"the \w+ magically emits scintillating, multicolored light",
    r"blinding dust and sand swirls magically around the mummy lord",
    r"the glob explodes in a blinding flash of light on impact",
    r"the dragon beats its wings",
    r"the charmed (?:target|creature) regards the \w+ as a trusted friend to be heeded and protected",
    r"although the target isn't under the \w+'s control, it takes the \w+'s requests or actions in the most favorable"
    r" way it can"
    r"(?:, and it is a willing target for the vampire's bite? attack)?",
    r"the (?:spear|sword) magically returns to [^.]* immediately after a ranged attack",
    r"can't be targeted by the \w+'s tail",
    r"if the \w+ sees its reflection in the cone, the \w+ must make this save",
    r"equipment worn or carried by the mummy lord remain in its possession",
    r"in addition, (?=the touch|nonmagical armor)",
    r"the explosion ignites flammable objects[^.]*",
    r"flammable objects that aren't being worn or carried in that area are ignited",
    r"if the balor dies outside the abyss, it gains a new body instantly[^.]*",
    r"without wings, the fiend loses its flying speed",
    r"the chain disappears",
    r"(?:the target's|its) hit point maximum doesn't return to normal when finishing a long rest",
    r"if the curse reduces the target's hit point maximum to 0, the target dies, and its body turns to dust",
    r"if the target's hit point maximum drops to 0 as a result of this disease, the target dies",
    r"the \w+ gains the target's memories if the target is a humanoid and is reduced to 0 hit points by this action",
    r"the charmed target is a willing recipient of the vampire's bite, the damage of which doesn't end the spell",
    r"when the spell ends, the target is unaware it was charmed by the vampire",
    r"the devil conjures a fiery chain to bind a creature",
    r"at which point the chain disappears",
    r"while the target has any exhaustion levels, it appears 3d10 years older",
    r"its body is then absorbed into the mouther, leaving only equipment behind",
    r"if the target is killed by this damage, it is absorbed into the mouther",
    r"the target dies if the disease reduces its hit point maximum to 0",
    r"when the [\w ]+ moves, the (?:grappled|engulfed) target moves with it(?:, costing it no extra movement)?",
)
PHRASES: Final = tuple(phrase(each, _nothing) for each in _PHRASES)
