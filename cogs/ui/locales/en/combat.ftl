# Fights: the commands.
command-combat = Fight: who is in it, whose turn it is, what lasts
command-combat-start = Begin a fight at this table, with the characters that are played here
command-combat-join = Bring your character into the fight
command-combat-add = For whoever leads: bring monsters into the fight
command-combat-lair = For whoever leads: let a monster’s lair act at initiative 20
command-combat-leave = Take somebody out of the fight
command-combat-next = End this turn and begin the next
command-combat-prev = For whoever leads: give the turn back to whoever had it before
command-combat-move = For whoever leads: put somebody elsewhere in the order
command-combat-delay = Let others go first, until you are moved into the order again
command-combat-effect = Let an effect or a condition last on somebody
command-combat-cure = End an effect or a condition
command-combat-note = Note something about somebody in the fight
command-combat-hide = For whoever leads: hide somebody from the players, or show them
command-combat-undo = For whoever leads: take the last steps back, on the sheets too
command-combat-status = See the fight; whoever leads sees every number
command-combat-end = For whoever leads: end the fight
command-attack = Attack with a weapon of your sheet, or an action of a monster
option-attack-with = What with; without it, what is in hand
option-attack-target = Whom
option-attack-bonus = Dice or a number added to the roll, like 1d4 or -2
option-as = For whom; without it, whoever’s turn it is if that is yours
option-overrule = For whoever leads: let it happen though a rule stands against it
option-combat-edition = Whose rules
option-combat-everybody = Whether the characters that are played here come in at once
option-combat-character = Which of your characters; without it, the one that you play here
option-combat-initiative = What you rolled with dice of your own; without it, I roll
option-combat-surprised = Whether they are surprised
option-combat-monster = Which monster of the book
option-combat-count = How many, up to 20
option-combat-name = What they are called, if not as in the book
option-combat-hidden = Whether the players know nothing of them yet
option-combat-group = Whether they roll initiative once for all
option-combat-rolled = Whether their hit points are rolled; else they have the average
option-combat-who = Who in the fight
option-combat-to = Their initiative; without it, it is rolled anew
option-combat-effect = The effect’s name, or a condition such as prone
option-combat-rounds = How many rounds it lasts; without it, until it is taken away
option-combat-from = Whose doing it is: whom it is frightened of, or charmed by; without it, nobody’s
option-combat-cure = Which effect, spell or condition ends
option-combat-note = What to remember; nobody but those who lead sees it
option-combat-steps = How many steps, up to 20
option-combat-award = Whether the experience points go onto the sheets
option-combat-shown = Whether the players see them
choice-edition-51 = 2014 (SRD 5.1)
choice-edition-52 = 2024 (SRD 5.2)

# What was done.
step-joined = { $count ->
    [0] A fight begins
   *[other] { $targets } { $count ->
        [one] joins
       *[other] join
    } the fight
}
step-left = { $targets } leaves the fight
step-initiative = { $who } takes another place in the order
step-turn = { $who }: your turn
step-turn-back = { $who } has the turn again
step-attack = { $who } attacks { $targets } · { $what }
step-action = { $who } · { $what }{ $count ->
    [0] {""}
   *[other] {" "}→ { $targets }
}
step-cast = { $who } casts { $what }{ $count ->
    [0] {""}
   *[other] {" "}→ { $targets }
}
step-hit-points = { $targets }: hit points
step-effect = { $targets }: { $what }
step-cure = { $targets }: { $what } ends
step-moved = { $who } moves
step-delayed = { $who } waits
step-readied = { $who } readies { $what }
step-noted = A note about { $who }
step-death-save = { $who } fights for life
step-changed = Changed: { $targets }
step-unseen = Something befalls { $targets }
step-undone = Taken back: { $what }
combat-nobody = nobody
combat-something = something
combat-unseen = somebody unseen
combat-more = … and { $more } more
button-end-turn = End turn

