# Casting spells.
command-cast = Cast a spell: yours, in a fight or out of one; or for whoever leads, a monster’s
option-cast-spell = Which spell; those that can be cast are offered as you type
option-cast-target = At whom; several with commas between them
option-cast-slot = The level of the slot; without it, the lowest that is left and will do
option-cast-ritual = As a ritual: it takes ten minutes more, and no slot
option-choice = What it lets you choose, such as fire; several with commas between them
spell-cantrip = cantrip
spell-level = level { $level }
spell-left = { $left ->
    [0] none left
   *[other] { $left } left
}
spell-slots-left = { $left ->
    [one] one slot left, of level { $level } or higher
   *[other] { $left } slots left, of levels { $level } and up together
}
spell-unready = not prepared
spell-slot-left = Level { $level } · { $left } left
spell-slot = With a slot of level { $level }
spell-ritual = As a ritual, without a slot ({ $time })
spell-free = Without a slot, by { $counter }
spell-save = { $ability } save, DC **{ $dc }**{ $leaves ->
    [half] : half on a success
   *[other] {""}
}
spell-attack = **{ $total }** to hit (`{ $dice }`)
spell-damage = **{ $total }** { $kinds } damage (`{ $dice }`)
spell-healing = **{ $total }** hit points (`{ $dice }`)
spell-pool = **{ $total }** hit points of creatures are reached (`{ $dice }`)
spell-or = or

# Acting by name, and waiting to act.
command-combat-act = Do whatever you can: dash, dodge, grapple, a legendary action, what a spell lets you do
command-combat-ready = Ready an action: do something later, with your reaction, once something happens
option-combat-action = What; everything that you can do is offered as you type
option-combat-readied = What you will do; what can be done is offered, anything else is the DM’s to carry out
option-combat-when = What you wait for, such as: the goblin comes through the door
error-not-a-ritual = { $spell } is no ritual, so it takes a slot. Cast it without: `/cast spell:{ $spell }`.
error-answer-gone = That cannot be answered any more: it was, or something else has happened since. `/combat status` shows what is open.
error-nothing-readied = Nothing is readied there any more: it was done, or the next turn came. Ready something with `/combat ready action:Longsword when:the goblin comes near`.
error-readied-spell-lost = Concentration on { $spell } is lost, and with it what was readied. `/combat status` shows who concentrates on what.
error-not-readiable = { $spell } cannot be readied: only what takes an action to cast can. Ready something else, for example `/combat ready action:Fire Bolt when:the goblin comes near`.
rule-not-a-ritual = it is no ritual

# Buttons, menus and forms of a fight.
button-answer = { $who }: { $what }
button-let-happen = Let it happen
button-let-go = End concentration
button-dm-hit-points = HP
button-dm-effect = Effect
button-fight-attack = Attack
tracker-open = **Open to answer**
deeds-title = What does { $who } do?
deeds-what = An attack or another deed
deeds-spell = A spell
deeds-slot = With a slot of level { $level }
deeds-slots = With which slot
deeds-ways = What you choose of it
deeds-do = Do it
deeds-whom = { $most ->
    [one] At whom
   *[other] At whom, up to { $most }
}
deeds-foot = How and at whom is asked next. By typing: `/combat act action:Longsword target:Goblin choice:two hands`, `/cast spell:Bless slot:2`.
form-hp-title = Hit points
form-hp-amount = How much
form-hp-type = Type of damage
form-effect-title = Effect or condition
form-effect-name = Which
form-effect-rounds = Rounds
form-fight-who = Who
