"""What whoever acts has back of their sheet: counters and spell slots.

Source: SRD 5.2.1 and SRD 5.1, "Classes", as each feature's own description says.
"""

from __future__ import annotations

from core.characters.health import with_slot_back
from core.characters.numbers import slots_left
from core.combat.play.playing import Playing
from core.combat.record.happenings import Spent
from core.combat.situation.counters import counter_named, give_back
from core.rules.effects.fates import Regain


def regain(playing: Playing, node: Regain) -> None:
    """Give back what is told."""
    scene, actor = playing.scene, playing.deed.actor
    found = counter_named(scene, actor, node.counter)
    if found is not None and (node.below is None or found[1].left < node.below):
        give_back(scene, actor, node.counter, node.amount, up_to=node.up_to)
    if node.slot and actor in scene.sheets:
        sheet, records = scene.sheets[actor]
        if not sheet.slots_spent.get(node.slot, 0):
            return  # whoever leads lets it happen though there is nothing to have back
        scene.sheets[actor] = (with_slot_back(sheet, node.slot), records)
        left = slots_left(*scene.sheets[actor])[node.slot - 1]
        scene.tell(Spent(actor, f"level {node.slot}", left))