# What happened.
happened-turn = Round { $round }: **{ $who }**
happened-initiative = { $who }: initiative **{ $total }**
happened-miss = { $who }: **{ $total }** to hit (d20: { $natural }), a miss
happened-hit = { $who }: **{ $total }** to hit (d20: { $natural }), a hit
happened-critical = { $who }: **{ $total }** to hit (d20: { $natural }), a **critical hit**
happened-saved = { $who } saves: { $ability } **{ $total }**, a success
happened-not-saved = { $who } saves: { $ability } **{ $total }**, a failure
happened-save-impossible = { $who } cannot save with { $ability }: a failure
happened-resisted = { $who } fails a { $ability } save, and resists all the same
happened-check = { $who }: { $what } **{ $total }**
happened-part = { $amount } { $kind }
swing = { $name } to hit
swing-at = { $name } at { $target }, to hit
swing-damage = { $kinds } damage
part-rolled = { $rolled } rolled
happened-hurt = { $who } takes **{ $amount }** damage: { $parts }
happened-hurt-by-one = { $who } takes **{ $amount }** { $kind } damage
happened-lost = { $who } loses **{ $amount }** hit points
happened-mended = { $who } regains **{ $amount }** hit points
happened-cushioned = { $who } has **{ $amount }** temporary hit points
happened-fell = **{ $who } falls** and is dying
happened-died = **{ $who } is dead**
happened-revived = **{ $who } is up again**
happened-death-save-dying = { $who }: death save **{ $total }**. { $tally }
happened-death-save-stable = { $who }: death save **{ $total }**. { $who } is stable
happened-death-save-dead = { $who }: death save **{ $total }**. { $who } is dead
happened-death-save-awake = { $who }: death save **{ $total }**. { $who } wakes with 1 hit point
death-saves = { $successes } of 3 successes, { $failures } of 3 failures
happened-gained = { $what } lasts on { $who }
happened-condition = { $who } is { $condition }
happened-conditions = { $who } is { $conditions } ({ $what })
happened-spared = { $who } is immune: { $what }
happened-ended-saved = { $who } shakes off { $what }
happened-ended-over = { $what } is over for { $who }
happened-ended-early = { $what } ends early for { $who }
happened-ended-harmed = Harm ends { $what } on { $who }
happened-ended-concentration = Without concentration, { $what } ends on { $who }
happened-ended-cured = { $who } is rid of { $what }
happened-ended-escaped = { $who } escapes from { $what }
happened-ended-source = Nobody holds { $who } by { $what } any more
happened-ended-dead = { $what } ends with { $who }
happened-ended-replaced = { $who } lets { $what } go for another spell
happened-concentration-held = { $who } keeps concentration on { $spell }: **{ $total }** against { $dc }
happened-concentration-broken = { $who } **loses concentration** on { $spell }: **{ $total }** against { $dc }
happened-concentrates = { $who } concentrates on { $spell }
happened-tired = { $who }: exhaustion { $level }
happened-slot = { $who } spends a slot of { $what }
happened-reaction = { $who } uses a reaction
happened-spent = { $who } uses { $what }; { $left } left
happened-recharged = { $who }: { $what } is back
happened-not-recharged = { $who }: { $what } is not back yet
happened-moved = { $who }: { $feet } feet, { $how }
happened-left-to-dm = **The DM decides**: { $topic }
happened-told = { $who }: { $what }
happened-overruled = **The DM sets a rule aside**: { $rule }
happened-ended-dispelled = { $what } on { $who } comes to nothing
happened-offered = { $who } can use **{ $what }** now ({ $cost })
happened-offered-against = { $who } can use **{ $what }** on { $against } now ({ $cost })
cost-action = an action
cost-bonus-action = a bonus action
cost-reaction = a reaction
cost-legendary-action = a legendary action
cost-lair-action = a lair action
cost-nothing = without a cost
happened-untouched = { $what } does not concern { $who }
happened-compelled = { $who } has to obey: it { $how }
happened-stands = { $what } of { $who } stands there
happened-laid = { $what }: { $shape }, { $feet } feet, of { $who }
laid-sight = { $sight }
laid-cost = each foot takes { $cost }
laid-cover = three-quarters cover behind it
laid-closed = nobody walks through
happened-inside = { $who } is in { $what }
happened-outside = { $who } is out of { $what }
happened-arrived = { $who } ({ $form }) appears, called by { $by }
happened-departed = { $who } is gone: { $where }
happened-returned = { $who } is back
happened-formed = { $who } takes the form of { $form }
happened-own-form = { $who } has its own form again
happened-weakened = { $who } loses { $by } { $ability }: { $score } left
happened-drained = { $who }: hit point maximum { $by } lower, { $maximum } now
happened-corroded = { $what } of { $who } is eaten away: { $bonus }
happened-doomed = { $who } rises as { $form }: { $after }
happened-endured = { $who } stays up with 1 hit point: { $by }
happened-deceived = A duplicate of { $who } is struck instead; { $left } left
happened-helped = { $by } helps { $who }: +{ $amount }
happened-averted = { $by } guards { $who }: the attack has to go elsewhere
happened-taken-back = { $by } turns it away from { $who }
happened-dispelled = { $what } on { $who } is dispelled
happened-not-dispelled = { $what } on { $who } holds
dispelled-by = **{ $total }** against { $dc }
happened-contested = { $who } **{ $total }** against { $against } **{ $theirs }**
happened-chanced = { $who }: { $dice } shows **{ $shown }**
happened-faltered = { $who } cannot finish { $spell }, and it comes to nothing
happened-delayed = { $spell } takes effect in the next turn of { $who }, if it spends its action on it
happened-again = Another turn for { $who }; { $left } follow
check-success = a success
check-failure = a failure
moved-takes = (takes { $feet } feet of movement)
rule-not-your-turn = it is not their turn
rule-cannot-act = they cannot act
rule-surprised = they are surprised
rule-action-spent = their action is spent
rule-bonus-action-spent = their bonus action is spent
rule-reaction-spent = their reaction is spent
rule-lair-action-spent = the lair has acted in this round
rule-legendary-actions-spent = their legendary actions are spent
rule-legendary-action-taken = they have taken a legendary action since the last turn ended
rule-legendary-in-own-turn = legendary actions are not taken in their own turn
rule-used-up = it is used up
rule-one-slot-a-turn = a slot was spent in this turn already
rule-bonus-spell-cast = a spell was cast as a bonus action in this turn
rule-not-in-melee = an opportunity attack is made in melee
rule-off-hand-first = the first hand has not attacked
rule-feature-needs = what it needs is not going on
rule-attack-first = no attack of this turn’s action came before
rule-hit-first = no hit in melee came before
rule-save-first = no save had just failed
rule-first-round-only = the first round is over
rule-no-slot-spent = no slot of that level was used up
rule-act-first = this turn’s action is not spent
rule-off-hand-made = the other hand has struck in this turn already
rule-loading = it is loaded anew for each shot
rule-cleave-made = Cleave has struck a second creature in this turn already
rule-sneak-attack-first = no hit came before that Sneak Attack comes with
rule-sneak-attack-made = Sneak Attack has struck in this turn already
rule-no-slot = they have no such spell slot
rule-kept-from-it = something that lasts keeps them from it
rule-compelled = they have to spend the turn otherwise
rule-out-of-reach = nobody reaches the target from there
rule-clings-elsewhere = they cling to somebody else
rule-casting-too-long = it takes too long for a fight
rule-reaction-not-set-off = no attack has just been made that it answers
rule-trigger-missing = what it answers has not just happened
rule-target-dead = the target is dead
rule-target-covered = the target has total cover
rule-charmed-by-target = they are charmed by the target
rule-fight-not-begun = the first turn has not begun
damage-acid = acid
damage-bludgeoning = bludgeoning
damage-cold = cold
damage-fire = fire
damage-force = force
damage-lightning = lightning
damage-necrotic = necrotic
damage-piercing = piercing
damage-poison = poison
damage-psychic = psychic
damage-radiant = radiant
damage-slashing = slashing
damage-thunder = thunder
condition-blinded = blinded
condition-charmed = charmed
condition-deafened = deafened
condition-frightened = frightened
condition-grappled = grappled
condition-incapacitated = incapacitated
condition-invisible = invisible
condition-paralyzed = paralyzed
condition-petrified = petrified
condition-poisoned = poisoned
condition-prone = prone
condition-restrained = restrained
condition-stunned = stunned
condition-unconscious = unconscious
combat-ended = The fight is over after { $round ->
    [one] one round
   *[other] { $round } rounds
}. { $xp ->
    [0] No foe fell.
   *[other] The foes that fell are worth { $xp } XP: { $each } for each of the party{ $awarded ->
        [yes] , written on their sheets
       *[no] {""}
    }.
}


# What was taken back.
undone-title = Taken back
undone-step-joined = who came
undone-step-left = who left
undone-step-initiative = a place in the order
undone-step-turn = the turn
undone-step-turn-back = the turn given back
undone-step-attack = an attack
undone-step-action = an action
undone-step-cast = a spell
undone-step-hit-points = hit points
undone-step-effect = an effect
undone-step-cure = an effect that ended
undone-step-moved = a move
undone-step-delayed = waiting
undone-step-readied = a readied action
undone-step-noted = a note
undone-step-death-save = a death save
undone-step-changed = how somebody stands
undone-step-undone = an undo
undone-hit-points = { $who }: hit points { $before } → { $after }
undone-slot = { $who } has the spell slot again
undone-sheet = { $who }: the sheet is as it was
undone-turn-of = It is the turn of { $who }
undone-round = Round { $round }
undone-wounds = { $who } is { $how } again
undone-lasting = { $who }: what lasts is as it was
undone-lasts-again = { $what } lasts on { $who } again
undone-lasts-no-more = { $what } no longer lasts on { $who }
undone-economy = { $who } has { $what } again
undone-presence = { $who }: as before
combat-went-on = Your turn is over; the tracker shows who has the next.
combat-noted = Noted for { $who }. Nobody but those who lead sees it.
combat-hidden = { $who } is hidden from the players now. Nobody but those who lead sees this.
combat-shown = The players see { $who } from now on.

# Hit points, rests and checks.
command-hp = Damage, heal or set hit points
command-rest = Take a short or a long rest
command-check = Make an ability check with your sheet’s numbers
command-save = Make a saving throw with your sheet’s numbers; or a death save
option-hp-amount = -7 is damage, +1d8+3 heals, =20 sets; without a sign it is damage
option-hp-type = The damage’s type, for what resists it
option-hp-target = Whose; without it, your character’s
option-hp-temporary = Whether these are temporary hit points
option-rest-kind = An hour, or a night
option-rest-hit-dice = How many hit dice to spend in a short rest, the largest first
option-check-skill = A skill, an ability, a tool, or initiative
option-save-overrule = For whoever leads: let a death save be rolled in somebody else’s turn
option-check-as = For which character; without it, the one that you play here
option-save-ability = Which ability; or death, when you are dying
choice-rest-short = Short rest
choice-rest-long = Long rest
choice-ability-str = Strength
choice-ability-dex = Dexterity
choice-ability-con = Constitution
choice-ability-int = Intelligence
choice-ability-wis = Wisdom
choice-ability-cha = Charisma
choice-save-death = Death save
health-title = { $who }: { $now } of { $most } hit points
health-was = { $before } → { $after }
health-temporary = { $amount } temporary hit points beside them
health-concentration-lost = Concentration on { $spell } is lost
health-rolled = `{ $notation }`: { $total }
rest-title-short = { $who } takes a short rest: { $now } of { $most } hit points
rest-title-long = { $who } takes a long rest: { $now } of { $most } hit points
rest-slots = All spell slots are back
rest-pact = The slots of pact magic are back
rest-hit-dice = { $back ->
    [0] { $spent } hit dice spent
   *[other] { $back } hit dice back
}
rest-counter = { $name }: { $left } of { $most }
# The tracker: a fight as its card shows it, to everybody and to those who lead.
tracker-begins = Roll for initiative
tracker-round = Round { $round }
tracker-over = The fight is over { $rounds ->
    [0] before it began
    [one] after one round
   *[other] after { $rounds } rounds
}
tracker-nobody-there = Nobody is in this fight yet.
tracker-mirror = For those who lead: all numbers, and whom the players do not see.
tracker-earlier = *{ $count } more before*
tracker-later = *{ $count } more after*
tracker-fallen = Fallen: { $names }
tracker-fallen-more = Fallen: { $names } and { $more } more
tracker-turn-of = **{ $name } has the turn**
tracker-health = { $health ->
    [unhurt] unhurt
    [hurt] hurt
    [bloodied] bloodied
    [nearly-down] nearly down
    [down] down
    [dead] dead
   *[unknown] nobody knows how they are
}
tracker-points = { $current }/{ $most } HP
tracker-points-temporary = { $current }/{ $most } HP and { $temporary } temporary
tracker-dying = dying: { $successes } of 3 saves made, { $failures } failed
tracker-stable = stable
tracker-exhausted = exhaustion { $level }
tracker-condition = { $condition ->
    [blinded] blinded
    [charmed] charmed
    [deafened] deafened
    [frightened] frightened
    [grappled] grappled
    [incapacitated] incapacitated
    [invisible] invisible
    [paralyzed] paralyzed
    [petrified] petrified
    [poisoned] poisoned
    [prone] prone
    [restrained] restrained
    [stunned] stunned
    [unconscious] unconscious
   *[other] { $condition }
}
tracker-state = { $state ->
    [surprised] surprised
    [delayed] lets others go first
    [waits] no initiative yet
    [readied] waits to act
    [hidden] hidden from the players
    [half-cover] half cover
    [three-quarters-cover] three-quarters cover
   *[total-cover] total cover
}
tracker-effect-brief = { $what } ({ $rounds })
tracker-effect = • { $what }
tracker-effect-of = { $name } ({ $conditions })
tracker-effect-rounds = { $rounds ->
    [one] one round left
   *[other] { $rounds } rounds left
}
tracker-effect-until = { $moment ->
    [own-start] until the start of the bearer’s turn
    [own-end] until the end of the bearer’s turn
    [source-start] until the start of the source’s turn
    [this-end] until the end of this turn
   *[source-end] until the end of the source’s turn
}
tracker-effect-from = from { $name }
tracker-effect-save = { $ability } save DC { $dc }
tracker-holds-brief = concentrates on { $spell }
tracker-holds = • Concentrates on { $spell }
tracker-holds-on = on { $names }
tracker-holds-on-more = on { $names } and { $more } more
tracker-left = Left: { $what }
tracker-left-none = Nothing is left of this turn.
tracker-economy = { $economy ->
    [action] action
    [bonus] bonus action
   *[reaction] reaction
}
tracker-attacks-left = { $count ->
    [one] one more attack
   *[other] { $count } more attacks
}
tracker-readied = • Waits to do { $action } when { $when }
tracker-more = and { $more } more
tracker-armor-class = AC { $ac }
tracker-legendary = legendary actions { $left }/{ $most }
tracker-resistances = legendary resistances { $left }/{ $most }
tracker-recharges = { $face ->
    [6] { $action } back on 6
   *[other] { $action } back on { $face }–6
}
tracker-used = { $action } used ×{ $count }
tracker-note = note: { $note }
tracker-your-turn = <@{ $user }>, it is **{ $name }**’s turn in round { $round }.
button-first-turn = Begin
button-fight-status = Status
button-undo-step = Undo
begun-idle = Not in it, for they play no character here: { $who } (`/character use` or `/character create`, then `/combat join`)
begun-elsewhere = Not in it, for they are in another fight: { $who }
combat-rules = Rules of { $year }
